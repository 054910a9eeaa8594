"""What is planned becomes a service, or is missed, moved or cancelled; a group is answered for in one act."""

import datetime as dt

import pytest

from tabara import sealing
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.assistance import operations, queries
from tabara.protection.assistance.enums import APPOINTMENT_STEPS, AppointmentState
from tabara.protection.assistance.models import Appointment, Service, Session
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import close_case, tasks
from tests.factories import NOW, TODAY, make_agency, make_member, make_team, register
from tests.protection.assistance.helpers_of_help import DAY
from tests.protection.sharing.sharers import now, receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    home = make_agency("home")
    return make_member(agency=home, team=make_team(home))


@pytest.fixture
def case(worker):
    return register(worker)


def planned(by, case, on=TODAY, code="psychosocial", **facts):
    return operations.plan_service(by=by, at=facts.pop("at", NOW), case=case, code=code, on=on, **facts)


def due(by):
    return [(one.kind, one.due_on) for one in cases.tasks(by=by, own=True)]


def told(act, by, case, appointment, **facts):
    return act(by=by, at=NOW, case=case, appointment=appointment.pk, **facts)


def test_what_is_planned_is_due_on_its_day_and_gone_once_it_is_given(worker, case):
    row = planned(worker, case, TODAY + DAY)
    assert due(worker) == [("service.planned", TODAY + DAY)]
    service = told(operations.attend, worker, case, row, on=TODAY)
    row.refresh_from_db()
    assert (row.state, row.service, service.code, service.delivered_on) == (
        AppointmentState.ATTENDED,
        service,
        "psychosocial",
        TODAY,
    )
    assert (due(worker), tasks.drift()) == ([], 0)


def test_nothing_is_given_before_its_day(worker, case):
    row = planned(worker, case, TODAY + DAY)
    with pytest.raises(Refused, match="after today"):
        told(operations.attend, worker, case, row)
    with pytest.raises(Refused, match="after today"):
        told(operations.miss, worker, case, row, reason="ill")
    assert not Service._base_manager.exists()


def test_what_is_missed_says_why_and_counts(worker, case):
    told(operations.attend, worker, case, planned(worker, case))
    for reason in ("ill", "children"):
        told(operations.miss, worker, case, planned(worker, case), reason=reason)
    with pytest.raises(Refused, match="missed_reason"):
        told(operations.miss, worker, case, planned(worker, case), reason="because")
    found = queries.attendance(by=worker, case=case)
    assert (found.attended, found.missed, float(found.share)) == (1, 2, pytest.approx(1 / 3))
    assert queries.attendance(by=worker, case=register(worker)).share is None


def test_what_is_moved_stays_and_another_follows_it(worker, case):
    row = planned(worker, case, hour=dt.time(9, 30))
    later = told(operations.move, worker, case, row, on=TODAY + DAY, hour=dt.time(10))
    row.refresh_from_db()
    assert (row.state, later.follows, later.on, later.code) == (AppointmentState.MOVED, row, TODAY + DAY, row.code)
    assert (due(worker), tasks.drift()) == ([("service.planned", TODAY + DAY)], 0)
    with pytest.raises(Refused, match="planned for then already"):
        told(operations.move, worker, case, later, on=TODAY + DAY, hour=dt.time(10))


