"""What each role may do: the server as little as it needs, the report the mart's columns and nothing else."""

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from tabara.access.walls.tables import APPENDED
from tabara.mart import source
from tests import factories
from tests.walled import needs_server

pytestmark = needs_server
COLUMNS = """
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT a.attisdropped
AND has_column_privilege(%s, c.oid, a.attnum, %s)
"""


@pytest.fixture
def case(walled):
    return factories.register(factories.make_member())


def readable(connection, role, right="SELECT"):
    found = {}
    for table, column in connection.execute(COLUMNS, [role, right]):
        found.setdefault(table, set()).add(column)
    return found


def test_the_report_reads_exactly_the_columns_whose_fate_says_so(walls):
    with walls.entered("superuser") as connection:
        assert readable(connection, walls.names.report) == source.columns()
        for right in ("INSERT", "UPDATE"):
            assert readable(connection, walls.names.report, right) == {}


@pytest.mark.parametrize(
    "words",
    [
        "SELECT code FROM cases_case",
        "SELECT notes FROM cases_screening",
        "SELECT grounds FROM cases_determination",
        "SELECT * FROM assistance_service",
        "SELECT name FROM access_member",
        "SELECT session_data FROM access_session",
        "SELECT subject FROM access_auditevent",
        "UPDATE cases_case SET status = 'closed'",
        "DELETE FROM cases_case",
        "TRUNCATE cases_case",
        "CREATE TABLE mine (number int)",
        "CREATE TEMPORARY TABLE mine (number int)",
    ],
)
def test_the_report_can_do_nothing_else(case, walls, words):
    with walls.entered("report") as connection:
        assert connection.execute("SELECT count(status) FROM cases_case").fetchone() == (1,)
        with pytest.raises(InsufficientPrivilege):
            connection.execute(words)


@pytest.mark.parametrize("alias", ["vault", "keys"])
def test_the_report_cannot_enter_the_vault_or_the_keys(walls, alias):
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        walls.entered("report", alias)


@pytest.mark.parametrize("table", sorted(APPENDED))
@pytest.mark.parametrize("words", ["UPDATE {} SET {} = NULL", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_server_cannot_alter_what_was_remembered(case, walls, table, words):
    with walls.entered("app") as connection:
        column = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1", [table]
        ).fetchone()[0]
        with pytest.raises(InsufficientPrivilege):
            connection.execute(words.format(table, column))


@pytest.mark.parametrize(
    "words",
    [
        "CREATE TABLE mine (number int)",
        "CREATE TEMPORARY TABLE mine (number int)",
        "ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tabara_read ON cases_case",
        "TRUNCATE cases_caseaccess",
        "ALTER TABLE cases_case OWNER TO CURRENT_USER",
        "UPDATE django_migrations SET name = 'x'",
        "CREATE ROLE mine",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_the_server_has_no_hand_in_the_walls(walls, walled, words):
    with walls.entered("app") as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(words)


@pytest.mark.parametrize("role", ["owner", "audit", "gate"])
def test_the_roles_that_nobody_enters_cannot_be_entered(walls, role):
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        walls.entered(role)


def test_the_servers_role_cannot_become_another(walls, walled):
    with walls.entered("app") as connection:
        for role in (walls.names.owner, walls.names.gate, walls.names.report):
            with pytest.raises(InsufficientPrivilege):
                connection.execute(f"SET ROLE {role}")
