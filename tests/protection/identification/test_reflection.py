"""Time to recover and reflect: it begins with the first presumption, and only the person's wish ends it early."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.access.unit import batch
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, Reflection, Task
from tabara.protection.cases.operations import (
    begin_reflection,
    close_case,
    end_reflection,
    extend_reflection,
    tell_of_reflection,
)
from tabara.protection.cases.operations.tasks import drift
from tests.factories import NOW, TODAY, determined, make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")
LENGTH = dt.timedelta(days=30)  # the demo pack's
DAY = dt.timedelta(days=1)


@pytest.fixture
def worker():
    return make_member()


@pytest.fixture
def case(worker) -> Case:
    return register(worker)


def due() -> list[dt.date]:
    return [row.due_on for row in Task._base_manager.filter(kind="reflection.ends")]


def running(case, on):
    return queries.reflecting(case=case, on=on)


@pytest.mark.parametrize(
    ("status", "begins"), [("possible", True), ("actual", True), ("inconclusive", False), ("not_a_victim", False)]
)
def test_the_first_presumption_gives_time(worker, case, status, begins):
    determined(worker, case, status)
    assert running(case, TODAY) is begins
    assert due() == ([TODAY + LENGTH - 3 * DAY] if begins else [])
    assert drift() == 0


def test_it_lasts_the_days_of_the_pack_and_not_one_more(worker, case):
    determined(worker, case, "possible")
    row = queries.reflection(by=worker, case=case)
    assert (row.since, row.last_day) == (TODAY, TODAY + LENGTH - DAY)
    assert [running(case, TODAY + n * DAY) for n in (-1, 0, 29, 30)] == [False, True, True, False]


def test_a_later_decision_neither_begins_it_anew_nor_takes_it_away(worker, case):
    determined(worker, case, "possible")
    determined(worker, case, "actual", on=TODAY, at=NOW)
    determined(worker, case, "not_a_victim", at=NOW)
    assert Reflection._base_manager.count() == 1
    assert running(case, TODAY)


def test_a_decision_long_ago_gives_no_time_that_has_gone_by(worker):
    case = register(worker, opened_on=dt.date(2025, 1, 1))
    determined(worker, case, "possible", on=dt.date(2025, 1, 5))
    assert (Reflection._base_manager.count(), due()) == (0, [])
    begin_reflection(by=worker, at=NOW, case=case, since=TODAY)
    assert running(case, TODAY)


def test_a_batch_begins_none(worker):
    with batch():
        determined(worker, register(worker), "possible")
    assert Reflection._base_manager.count() == 0


def test_more_time_needs_a_reason_and_moves_the_task(worker, case):
    determined(worker, case, "possible")
    later = TODAY + 60 * DAY
    with pytest.raises(Refused, match="not in the list"):
        extend_reflection(by=worker, at=NOW, case=case, last_day=later, reason="because")
    with pytest.raises(Refused, match="lasts until 31 March 2026 already"):
        extend_reflection(by=worker, at=NOW, case=case, last_day=TODAY + 29 * DAY, reason="health")
    with pytest.raises(Refused, match="the longest time"):
        extend_reflection(by=worker, at=NOW, case=case, last_day=TODAY + 400 * DAY, reason="health")
    extend_reflection(by=worker, at=NOW, case=case, last_day=later, reason="health", note="Feverish.")
    assert (running(case, later), running(case, later + DAY)) == (True, False)
    assert due() == [later - 2 * DAY]
    assert [one.step for one in queries.reflections(by=worker, case=case)] == ["begun", "extended"]
    assert b"Feverish" not in bytes(Reflection._base_manager.get(step="extended").note)
    assert drift() == 0


def test_only_the_own_wish_ends_it_before_its_day(worker, case):
    determined(worker, case, "possible")
    with pytest.raises(Refused, match="Only the person's own wish"):
        end_reflection(by=worker, at=NOW, case=case, own_wish=False)
    at = NOW + 5 * DAY
    end_reflection(by=worker, at=at, case=case, own_wish=True)
    assert (running(case, TODAY + 4 * DAY), running(case, TODAY + 5 * DAY)) == (True, False)
    assert (due(), drift()) == ([], 0)
    with pytest.raises(Refused, match="No time to recover"):
        extend_reflection(by=worker, at=at, case=case, last_day=TODAY + 60 * DAY, reason="health")


def test_whoever_changes_her_mind_begins_anew(worker, case):
    determined(worker, case, "possible")
    end_reflection(by=worker, at=NOW, case=case, own_wish=True)
    begin_reflection(by=worker, at=NOW, case=case, since=TODAY)
    assert running(case, TODAY)
    assert due() == [TODAY + LENGTH - 3 * DAY]


def test_it_begins_once(worker, case):
    begin_reflection(by=worker, at=NOW, case=case, since=TODAY)
    with pytest.raises(Refused, match="has begun already"):
        begin_reflection(by=worker, at=NOW, case=case, since=TODAY)
    determined(worker, case, "possible")
    assert Reflection._base_manager.count() == 1


@pytest.mark.parametrize(
    ("day", "sentence"), [(TODAY + DAY, "is after today"), (TODAY - DAY, "before the day the case")]
)
def test_it_begins_neither_tomorrow_nor_before_the_case(worker, case, day, sentence):
    with pytest.raises(Refused, match=sentence):
        begin_reflection(by=worker, at=NOW, case=case, since=day)


def test_the_person_is_told_as_it_ends_and_keeps_the_days_that_are_left(worker, case):
    determined(worker, case, "possible")
    with pytest.raises(Refused, match="from 29 March 2026 on"):
        tell_of_reflection(by=worker, at=NOW, case=case)
    tell_of_reflection(by=worker, at=NOW + 27 * DAY, case=case)
    assert running(case, TODAY + 29 * DAY)
    assert (due(), drift()) == ([], 0)


def test_a_case_may_be_closed_while_it_runs_and_the_task_goes(worker, case):
    determined(worker, case, "possible")
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    assert due() == []


def test_a_coordinator_sees_it_and_a_stranger_neither_sees_nor_changes_it(worker, case):
    determined(worker, case, "possible")
    stranger = make_member(agency=make_agency("elsewhere"))
    with pytest.raises(NotAllowed):
        end_reflection(by=stranger, at=NOW, case=case, own_wish=True)
    assert queries.reflection(by=make_member("coordinator"), case=case) is not None
    assert queries.reflection(by=make_member("administrator"), case=case) is None
