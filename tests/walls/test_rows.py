"""Which rows PostgreSQL shows the server's role: none, unless somebody speaks; then those listed for that member."""

import datetime as dt

import pytest
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from tabara.access.speaking import beyond, for_everybody, opening, speaking_for
from tabara.access.walls.tables import WALLS
from tabara.protection.cases.operations import listing
from tests import factories
from tests.walled import asked, counted, needs_server

pytestmark = needs_server
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def ours(walled):
    return factories.make_member(agency=factories.make_agency("ours"))


@pytest.fixture
def other(walled):
    return factories.make_member(agency=factories.make_agency("other"))


@pytest.fixture
def full(ours):
    """A case with something in every table that hangs on one."""
    case = factories.register(ours)
    factories.screened(ours, case)
    factories.determined(ours, case)
    factories.assisted(ours, case)
    return case


FILLED = ("cases_case", "cases_person", "cases_caseaccess", "cases_category", "cases_consent", "cases_screening")
FILLED = (*FILLED, "cases_determination", "assistance_service")


def test_nobody_who_does_not_speak_is_shown_a_row(full, walled):
    assert {table: counted(table) for table in WALLS["default"]} == dict.fromkeys(WALLS["default"], 0)
    assert {table: counted(table, alias="vault") for table in WALLS["vault"]} == dict.fromkeys(WALLS["vault"], 0)


@pytest.mark.parametrize("table", FILLED)
def test_whoever_holds_a_case_is_shown_its_rows_and_another_agency_none(full, ours, other, table):
    assert counted(table, by=ours) > 0
    assert counted(table, by=other) == 0


@pytest.mark.parametrize("table", ["vault_identity", "vault_nametoken"])
def test_the_vault_shows_an_agency_its_own_people_alone(full, ours, other, table):
    assert counted(table, by=ours, alias="vault") > 0
    assert counted(table, by=other, alias="vault") == 0


def test_the_vault_opens_a_person_of_another_agency_where_intake_has_asked(full, other):
    def names(persons):
        with speaking_for(other), opening(persons):
            return asked("SELECT person FROM vault_identity", by=other, alias="vault")

    assert names([]) == []
    assert names([full.person_id]) == [(full.person_id,)]


def test_another_ones_case_cannot_be_changed_removed_or_added_to(full, other):
    with speaking_for(other), connections["default"].cursor() as cursor:
        cursor.execute("UPDATE cases_case SET status = 'closed'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM assistance_service")
        assert cursor.rowcount == 0
    refused = "row-level security"
    with pytest.raises(DatabaseError, match=refused), speaking_for(other):
        asked("INSERT INTO cases_category (case_id, code, since, is_primary) VALUES (%s, 'idp', now(), false)", full.pk)


def test_nobody_lists_another_ones_case_for_themselves(full, other):
    columns = "(principal, updated_at, case_id, why, groups)"
    words = f"INSERT INTO cases_caseaccess {columns} VALUES (%s, now(), %s, 'holder', '[]')"  # noqa: S608 - our own
    with pytest.raises(DatabaseError, match="row-level security"):
        asked(words, other.pk, full.pk, by=other)


def grant(case, to, until):
    """List a case for somebody until an instant."""
    with for_everybody():
        listing.CaseAccess._base_manager.create(
            case=case, principal=to, updated_at=case.updated_at, until=until, why="referral"
        )


def test_a_case_is_seen_until_its_grant_expires(full, other):
    grant(full, other.pk, timezone.now() + HOUR)
    assert asked("SELECT id FROM cases_case", by=other) == [(full.pk,)]


def test_an_expired_grant_shows_nothing(full, other):
    grant(full, other.pk, timezone.now() - HOUR)
    assert counted("cases_case", by=other) == 0
    assert counted("cases_caseaccess", by=other) == 0


def test_what_looks_after_everything_sees_everything(full):
    with for_everybody():
        assert asked("SELECT id FROM cases_case", by=None) == []  # it speaks for nobody inside
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT id FROM cases_case")
            assert cursor.fetchall() == [(full.pk,)]


def test_a_named_number_reaches_what_is_listed_under_it(full, other):
    with speaking_for(other), beyond(full.agency_id), connections["default"].cursor() as cursor:
        cursor.execute("SELECT id FROM cases_case")
        assert cursor.fetchall() == [(full.pk,)]


def test_the_owner_of_the_tables_is_held_by_the_walls_too(full, walls):
    with walls.entered("superuser") as connection:
        assert connection.execute("SELECT count(*) FROM cases_case").fetchone() == (1,)
        connection.execute(f"SET ROLE {walls.names.owner}")
        for table in WALLS["default"]:
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608 - our own


def test_a_reference_is_checked_although_the_owner_sees_no_row(full, ours):
    """Foreign keys are checked as the tables' owner; PostgreSQL lets these checks past FORCE."""
    with transaction.atomic():
        assert asked("DELETE FROM cases_case WHERE id = %s RETURNING id", full.pk, by=ours) == [(full.pk,)]
        with pytest.raises(DatabaseError, match="foreign key"):
            asked("SET CONSTRAINTS ALL IMMEDIATE; SELECT 1", by=ours)
        transaction.set_rollback(True)


def test_a_table_that_nobody_declared_shows_nothing_once_it_has_a_wall(walls, walled):
    with walls.entered("superuser") as connection:
        connection.execute("CREATE TABLE undeclared AS SELECT 1 AS number")
        connection.execute(f"GRANT SELECT ON undeclared TO {walls.names.app}")
        connection.execute("ALTER TABLE undeclared ENABLE ROW LEVEL SECURITY")
        try:
            with walls.entered("app") as server:
                assert server.execute("SELECT count(*) FROM undeclared").fetchone() == (0,)
        finally:
            connection.execute("DROP TABLE undeclared")


def test_the_walls_stand_after_they_are_set_a_second_time(full, ours, other, walls):
    from tests.walled import set_up

    set_up(walls.owner, walls.names)
    assert (counted("cases_case", by=ours), counted("cases_case", by=other)) == (1, 0)


def test_a_superuser_is_shown_everything_and_so_is_refused_at_the_start(full, walls):
    from tabara.access.walls import fitness

    assert fitness.unfit(connections["default"]) == ""
    del connections["default"].settings_dict["OPTIONS"]["assume_role"]
    connections["default"].close()
    try:
        assert counted("cases_case") == 1
        assert "is a superuser" in fitness.unfit(connections["default"])
        with pytest.raises(fitness.Unfit, match="tabara database prepare"):
            fitness.refuse(connection=connections["default"])
        connections["default"].settings_dict["OPTIONS"]["assume_role"] = walls.names.owner
        connections["default"].close()
        assert "owns the tables" in fitness.unfit(connections["default"])
    finally:
        connections["default"].close()
        connections["default"].settings_dict["OPTIONS"]["assume_role"] = walls.names.app
