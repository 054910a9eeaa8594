"""The same table, asked of PostgreSQL in plain SQL as the server's role: rows where the policy lets a role see a case,
and not one elsewhere, whatever a page might forget to ask."""

import datetime as dt

import pytest

from tabara.access.walls.tables import WALLS, of_case
from tabara.protection.cases.models import CaseAccess
from tests.matrix.policy import RELATIONS, may
from tests.matrix.relations import now, standings
from tests.walled import asked, needs_server

pytestmark = [*needs_server[:2], pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("inside")]

BARE = ("cases_grant", "cases_asking", "cases_contactrule", "family_tracingstep", "community_alertcase")
BARE += ("planning_assessment", "planning_score", "planning_panelist", "intake_legalhold", "intake_review")
BARE += ("intake_erased", "reintegration_ending", "reintegration_episode")  # tests/walls/test_rooms.py fills these
# Where the agency that holds a case has rows of its own, every one of its members is shown them by the database.
OF_HOLDER = ("assistance_entry", "assistance_payment", "assistance_businessgrant", "referral_transfer")
HELD = ("own", "team", "agency", "closed")
TABLES = {
    table: "case_id"
    for table, wall in WALLS["default"].items()
    if (wall == of_case(table) or table in OF_HOLDER) and table not in BARE
} | {"cases_case": "id"}
ENDED = {"closed": ("cases_task",)}  # of which such a case has no row: nothing is due in it any more
LATER = ("expired", "over")  # the clock of the server is not moved: the end is


def shown(standing, table, column):
    found = asked(f"SELECT count(*) FROM {table} WHERE {column} = %s", standing.case.pk, by=standing.member)  # noqa: S608 - the table's own words
    return "yes" if found[0][0] else "no"


@pytest.mark.parametrize("relation", RELATIONS)
def test_plain_sql_gives_each_role_rows_where_the_policy_lets_it_see(relation):
    wrong = []
    for role, standing in standings(relation):
        if relation in LATER:
            rows = CaseAccess._base_manager.filter(case=standing.case, until__isnull=False)
            rows.update(until=now() - dt.timedelta(hours=1))  # before the transaction began, too
        sees = role in may("see", relation)
        for table, column in TABLES.items():
            held = sees or (table in OF_HOLDER and relation in HELD)
            said = "yes" if held and table not in ENDED.get(relation, ()) else "no"
            got = shown(standing, table, column)
            wrong += [f"{role}, {table}: {got}"] if got != said else []
    assert not wrong, "\n".join(wrong)
