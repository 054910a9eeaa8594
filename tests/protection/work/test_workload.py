"""Whoever answers for an agency's work sees who carries how much, and gives cases to somebody else with their tasks."""

import datetime as dt
import uuid

import pytest
import time_machine

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.assistance.operations import plan_service
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import close_case, give_cases, hand_over
from tabara.protection.cases.operations import tasks as due
from tabara.protection.cases.queries import Load
from tabara.protection.planning.operations import Decided, Responsible
from tests.factories import make_member
from tests.protection.planning.planners import approved, conference
from tests.protection.sharing.sharers import now, receiver, registered, shared, today
from tests.protection.work.people import acts, agency_of, flagged

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
DAY = dt.timedelta(days=1)


@pytest.fixture
def us():
    return agency_of()


def load(by):
    return cases.workload(by=by, at=now(), on=today())


def expect(case, due_on, member=None):
    due.expect(case=case, kind="visit", about=uuid.uuid4(), due_on=due_on, member=member)


def test_it_is_the_drawn_table(us):
    """Of four open cases three are the worker's.

    case  | carried by | flag | late | this week | later
    one   | worker     | two  | 1    | 1         |
    two   | worker     |      |      |           | 1
    three | worker     |      |      |           |
    four  | colleague  |      | 1    |           |
    """
    one, two, _three = (registered(us.worker) for _ in range(3))
    four = registered(us.colleague)
    flagged(us.worker, one)
    flagged(us.worker, one, "court")
    expect(one, today() - DAY)
    expect(one, today() + 7 * DAY)
    expect(two, today() + 8 * DAY)
    expect(four, today() - DAY)
    found = load(us.supervisor)
    oldest = min(case.updated_at for case in cases.carried(by=us.supervisor, at=now(), owner=us.worker))
    assert found.of[us.worker.pk] == Load(open=3, flagged=1, idle=1, late=1, soon=1, oldest=oldest)
    assert (found.of[us.colleague.pk].open, found.of[us.colleague.pk].late) == (1, 1)
    assert (found.whole.open, found.whole.late, found.whole.soon, found.whole.oldest) == (4, 2, 1, oldest)


def test_a_task_counts_for_whoever_has_to_do_it(us):
    case = registered(us.worker)
    expect(case, today(), us.colleague)
    expect(case, today(), receiver())
    expect(case, today(), make_member(agency=us.home, is_active=False))
    found = load(us.supervisor).of
    assert (found[us.colleague.pk].soon, found[us.colleague.pk].open, found[us.worker.pk].soon) == (1, 0, 2)


def test_nothing_of_another_agency_is_in_it_not_even_what_it_shares(us):
    theirs = agency_of("other")
    case = registered(theirs.worker)
    expect(case, today())
    shared(theirs.worker, case, us.worker)
    assert load(us.supervisor).of == {}
    assert load(us.supervisor).whole == Load()
    assert cases.carried(by=us.supervisor, at=now()) == []


@pytest.mark.parametrize("role", ["caseworker", "coordinator", "data_protection_officer", "focal_point"])
def test_to_whoever_answers_for_nobody_it_shows_nothing(us, role):
    registered(us.worker)
    assert load(make_member(role, agency=us.home)).of == {}


def test_a_closed_case_is_nobodys_load(us):
    case = registered(us.worker)
    close_case(by=us.worker, at=now(), case=case, on=today(), reason="goals_met")
    assert load(us.supervisor).of == {}


@pytest.mark.past_the_walls
def test_a_case_that_nobody_touches_for_the_packs_days_is_quiet_until_somebody_does(us):
    case = registered(us.worker)
    with time_machine.travel(now() + 29 * DAY, tick=True):
        assert cases.tally(by=us.supervisor, at=now(), own=False).quiet == 0
    with time_machine.travel(now() + 31 * DAY, tick=True):
        assert cases.tally(by=us.supervisor, at=now(), own=False).quiet == 1
        assert cases.carried(by=us.supervisor, at=now(), which="quiet") == [case]
        assert load(us.supervisor).of[us.worker.pk].quiet == 1
        flagged(us.worker, case)
        assert cases.tally(by=us.supervisor, at=now(), own=False).quiet == 0


