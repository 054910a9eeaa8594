"""A plan of reintegration: goals in the person's own words, and visits in the months that the pack names."""

import datetime as dt

import pytest

from tabara.access.errors import NotFound, Refused
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import tasks as due
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.reintegration import operations, queries
from tabara.protection.reintegration.enums import Dimension, VisitState
from tests.factories import NOW, TODAY, make_agency, make_member, register
from tests.protection.reintegration.ways import DAY, arrived, home_worker, kept, planned, says, visits, willing

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
JULY = dt.date(2026, 7, 1)


@pytest.fixture
def worker():
    return home_worker()


@pytest.fixture
def case(worker):
    return willing(worker)


def test_the_visits_are_planned_at_once_in_the_months_of_the_pack(worker, case):
    plan = planned(worker, case)
    days = [dt.date(2026, 4, 2), dt.date(2026, 6, 2), dt.date(2026, 9, 2), dt.date(2027, 3, 2)]
    assert [(one.month, one.due_on) for one in visits(plan)] == list(zip([1, 3, 6, 12], days, strict=True))
    assert [(row.kind, row.due_on) for row in cases.tasks_of(by=worker, case=case)] == [("visit", day) for day in days]
    assert due.drift() == 0


def test_the_months_are_counted_from_the_day_of_the_arrival(worker, case):
    arrived(worker, case)
    plan = operations.make_plan(by=worker, at=NOW, case=case, start="return")
    assert plan.starts_on == TODAY


def test_without_an_arrival_nothing_is_counted_from_it(worker, case):
    with pytest.raises(Refused, match="No arrival is recorded"):
        operations.make_plan(by=worker, at=NOW, case=case, start="return")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"start": "shelter"}, "Write the day"),
        ({"start": "moon", "starts_on": TODAY}, "Choose from when"),
        ({"start": "day", "starts_on": TODAY - DAY}, "is before the day the case was opened"),
        ({"start": "day", "starts_on": TODAY + 400 * DAY}, "is after one year from now"),
    ],
)
def test_a_start_that_cannot_be_is_refused(worker, case, given, said):
    with pytest.raises(Refused, match=said):
        operations.make_plan(by=worker, at=NOW, case=case, **given)
    assert queries.plan(case=case) is None


def test_whoever_wants_no_contact_later_is_not_visited(worker):
    case = register(worker)
    with pytest.raises(Refused, match="has not agreed to be contacted later"):
        planned(worker, case)


def test_whoever_takes_that_back_is_visited_no_more_and_the_record_says_so(worker, case):
    plan = planned(worker, case)
    kept(worker, case, visits(plan)[0])
    withdraw_consent(by=worker, at=NOW, case=case, purpose="follow_up_contact")
    states = [(one.state, one.reason) for one in visits(plan)]
    assert states == [(VisitState.KEPT, ""), *[(VisitState.DROPPED, "declined")] * 3]
    assert cases.tasks_of(by=worker, case=case) == []


def test_another_answer_leaves_the_visits_alone(worker, case):
    plan = planned(worker, case)
    says(worker, case, "justice")
    assert {one.state for one in visits(plan)} == {VisitState.PLANNED}


def test_a_second_plan_waits_until_the_visits_of_the_first_are_made(worker, case):
    plan = planned(worker, case)
    with pytest.raises(Refused, match="Visits of the present plan"):
        planned(worker, case)
    for visit in visits(plan):
        kept(worker, case, visit)
    assert planned(worker, case) == queries.plan(case=case)
    plan.refresh_from_db()
    assert plan.ended_on == TODAY


def test_a_goal_has_a_kind_and_her_own_words(worker, case):
    planned(worker, case)
    goal = operations.add_goal(by=worker, at=NOW, case=case, kind="trade", words="A sewing machine of my own")
    assert goal.dimension == Dimension.ECONOMIC
    assert b"sewing" not in bytes(goal.words)
    told = operations.open_words(by=worker, at=NOW, case=case, reason="assistance")
    assert [(one.about, one.text) for one in told] == [("goal.words", "A sewing machine of my own")]


@pytest.mark.parametrize(
    ("kind", "words", "said"), [("riches", "All", "not in the list"), ("trade", " ", "Write what")]
)
def test_a_goal_without_a_kind_or_words_is_refused(worker, case, kind, words, said):
    planned(worker, case)
    with pytest.raises(Refused, match=said):
        operations.add_goal(by=worker, at=NOW, case=case, kind=kind, words=words)


def test_a_goal_belongs_to_a_plan(worker, case):
    with pytest.raises(Refused, match="has no plan of reintegration"):
        operations.add_goal(by=worker, at=NOW, case=case, kind="trade", words="Sewing")


def test_a_goal_is_reached_once(worker, case):
    planned(worker, case)
    goal = operations.add_goal(by=worker, at=NOW, case=case, kind="trade", words="Sewing")
    row = operations.end_goal(by=worker, at=NOW, case=case, goal=goal.pk, reached=True)
    assert (row.reached, row.ended_on) == (True, TODAY)
    with pytest.raises(Refused, match="ended already"):
        operations.end_goal(by=worker, at=NOW, case=case, goal=goal.pk, reached=False)


def test_a_goal_of_another_case_is_not_found(worker, case):
    planned(worker, case)
    goal = operations.add_goal(by=worker, at=NOW, case=case, kind="trade", words="Sewing")
    with pytest.raises(NotFound):
        operations.end_goal(by=worker, at=NOW, case=willing(worker), goal=goal.pk, reached=True)


def test_the_visits_due_are_listed_by_week_to_those_who_make_them(worker, case):
    plan = planned(worker, case)
    found = queries.weeks(by=worker, until=JULY)
    assert [(week.begins_on, week.visits) for week in found] == [
        (dt.date(2026, 3, 30), visits(plan)[:1]),
        (dt.date(2026, 6, 1), visits(plan)[1:2]),
    ]
    assert queries.weeks(by=make_member("coordinator", agency=worker.agency), until=JULY) == []
    assert queries.weeks(by=make_member("supervisor", agency=make_agency("other")), until=JULY) == []
    assert len(queries.weeks(by=make_member("supervisor", agency=worker.agency), until=JULY)) == 2
