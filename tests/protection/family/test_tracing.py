"""The search for a relative: wanted by the person, never forgotten, step by step."""

import datetime as dt

import pytest

from tabara.access.errors import Refused
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import close_case
from tabara.protection.cases.operations import tasks as due
from tabara.protection.family import queries
from tabara.protection.family.enums import STEPS, TracingState
from tabara.protection.family.operations import ask_tracing, open_family, record_tracing
from tests.factories import NOW, TODAY, make_agency, make_member, make_team, register

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
IN_30 = TODAY + dt.timedelta(days=30)


@pytest.fixture
def worker():
    home = make_agency("home")
    return make_member(agency=home, team=make_team(home))


@pytest.fixture
def case(worker):
    return register(worker, birth_year=1995)


@pytest.fixture
def tracing(worker, case):
    return ask_tracing(
        by=worker, at=NOW, case=case, tie="father", asked_on=TODAY, wanted=True, told="Last seen near the lake"
    )


def step(worker, case, tracing, state, **facts):
    return record_tracing(by=worker, at=NOW, case=case, tracing=tracing.pk, state=state, on=TODAY, **facts)


def looks(worker, case):
    return [(one.kind, one.due_on) for one in cases.tasks_of(by=worker, case=case)]


def test_nobody_is_searched_for_against_the_persons_wish(worker, case):
    with pytest.raises(Refused, match="against the person's wish"):
        ask_tracing(by=worker, at=NOW, case=case, tie="father", asked_on=TODAY, wanted=False, told="x")
    assert queries.tracings(by=worker, case=case) == []


def test_somebody_has_to_ask_again_in_thirty_days(worker, case, tracing):
    assert looks(worker, case) == [("family.tracing", IN_30)]
    assert due.drift() == 0


def test_a_search_that_has_ended_waits_for_nobody(worker, case, tracing):
    step(worker, case, tracing, "searching")
    step(worker, case, tracing, "not_found")
    assert looks(worker, case) == []
    assert due.drift() == 0


def test_news_after_years_open_the_search_again(worker, case, tracing):
    step(worker, case, tracing, "not_found")
    step(worker, case, tracing, "searching")
    assert looks(worker, case) == [("family.tracing", IN_30)]


def test_a_case_is_not_closed_while_somebody_is_searched_for(worker, case, tracing):
    with pytest.raises(Refused, match="Open tasks in this case: 1"):
        close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")


@pytest.mark.parametrize("state", ["assessed", "reunited", "not_suitable"])
def test_nobody_is_together_again_before_being_found_and_seen(worker, case, tracing, state):
    with pytest.raises(Refused, match="does not follow"):
        step(worker, case, tracing, state)


def test_every_state_is_reached_and_each_step_leads_to_a_state():
    reached = {TracingState.ASKED}.union(*STEPS.values())
    assert reached == set(TracingState) == set(STEPS)


def test_what_came_of_it_is_read_with_a_reason(worker, case, tracing):
    row = step(worker, case, tracing, "found", told="At his sister's")
    words = open_family(by=worker, at=NOW, case=case, reason="assistance")
    assert words == {tracing.pk: "Last seen near the lake", row.pk: "At his sister's"}


def test_a_search_needs_words(worker, case):
    with pytest.raises(Refused, match="whom to search for"):
        ask_tracing(by=worker, at=NOW, case=case, tie="father", asked_on=TODAY, wanted=True, told=" ")
