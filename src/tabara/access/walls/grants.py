"""What each role may do with each table: the server as little as it needs, the report only the mart's columns."""

from collections.abc import Collection, Iterator, Mapping

from psycopg import Connection, sql

from tabara.access.walls.roles import Names, Statement
from tabara.access.walls.tables import APPENDED, READ_ONLY

Columns = Mapping[str, Collection[str]]
SEQUENCE = "S"
OURS = """
SELECT c.relname, c.relkind::text, c.relowner = %s::regrole FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') ORDER BY c.relname
"""
OWNED_BY_A_COLUMN = "SELECT objid::regclass::text FROM pg_depend WHERE deptype = 'i' AND classid = 'pg_class'::regclass"


def relations(connection: Connection, names: Names) -> list[tuple[str, str, bool]]:
    """Return the tables and sequences of a database: name, kind, and whether they belong to the owner."""
    return connection.execute(OURS, [sql.Identifier(names.owner).as_string(connection)]).fetchall()


def owned(connection: Connection, names: Names) -> Iterator[Statement]:
    """Give what hands the tables over to the owner, where somebody else made them; their sequences go with them."""
    kept = {row[0] for row in connection.execute(OWNED_BY_A_COLUMN)}
    for name, _kind, ours in relations(connection, names):
        if not ours and name not in kept:
            yield sql.SQL("ALTER TABLE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(names.owner))


def grants(connection: Connection, names: Names, reported: Columns) -> Iterator[Statement]:
    """Give the rights of a database's tables anew: first none, then those that are needed."""
    app, report, audit = (sql.Identifier(one) for one in (names.app, names.report, names.audit))
    everybody = sql.SQL(", ").join([sql.SQL("PUBLIC"), app, report, audit])
    yield sql.SQL("REVOKE ALL ON SCHEMA public FROM {}").format(everybody)
    yield sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(everybody)
    yield sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}").format(everybody)
    yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(app)
    for name, kind, _ours in relations(connection, names):
        words, to = _rights(name, kind)
        yield sql.SQL("GRANT " + words + " ON {} TO {}").format(sql.Identifier(name), audit if to == "audit" else app)
    if reported:
        yield sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(report)
    for table, columns in sorted(reported.items()):
        some = sql.SQL(", ").join(map(sql.Identifier, sorted(columns)))
        yield sql.SQL("GRANT SELECT ({}) ON {} TO {}").format(some, sql.Identifier(table), report)


def _rights(name: str, kind: str) -> tuple[str, str]:
    """Return the rights in a table, and whose they are."""
    if kind == SEQUENCE:
        return "USAGE, SELECT", "app"
    if name in APPENDED:
        return "SELECT, INSERT", "audit"
    return ("SELECT" if name in READ_ONLY else "SELECT, INSERT, UPDATE, DELETE"), "app"
