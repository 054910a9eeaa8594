"""What falls due is one table, whichever room made the date; it says what the rooms' own records say."""

import datetime as dt
import uuid

import pytest

from tabara.access.errors import Refused
from tabara.access.unit import batch
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import close_case, hand_over, reopen_case
from tabara.protection.cases.operations import tasks as due
from tests.factories import NOW, TODAY, make_agency, make_member, make_team, register
from tests.protection.sharing.sharers import receiver, shared

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
TOMORROW = TODAY + dt.timedelta(days=1)
ABOUT = uuid.UUID("01890a5d-ac96-774b-bcce-b302099a8057")


@pytest.fixture
def worker():
    home = make_agency("home")
    return make_member(agency=home, team=make_team(home))


@pytest.fixture
def case(worker):
    return register(worker)


def days(rows):
    return [(row.kind, row.due_on) for row in rows]


def test_the_same_expected_again_moves_to_its_new_day(worker, case):
    due.expect(case=case, kind="plan.action", about=ABOUT, due_on=TODAY)
    due.expect(case=case, kind="plan.action", about=ABOUT, due_on=TOMORROW)
    assert days(cases.tasks(by=worker, own=True)) == [("plan.action", TOMORROW)]


def test_what_is_met_is_due_no_more(worker, case):
    due.expect(case=case, kind="plan.action", about=ABOUT, due_on=TODAY)
    due.met(kind="plan.action", about=ABOUT)
    due.met(kind="plan.action", about=ABOUT)
    assert cases.tasks(by=worker, own=True) == []


def test_what_nobody_is_named_for_goes_with_the_case(worker, case):
    colleague = make_member(agency=worker.agency, team=worker.team)
    due.expect(case=case, kind="visit", about=ABOUT, due_on=TODAY)
    hand_over(by=worker, at=NOW, case=case, to=colleague)
    assert days(cases.tasks(by=colleague, own=True)) == [("visit", TODAY)]
    assert cases.tasks(by=worker, own=True) == []


def test_what_somebody_elsewhere_or_gone_should_do_is_looked_after_by_whoever_carries_the_case(worker, case):
    gone = make_member(agency=worker.agency, is_active=False)
    colleague = make_member(agency=worker.agency)
    for about, member in ((ABOUT, gone), (uuid.uuid4(), make_member(agency=make_agency("other")))):
        due.expect(case=case, kind="plan.action", about=about, due_on=TODAY, member=member)
    due.expect(case=case, kind="plan.action", about=uuid.uuid4(), due_on=TODAY, member=colleague)
    assert len(cases.tasks(by=worker, own=True)) == 2


def test_what_is_due_later_is_not_counted_today(worker, case):
    due.expect(case=case, kind="visit", about=ABOUT, due_on=TOMORROW)
    assert cases.task_count(by=worker, own=True, until=TODAY, most=9) == 0
    assert cases.task_count(by=worker, own=True, until=TOMORROW, most=9) == 1


def test_a_supervisor_sees_the_tasks_of_the_agency_and_a_stranger_none(worker, case):
    due.expect(case=case, kind="visit", about=ABOUT, due_on=TODAY)
    supervisor = make_member("supervisor", agency=worker.agency)
    assert days(cases.tasks(by=supervisor, own=False)) == [("visit", TODAY)]
    assert cases.tasks(by=make_member("supervisor", agency=make_agency("other")), own=False) == []


def test_whoever_the_case_is_shared_with_is_told_the_own_tasks_alone(worker, case):
    helper = receiver()
    shared(worker, case, helper)
    due.expect(case=case, kind="visit", about=ABOUT, due_on=TODAY)
    assert cases.tasks_of(by=helper, case=case) == []
    due.expect(case=case, kind="plan.action", about=ABOUT, due_on=TODAY, member=helper)
    assert days(cases.tasks_of(by=helper, case=case)) == [("plan.action", TODAY)]


def test_a_case_with_open_tasks_is_not_closed(worker, case):
    due.expect(case=case, kind="plan.action", about=ABOUT, due_on=TODAY)
    with pytest.raises(Refused, match="Open tasks in this case: 1"):
        close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    due.met(kind="plan.action", about=ABOUT)
    assert close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met").closed_on == TODAY


def test_what_ends_with_the_case_goes_and_comes_back_with_it(worker, case, monkeypatch):
    monkeypatch.setattr(due, "_sources", {})
    monkeypatch.setattr(due, "_ending", set())
    due.derives("look", ends_with_case=True)(lambda one: [due.Expected(case.pk, ABOUT, TODAY)])
    due.expect(case=case, kind="look", about=ABOUT, due_on=TODAY)
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    assert cases.tasks_of(by=worker, case=case) == []
    assert due.drift() == 0
    reopen_case(by=worker, at=NOW, case=case)
    assert days(cases.tasks_of(by=worker, case=case)) == [("look", TODAY)]


def test_a_closed_case_expects_nothing_new(worker, case):
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    due.expect(case=case, kind="visit", about=ABOUT, due_on=TODAY)
    assert cases.tasks_of(by=worker, case=case) == []


def test_the_table_is_built_anew_from_what_the_rooms_say(worker, case, monkeypatch):
    monkeypatch.setattr(due, "_sources", {"visit": lambda one: [due.Expected(case.pk, ABOUT, TOMORROW, worker.pk)]})
    due.expect(case=case, kind="forgotten", about=ABOUT, due_on=TODAY)
    assert due.drift() == 2
    assert due.rebuild() == 1
    assert due.drift() == 0
    assert days(cases.tasks(by=worker, own=True)) == [("visit", TOMORROW)]


def test_in_a_batch_the_last_word_counts(worker, case):
    with batch():
        due.expect(case=case, kind="visit", about=ABOUT, due_on=TODAY)
        due.expect(case=case, kind="visit", about=ABOUT, due_on=TOMORROW)
        due.expect(case=case, kind="other", about=ABOUT, due_on=TODAY)
        due.met(kind="other", about=ABOUT)
    assert days(cases.tasks(by=worker, own=True)) == [("visit", TOMORROW)]
