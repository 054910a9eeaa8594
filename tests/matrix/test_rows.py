"""The same table, asked of PostgreSQL in plain SQL as the server's role: rows where the policy lets a role see a case,
and not one elsewhere, whatever a page might forget to ask."""

import datetime as dt

import pytest

from tabara.access.roles import ROLES
from tabara.protection.cases.models import CaseAccess
from tests.matrix.policy import RELATIONS, may
from tests.matrix.relations import MADE, now
from tests.walled import asked, needs_server

pytestmark = [*needs_server[:2], pytest.mark.django_db(databases="__all__"), pytest.mark.usefixtures("inside")]

TABLES = {
    "cases_case": "id",
    "cases_category": "case_id",
    "cases_consent": "case_id",
    "cases_screening": "case_id",
    "cases_document": "case_id",
    "assistance_service": "case_id",
}
LATER = ("expired", "over")  # the clock of the server is not moved: the end is


def shown(standing, table, column):
    found = asked(f"SELECT count(*) FROM {table} WHERE {column} = %s", standing.case.pk, by=standing.member)  # noqa: S608 - the table's own words
    return "yes" if found[0][0] else "no"


@pytest.mark.parametrize("relation", RELATIONS)
def test_plain_sql_gives_each_role_rows_where_the_policy_lets_it_see(relation):
    wrong = []
    for role in ROLES:
        standing = MADE[relation](role)
        if relation in LATER:
            rows = CaseAccess._base_manager.filter(case=standing.case, until__isnull=False)
            rows.update(until=now() - dt.timedelta(hours=1))  # before the transaction began, too
        said = "yes" if role in may("see", relation) else "no"
        found = {table: shown(standing, table, column) for table, column in TABLES.items()}
        wrong += [f"{role}, {table}: {got}" for table, got in found.items() if got != said]
    assert not wrong, "\n".join(wrong)
