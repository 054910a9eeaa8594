"""A visit is kept with what it measured, or missed with the reason: never a silent gap."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases import queries as cases
from tabara.protection.reintegration import operations, queries
from tabara.protection.reintegration.enums import VISIT_STEPS, Dimension, Trend, VisitState
from tabara.protection.reintegration.operations import Found
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.protection.reintegration.ways import DAY, at, home_worker, kept, missed, planned, visits, willing

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]


@pytest.fixture
def worker():
    return home_worker()


@pytest.fixture
def case(worker):
    return willing(worker)


@pytest.fixture
def plan(worker, case):
    return planned(worker, case)


def test_a_visit_that_is_kept_says_how_she_fares(worker, case, plan):
    first = visits(plan)[0]
    row = kept(worker, case, first, (2, 4, 3), safe="no", risk="high", notes="She sleeps at her aunt's.")
    assert queries.outcome(row) == {Dimension.ECONOMIC: 2, Dimension.SOCIAL: 4, Dimension.PSYCHOSOCIAL: 3}
    assert (row.state, row.safe, row.risk, row.done_by) == (VisitState.KEPT, "no", "high", worker)
    assert b"aunt" not in bytes(row.notes)
    assert first.due_on not in [task.due_on for task in cases.tasks_of(by=worker, case=case)]


def test_the_line_from_the_first_visit_to_the_last(worker, case, plan):
    first, second, third, last = visits(plan)
    for visit, measures in ((first, (2, 3, 2)), (second, (3, 3, 1)), (last, (5, 2, 2))):
        kept(worker, case, visit, measures)
    missed(worker, case, third)
    rows = visits(plan)
    trends = [list(queries.trend_of(row, rows).values()) for row in queries.measured(rows)]
    assert trends == [
        [Trend.FIRST, Trend.FIRST, Trend.FIRST],
        [Trend.BETTER, Trend.SAME, Trend.WORSE],
        [Trend.BETTER, Trend.WORSE, Trend.SAME],
    ]


@pytest.mark.parametrize(
    ("now", "said"), [(1, Trend.WORSE), (2, Trend.WORSE), (3, Trend.SAME), (4, Trend.BETTER), (5, Trend.BETTER)]
)
def test_better_is_more_than_at_first(now, said):
    assert queries.trend(3, now) is said
    assert queries.trend(None, now) is None


@pytest.mark.parametrize(
    ("found", "facts"),
    [
        (Found(0, 3, 3, "yes", "low"), {}),
        (Found(3, 6, 3, "yes", "low"), {}),
        (Found(3, 3, 3, "perhaps", "low"), {}),
        (Found(3, 3, 3, "yes", "none"), {}),
        (Found(3, 3, 3, "yes", "low"), {"way": "drone"}),
    ],
)
def test_a_measure_is_one_of_the_scale(worker, case, plan, found, facts):
    visit, day = visits(plan)[0], TODAY + 40 * DAY
    given = {"way": "call", **facts}
    with pytest.raises(Refused, match="not in the list"):
        operations.keep_visit(by=worker, at=at(day), case=case, visit=visit.pk, on=day, found=found, **given)


def test_a_visit_to_come_has_not_been_made(worker, case, plan):
    with pytest.raises(Refused, match="is after today"):
        kept(worker, case, visits(plan)[0], at=NOW)


def test_a_visit_before_the_plan_began_is_refused(worker, case, plan):
    with pytest.raises(Refused, match="is before the day from which the months are counted"):
        kept(worker, case, visits(plan)[0], on=TODAY - DAY)


def test_a_visit_is_recorded_once(worker, case, plan):
    visit = visits(plan)[0]
    kept(worker, case, visit)
    with pytest.raises(Refused, match="no longer planned"):
        kept(worker, case, visit)
    with pytest.raises(Refused, match="no longer planned"):
        missed(worker, case, visit)


def test_whoever_is_not_found_is_written_down_as_not_found(worker, case, plan):
    third = visits(plan)[2]
    row = missed(worker, case, third)
    assert (row.state, row.reason, row.month, row.done_on) == (VisitState.MISSED, "not_found", 6, third.due_on)
    assert len(visits(plan)) == 4  # the visit at twelve months comes all the same
    assert third.due_on not in [task.due_on for task in cases.tasks_of(by=worker, case=case)]


def test_a_visit_that_could_not_be_moves_to_another_day(worker, case, plan):
    first = visits(plan)[0]
    with pytest.raises(Refused, match="on which day you will try again"):
        missed(worker, case, first, "away")
    missed(worker, case, first, "away", again_on=first.due_on + 5 * DAY)
    again = next(one for one in visits(plan) if one.instead_of_id == first.pk)
    assert (again.month, again.due_on, again.state) == (1, first.due_on + 5 * DAY, VisitState.PLANNED)
    assert again.due_on in [task.due_on for task in cases.tasks_of(by=worker, case=case)]


def test_another_try_lies_ahead(worker, case, plan):
    first = visits(plan)[0]
    with pytest.raises(Refused, match="is before today"):
        missed(worker, case, first, "away", again_on=first.due_on - DAY)


def test_a_colleague_of_the_team_may_make_the_visit_and_a_stranger_not(worker, case, plan):
    colleague = make_member(agency=worker.agency, team=worker.team)
    assert kept(colleague, case, visits(plan)[0]).done_by == colleague
    with pytest.raises(NotAllowed):
        kept(make_member(agency=make_agency("other")), case, visits(plan)[1])


def test_a_visit_of_another_case_is_not_found(worker, case, plan):
    with pytest.raises(NotFound):
        kept(worker, willing(worker), visits(plan)[0])


def test_only_what_is_planned_can_still_change():
    assert {state for state, steps in VISIT_STEPS.items() if steps} == {VisitState.PLANNED}


def test_the_same_act_sent_twice_is_one_visit(worker, case, plan):
    from tabara.access.operation import new_event

    number, first = new_event(), visits(plan)[0]
    day = first.due_on + dt.timedelta(days=3)
    again = {"event": number, "again_on": day}
    assert missed(worker, case, first, "away", **again) == missed(worker, case, first, "away", **again)
    assert len(visits(plan)) == 5
