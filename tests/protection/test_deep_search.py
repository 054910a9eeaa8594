"""A search that compares every name opens those of the member's own visible cases, and no other."""

import pytest

from tabara.access.models import AuditEvent
from tabara.protection.intake import operations as intake
from tabara.protection.intake.operations import Names
from tests.factories import NOW, make_agency, make_member, make_team, register

pytestmark = pytest.mark.django_db(databases="__all__")

HEARD = Names(given="Odet", surname="Nilagila")  # no age, and hardly a letter right


def found(by, names=HEARD, deep=True):
    find = intake.find_deep if deep else intake.find_people
    return [match.name for match in find(by=by, at=NOW, names=names)]


def test_a_name_that_no_token_meets_is_found_by_comparing_all():
    worker = make_member("caseworker")
    register(worker, given="Odette", surname="Muniragira", birth_year=1999)
    register(worker, given="Béatrice", surname="Hakizimana")
    assert (found(worker, deep=False), found(worker)) == ([], ["Odette Muniragira"])


def test_nobody_is_shown_who_does_not_resemble_the_name():
    worker = make_member("caseworker")
    register(worker, given="Béatrice", surname="Hakizimana")
    assert found(worker) == []


def test_the_names_of_other_teams_and_agencies_stay_sealed():
    agency = make_agency()
    worker = make_member("caseworker", agency=agency, team=make_team(agency, "one"))
    register(make_member("caseworker", agency=agency, team=make_team(agency, "two")))
    register(make_member("caseworker", agency=make_agency("away")))
    assert found(worker, Names("Odette", "Niragira")) == []


def test_it_is_remembered_with_whom_it_showed():
    worker = make_member("caseworker")
    case = register(worker)
    found(worker, Names("Odette", "Niragira"))
    rows = AuditEvent.objects.filter(operation="intake.search_deep").order_by("pk")
    assert sorted((row.outcome, row.subject) for row in rows if row.outcome == "shown") == [("shown", case.pk)]
    assert [row.outcome for row in rows if row.outcome != "shown"] == ["done"]