def test_cases_are_shown_by_worker_and_by_what_is_the_matter(us):
    one, two, three = registered(us.worker), registered(us.worker), registered(us.colleague)
    expect(one, today())
    flagged(us.worker, two)
    assert cases.carried(by=us.supervisor, at=now(), owner=us.worker) == [one, two]
    assert cases.carried(by=us.supervisor, at=now(), which="flagged") == [two]
    assert cases.carried(by=us.supervisor, at=now(), which="idle") == [three, two]


def test_several_cases_go_to_a_colleague_at_once_each_with_an_act_of_its_own(us):
    ours = [registered(us.worker) for _ in range(3)]
    given = give_cases(by=us.supervisor, at=now(), cases=[one.pk for one in ours], to=us.colleague)
    assert set(given) == {one.pk for one in ours}
    assert load(us.supervisor).of[us.colleague.pk].open == 3
    audited = AuditEvent.objects.filter(operation="cases.hand_over", member=us.supervisor.pk)
    assert set(audited.values_list("subject", flat=True)) == {one.pk for one in ours}
    assert acts(us.colleague) == ["cases.hand_over"] * 3


def test_what_she_carries_already_is_left_alone(us):
    case = registered(us.colleague)
    assert give_cases(by=us.supervisor, at=now(), cases=[case.pk], to=us.colleague) == ()


def test_all_go_or_none(us):
    theirs = agency_of("other")
    mine, other = registered(us.worker), registered(theirs.worker)
    with pytest.raises(NotFound):
        give_cases(by=us.supervisor, at=now(), cases=[mine.pk, other.pk], to=us.colleague)
    shared(theirs.worker, other, us.supervisor)
    with pytest.raises(NotAllowed):
        give_cases(by=us.supervisor, at=now(), cases=[mine.pk, other.pk], to=us.colleague)
    mine.refresh_from_db()
    assert mine.owner_id == us.worker.pk


def test_a_colleague_who_carries_none_of_them_gives_none_away(us):
    case = registered(us.worker)
    with pytest.raises(NotAllowed):
        give_cases(by=us.colleague, at=now(), cases=[case.pk], to=us.colleague)


def test_at_least_one_and_not_too_many(us):
    with pytest.raises(Refused, match="Choose at least one case"):
        give_cases(by=us.supervisor, at=now(), cases=[], to=us.colleague)
    with pytest.raises(Refused, match="at most 200"):
        give_cases(by=us.supervisor, at=now(), cases=[uuid.uuid4() for _ in range(201)], to=us.colleague)


def test_nobody_of_another_agency_and_no_closed_account_gets_a_case(us):
    case = registered(us.worker)
    for to in (receiver(), make_member(agency=us.home, is_active=False), make_member("administrator", agency=us.home)):
        with pytest.raises(Refused, match="Choose an active colleague"):
            give_cases(by=us.supervisor, at=now(), cases=[case.pk], to=to)


def test_what_was_expected_by_name_goes_along_with_the_case(us):
    case = registered(us.worker)
    plan = approved(us.worker, us.supervisor, case)
    plan_service(by=us.worker, at=now(), case=case, code="psychosocial", on=today() + DAY)
    told = [Decided("Telephone", us.worker, today() + DAY), Decided("Write", us.colleague, today() + DAY)]
    present = [Responsible(us.home, us.worker), Responsible(us.home, us.colleague)]
    conference(us.worker, case, present=present, decisions=told)
    third = make_member(agency=us.home)
    hand_over(by=us.supervisor, at=now(), case=case, to=third)
    named = [one.member for one in cases.tasks_of(by=us.supervisor, case=case) if one.member]
    assert sorted(one.name for one in named) == sorted([third.name, third.name, third.name, us.colleague.name])
    assert cases.tasks(by=us.worker, own=True) == []
    assert due.drift() == 0
    assert plan.actions.get().member == third