@pytest.mark.parametrize("state", AppointmentState)
def test_an_appointment_takes_only_the_steps_of_its_table(worker, case, state):
    acts = {
        AppointmentState.ATTENDED: (operations.attend, {}),
        AppointmentState.MISSED: (operations.miss, {"reason": "ill"}),
        AppointmentState.MOVED: (operations.move, {"on": TODAY + DAY}),
        AppointmentState.CANCELLED: (operations.cancel, {"reason": "slip"}),
    }
    reached = set()
    for to, (act, facts) in acts.items():
        row = planned(worker, case)
        Appointment._base_manager.filter(pk=row.pk).update(state=state)
        try:
            told(act, worker, case, row, **facts)
        except Refused:
            continue
        reached.add(to)
    assert reached == APPOINTMENT_STEPS[state]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"code": "moonlight"}, "service"),
        ({"on": TODAY + 400 * DAY}, "after a year from today"),
        ({"on": TODAY - 40 * DAY}, "before a month before today"),
    ],
)
def test_what_cannot_be_planned_is_refused(worker, case, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        planned(worker, case, **facts)
    assert not Appointment._base_manager.exists()


def test_nothing_is_planned_in_a_closed_case_and_none_is_closed_over_a_plan(worker, case):
    row = planned(worker, case)
    with pytest.raises(Refused, match="Open tasks"):
        close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    told(operations.cancel, worker, case, row, reason="not_needed")
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    with pytest.raises(Refused, match="case is closed"):
        planned(worker, case)


def test_whoever_the_case_is_shared_with_plans_there_and_settles_only_what_is_theirs():
    holder, nurse = sender(), receiver()
    case = registered(holder)
    shared(holder, case, nurse, ("course",))
    facts = {"at": now(), "on": today()}
    theirs, mine = planned(holder, case, **facts), planned(nurse, case, **facts)
    assert [one.pk for one in queries.appointments(by=nurse, case=case)] == [mine.pk]
    with pytest.raises(NotFound):
        operations.attend(by=nurse, at=now(), case=case, appointment=theirs.pk)
    operations.attend(by=nurse, at=now(), case=case, appointment=mine.pk)
    assert len(queries.appointments(by=holder, case=case)) == 2


def test_a_week_shows_what_the_member_planned_and_what_was_left_open(worker, case):
    colleague = make_member(agency=worker.agency, team=worker.team)
    days = [planned(worker, case, TODAY + number * DAY).on for number in (-3, 0, 6, 7)]
    planned(colleague, case)
    assert [one.on for one in queries.week(by=worker, on=TODAY)] == days[:3]


def test_a_group_is_planned_and_answered_for_in_one_act(worker):
    group = [register(worker, given=name) for name in ("Ana", "Bea", "Cia")]
    session = operations.plan_session(by=worker, at=NOW, code="psychosocial", on=TODAY, cases=group)
    rows = {one.case_id: one.pk for one in queries.expected(by=worker, session=session)}
    answers = {rows[group[0].pk]: "attended", rows[group[1].pk]: "attended", rows[group[2].pk]: "ill"}
    event = sealing.event()
    for _ in range(2):
        operations.hold_session(by=worker, event=event, at=NOW, session=session, answers=[*answers.items()])
    assert Service._base_manager.count() == 2
    assert queries.expected(by=worker, session=session) == []
    states = [one.state for one in queries.answered(by=worker, session=session)]
    assert sorted(states) == ["attended", "attended", "missed"]
    acts = AuditEvent.objects.filter(subject__in=[one.pk for one in group], operation="assistance.attend")
    assert (acts.count(), due(worker)) == (2, [])


def test_a_group_is_answered_for_whole_or_not_at_all(worker):
    group = [register(worker, given=name) for name in ("Ana", "Bea")]
    session = operations.plan_session(by=worker, at=NOW, code="psychosocial", on=TODAY, cases=group)
    rows = [one.pk for one in queries.expected(by=worker, session=session)]
    for answers in ({rows[0]: "attended", rows[1]: "because"}, {rows[0]: "attended", sealing.event(): "ill"}, {}):
        with pytest.raises(Refused, match=r"missed_reason|meanwhile"):
            operations.hold_session(by=worker, at=NOW, session=session, answers=[*answers.items()])
    assert not Service._base_manager.exists()


def test_a_group_is_made_of_cases_in_which_one_helps(worker, case):
    stranger = make_member(agency=make_agency("other"))
    with pytest.raises((NotAllowed, NotFound)):  # behind the walls of PostgreSQL the case is not even there
        operations.plan_session(by=stranger, at=NOW, code="legal", on=TODAY, cases=[case])
    with pytest.raises(Refused, match="at least one person"):
        operations.plan_session(by=worker, at=NOW, code="legal", on=TODAY, cases=[])
    assert not Session.objects.exists()


def test_another_agency_finds_no_group_of_ours(worker, case):
    session = operations.plan_session(by=worker, at=NOW, code="legal", on=TODAY, cases=[case])
    stranger = make_member(agency=make_agency("other"))
    assert queries.sessions(by=stranger) == []
    with pytest.raises(NotFound):
        queries.session(by=stranger, number=session.pk)
    with pytest.raises(NotAllowed):
        operations.hold_session(by=stranger, at=NOW, session=session, answers=[])
