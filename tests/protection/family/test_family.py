"""Who belongs to a person: codes in the clear for those who see how to reach her, words under seal."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import close_case
from tabara.protection.family import queries
from tabara.protection.family.operations import (
    add_household_member,
    end_guardian,
    end_household_member,
    name_guardian,
    open_family,
)
from tests.factories import NOW, TODAY, make_agency, make_member, make_team, register
from tests.protection.sharing.sharers import receiver, shared

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
MOTHER = {"tie": "mother", "whereabouts": "known", "told": "Spès, at the market of the hill"}


@pytest.fixture
def worker():
    home = make_agency("home")
    return make_member(agency=home, team=make_team(home))


@pytest.fixture
def case(worker):
    return register(worker, birth_year=2014)


def test_who_it_is_stands_nowhere_in_the_clear(worker, case):
    row = add_household_member(by=worker, at=NOW, case=case, **MOTHER)
    assert b"Sp" not in bytes(row.told)
    assert open_family(by=worker, at=NOW, case=case, reason="contact") == {row.pk: MOTHER["told"]}


def test_the_household_is_codes_until_it_is_opened(worker, case):
    add_household_member(by=worker, at=NOW, case=case, **MOTHER)
    add_household_member(by=worker, at=NOW, case=case, tie="sibling", whereabouts="unknown", birth_year=2018)
    assert [(one.tie, one.whereabouts, one.birth_year) for one in queries.household(by=worker, case=case)] == [
        ("mother", "known", None),
        ("sibling", "unknown", 2018),
    ]


def test_an_entry_that_no_longer_holds_is_ended_once(worker, case):
    row = add_household_member(by=worker, at=NOW, case=case, **MOTHER)
    end_household_member(by=worker, at=NOW, case=case, number=row.pk)
    assert queries.household(by=worker, case=case) == []
    with pytest.raises(NotFound):
        end_household_member(by=worker, at=NOW, case=case, number=row.pk)


def test_whoever_is_told_the_course_alone_sees_no_relative(worker, case):
    helper, case = receiver(), register(worker, birth_year=1990)
    shared(worker, case, helper, groups=["course"])
    add_household_member(by=worker, at=NOW, case=case, **MOTHER)
    assert queries.household(by=helper, case=case) == []
    assert queries.tracings(by=helper, case=case) == []
    assert queries.suspects(by=helper, case=case) == []


def test_another_agency_writes_nothing(worker, case):
    with pytest.raises(NotAllowed):
        add_household_member(by=make_member(agency=make_agency("other")), at=NOW, case=case, **MOTHER)


def test_the_coordinator_writes_nothing_and_opens_nothing(worker, case):
    coordinator = make_member("coordinator", agency=make_agency("commission"))
    with pytest.raises(NotAllowed):
        open_family(by=coordinator, at=NOW, case=case, reason="contact")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"tie": "boss"}, "tie"),
        ({"whereabouts": "nowhere"}, "whereabouts"),
        ({"sex": "x"}, "sex"),
        ({"birth_year": 2031}, "birth_year"),
    ],
)
def test_what_no_list_knows_is_refused(worker, case, wrong, field):
    with pytest.raises(Refused) as refused:
        add_household_member(by=worker, at=NOW, case=case, **{**MOTHER, **wrong})
    assert refused.value.field == field
    assert queries.household(by=worker, case=case) == []


def test_a_child_for_whom_nobody_answers_is_noticed(worker, case):
    assert queries.needs_guardian(case=case, on=TODAY)
    row = name_guardian(by=worker, at=NOW, case=case, kind="relative", since=TODAY, told="The aunt")
    assert not queries.needs_guardian(case=case, on=TODAY)
    end_guardian(by=worker, at=NOW, case=case, number=row.pk, on=TODAY, reason="gave_up")
    assert queries.needs_guardian(case=case, on=TODAY)


def test_whose_age_nobody_knows_is_taken_for_a_child(worker):
    assert queries.needs_guardian(case=register(worker), on=TODAY)


def test_an_adult_needs_no_guardian(worker):
    grown = register(worker, birth_year=1990)
    assert not queries.needs_guardian(case=grown, on=TODAY)
    with pytest.raises(Refused, match="adult"):
        name_guardian(by=worker, at=NOW, case=grown, kind="relative", since=TODAY)


def test_a_guardian_does_not_end_before_beginning(worker, case):
    row = name_guardian(by=worker, at=NOW, case=case, kind="relative", since=TODAY)
    with pytest.raises(Refused, match="began"):
        end_guardian(by=worker, at=NOW, case=case, number=row.pk, on=TODAY - dt.timedelta(days=1), reason="gave_up")


def test_opening_needs_a_reason(worker, case):
    add_household_member(by=worker, at=NOW, case=case, **MOTHER)
    with pytest.raises(Refused, match="reason"):
        open_family(by=worker, at=NOW, case=case, reason="curiosity")


def test_a_closed_case_keeps_its_family(worker, case):
    add_household_member(by=worker, at=NOW, case=case, **MOTHER)
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    assert len(queries.household(by=worker, case=cases.case(by=worker, number=case.pk))) == 1
