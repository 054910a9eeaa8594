"""The walls as SQL: the functions that read what a transaction was told, and the policies of each table."""

from collections.abc import Iterator, Mapping

from psycopg import sql

from tabara.access.walls.roles import Names, Statement
from tabara.access.walls.tables import Wall

PREFIX = "tabara_"  # of every policy and function of ours
FUNCTIONS = """
CREATE OR REPLACE FUNCTION tabara_numbers(name text) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(nullif(current_setting('tabara.' || name, true), ''), '{}')::uuid[] $$;
CREATE OR REPLACE FUNCTION tabara_member() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('tabara.member', true), '')::uuid $$;
CREATE OR REPLACE FUNCTION tabara_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT coalesce(current_setting('tabara.everything', true) = 'yes', false) $$;
"""
# A policy of `cases_caseaccess` cannot ask that table itself. This function can: it belongs to a role that nobody
# enters and that reads three columns. A case that stands in no list yet is being opened by whoever asks.
SEES = """
CREATE OR REPLACE FUNCTION tabara_sees(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM cases_caseaccess a WHERE a.case_id = asked
                 AND a.principal = ANY (tabara_numbers('principals')) AND (a.until IS NULL OR a.until > now()))
      OR NOT EXISTS (SELECT 1 FROM cases_caseaccess a WHERE a.case_id = asked)
$$;
"""
GATE = """
GRANT CREATE ON SCHEMA public TO {gate};
ALTER FUNCTION tabara_sees(uuid) OWNER TO {gate};
REVOKE CREATE ON SCHEMA public FROM {gate};
REVOKE ALL ON FUNCTION tabara_sees(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tabara_sees(uuid) TO {app};
GRANT USAGE ON SCHEMA public TO {gate};
GRANT SELECT (case_id, principal, until) ON cases_caseaccess TO {gate};
DROP POLICY IF EXISTS tabara_gate ON cases_caseaccess;
CREATE POLICY tabara_gate ON cases_caseaccess FOR SELECT TO {gate} USING (true);
"""
POLICIES = {
    "read": "FOR SELECT TO {app} USING ({seen})",
    "change": "FOR UPDATE TO {app} USING ({seen}) WITH CHECK ({seen})",
    "remove": "FOR DELETE TO {app} USING ({seen})",
    "add": "FOR INSERT TO {app} WITH CHECK ({added})",
}


def functions(alias: str, names: Names) -> Iterator[Statement]:
    """Give what the policies of a database call."""
    yield sql.SQL(FUNCTIONS)
    for signature in ("tabara_numbers(text)", "tabara_member()", "tabara_everything()"):
        yield sql.SQL("ALTER FUNCTION " + signature + " OWNER TO {}").format(sql.Identifier(names.owner))
    if alias == "default":
        yield sql.SQL("DROP FUNCTION IF EXISTS tabara_sees(uuid) CASCADE; " + SEES)  # its policies follow
        yield sql.SQL(GATE).format(gate=sql.Identifier(names.gate), app=sql.Identifier(names.app))


def policies(walls: Mapping[str, Wall], names: Names, reported: frozenset[str]) -> Iterator[Statement]:
    """Give the policies of a database's tables anew; `reported` are those that the mart reads."""
    for table, wall in walls.items():
        for kind, text in POLICIES.items():
            parts = {"app": sql.Identifier(names.app), "seen": sql.SQL(wall.condition), "added": sql.SQL(wall.adding)}
            yield _policy(table, kind, sql.SQL(text).format(**parts))
        if table in reported:
            yield _policy(
                table, "report", sql.SQL("FOR SELECT TO {} USING (true)").format(sql.Identifier(names.report))
            )
        else:
            yield _dropped(table, "report")
        yield sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(sql.Identifier(table))


def forced(tables: Mapping[str, Wall], *, force: bool) -> Iterator[Statement]:
    """Give what binds the tables' owner too, or lets it through while it changes their shape."""
    for table in tables:
        word = sql.SQL("FORCE" if force else "NO FORCE")
        yield sql.SQL("ALTER TABLE IF EXISTS {} {} ROW LEVEL SECURITY").format(sql.Identifier(table), word)


def _policy(table: str, kind: str, text: Statement) -> Statement:
    name = sql.Identifier(PREFIX + kind)
    made = sql.SQL("CREATE POLICY {} ON {} ").format(name, sql.Identifier(table))
    return _dropped(table, kind) + sql.SQL("; ") + made + text


def _dropped(table: str, kind: str) -> sql.Composed:
    return sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(PREFIX + kind), sql.Identifier(table))
