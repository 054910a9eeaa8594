"""An alert is written down, weighed within its hours, and read only by the agency whose it is."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.community import queries
from tabara.protection.community.enums import OPEN, STEPS, AlertState, Priority
from tabara.protection.community.models import Alert, AlertStep
from tabara.protection.community.operations import Told, open_alert, triage_alert
from tabara.sealing.models import DataKey
from tests.factories import NOW, make_member
from tests.protection.community.hill import DAY, HOUR, TOLD, VERSION, alerted, named, other, weighed, worker

pytestmark = pytest.mark.django_db(databases="__all__")


def test_what_was_told_stands_nowhere_in_the_clear():
    alert = alerted(reach="79999999 after dark", spot="behind the blue mill")
    row = Alert._base_manager.filter(pk=alert.pk).values().get()
    stored = " ".join(str(bytes(one) if isinstance(one, memoryview | bytes) else one) for one in row.values())
    assert all(text not in stored for text in (TOLD, "79999999", "blue mill"))
    assert DataKey.objects.get(subject=alert.pk).purpose == "narrative"


def test_what_was_told_is_opened_with_a_reason_which_is_remembered():
    by = worker()
    alert = alerted(reach="79999999", spot="the blue mill")
    assert open_alert(by=by, at=NOW, alert=alert, reason="emergency") == Told(TOLD, "79999999", "the blue mill")
    act = AuditEvent.objects.get(operation="community.open_alert")
    assert (act.reason, act.subject) == ("emergency", alert.pk)
    with pytest.raises(Refused, match="Choose one of the reasons"):
        open_alert(by=by, at=NOW, alert=alert, reason="curious")


@pytest.mark.parametrize("role", ["focal_point", "coordinator", "data_protection_officer", "data_team"])
def test_who_does_not_weigh_alerts_opens_none(role):
    alert = alerted()
    with pytest.raises(NotAllowed):
        open_alert(by=worker(role), at=NOW, alert=alert, reason="contact")


def test_another_agency_finds_no_alert_of_ours():
    alert = alerted()
    with pytest.raises(NotFound):
        queries.alert(by=other("supervisor"), number=alert.pk)
    with pytest.raises(NotAllowed):
        open_alert(by=other("supervisor"), at=NOW, alert=alert, reason="contact")
    assert queries.waiting(by=other()) == []


def test_a_focal_point_sees_her_own_alerts_and_nobody_elses():
    her, neighbour = worker("focal_point"), worker("focal_point")
    point = named(member=her)
    mine, _theirs = alerted(her, source="focal_point"), alerted(neighbour)
    assert queries.own(by=her) == [mine]
    assert mine.point == point
    assert queries.waiting(by=her) == []
    assert queries.to_triage(by=her, at=NOW) == (0, 0)


# risks, needs, age groups -> the priority that the rule suggests, and the dangers that make it so
@pytest.mark.parametrize(
    ("risks", "needs", "age_groups", "priority", "because"),
    [
        (["held"], [], [], "urgent", ["held"]),
        (["no_shelter", "violence", "moved_soon"], [], [], "urgent", ["violence", "moved_soon"]),
        (["no_shelter"], ["food"], ["child"], "high", ["no_shelter"]),
        ([], ["food"], ["adult"], "high", []),
        ([], [], ["adult", "child"], "high", []),
        ([], [], ["adult"], "normal", []),
        ([], [], [], "normal", []),
    ],
)
def test_the_gravest_danger_decides_what_is_suggested(risks, needs, age_groups, priority, because):
    assert queries.suggested(risks=risks, needs=needs, age_groups=age_groups) == (Priority(priority), because)


@pytest.mark.parametrize(("risks", "hours"), [(["held"], 2), (["no_shelter"], 24), ([], 72)])
def test_the_clock_of_the_pack_runs_from_when_the_alert_came_in(risks, hours):
    assert alerted(at=NOW, received_at=NOW - HOUR, risks=risks).due_at == NOW - HOUR + hours * HOUR


def test_what_is_due_first_stands_on_top_and_says_how_long_it_is_overdue():
    by = worker()
    calm, pressing = alerted(by), alerted(by, risks=["violence"])
    assert queries.waiting(by=by) == [pressing, calm]
    later = NOW + 5 * HOUR
    assert (pressing.late_by(later), calm.late_by(later)) == (3 * HOUR, None)
    assert queries.to_triage(by=by, at=later) == (2, 1)


def test_weighed_it_is_somebodys_and_a_second_clock_runs():
    by, colleague = worker(), worker()
    alert = weighed(by, alerted(by), "high", assigned=colleague, at=NOW + HOUR)
    assert (alert.state, alert.priority, alert.assigned) == (AlertState.TRIAGED, "high", colleague)
    assert alert.due_at == NOW + HOUR + 72 * HOUR
    assert queries.to_triage(by=by, at=NOW + HOUR) == (0, 0)
    assert queries.to_triage(by=by, at=NOW + 5 * DAY) == (0, 1)


def test_weighed_again_it_gains_no_time():
    by = worker()
    alert = weighed(by, alerted(by), "high", at=NOW)
    assert weighed(by, alert, "normal", at=NOW + HOUR).due_at == NOW + 72 * HOUR
    assert weighed(by, alert, "urgent", at=NOW + HOUR).due_at == NOW + 25 * HOUR


def test_only_a_colleague_who_weighs_alerts_can_look_after_one():
    by = worker()
    alert = alerted(by)
    for nobody in (worker("focal_point"), other(), worker(is_active=False)):
        with pytest.raises(Refused, match="Choose another") as refused:
            weighed(by, alert, assigned=nobody)
        assert refused.value.field == "assigned"
    assert queries.triagers(by=by)[0] == by


def test_a_priority_that_is_none_is_refused():
    by = worker()
    with pytest.raises(Refused, match="Choose how much") as refused:
        triage_alert(by=by, at=NOW, alert=alerted(by), priority="")
    assert refused.value.field == "priority"


def test_a_focal_point_weighs_nothing_and_who_reads_no_alerts_records_none():
    alert = alerted()
    with pytest.raises(NotAllowed):
        weighed(worker("focal_point"), alert)
    for role in ("coordinator", "data_team", "administrator", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            alerted(worker(role))


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"received_at": NOW + HOUR}, "received_on", "later than now"),
        ({"received_at": NOW - 400 * DAY}, "received_on", "more than a year ago"),
        ({"told": "  "}, "told", "in a few words"),
        ({"people": 0}, "people", "from 1 to 999"),
        ({"people": 1000}, "people", "from 1 to 999"),
        ({"place": "ZZA10101", "place_version": VERSION}, "place", "Write a finer place below"),
        ({"place": "ZZA9", "place_version": VERSION}, "place", "Choose a place from the list"),
        ({"source": "a ghost"}, "source", "is not in the list"),
        ({"channel": "smoke"}, "channel", "is not in the list"),
        ({"risks": ["rain"]}, "risks", "is not in the list"),
        ({"needs": ["a boat"]}, "needs", "is not in the list"),
        ({"sexes": ["none"]}, "sexes", "is not in the list"),
        ({"age_groups": ["old"]}, "age_groups", "is not in the list"),
    ],
)
def test_an_alert_is_refused_with_a_sentence_that_names_the_answer(facts, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        alerted(**facts)
    assert refused.value.field == field
    assert not Alert._base_manager.exists()
    assert not DataKey.objects.exists()


def test_a_worker_names_only_a_focal_point_of_the_own_agency():
    with pytest.raises(Refused, match="does not support this focal point"):
        alerted(other(), point=named())


def test_the_same_form_sent_twice_is_one_alert():
    from tabara.access.operation import new_event
    from tabara.protection.community.operations import record_alert
    from tests.protection.community.hill import heard

    by, event = worker(), new_event()
    twice = [record_alert(by=by, event=event, at=NOW, heard=heard()) for _ in range(2)]
    assert twice[0] == twice[1]
    assert Alert._base_manager.count() == 1


def test_each_step_is_remembered_with_who_took_it():
    by = worker()
    alert = weighed(by, alerted(by), at=NOW + HOUR)
    steps = [(one.state, one.done_by, one.done_at) for one in queries.steps(alert=alert)]
    assert steps == [("new", by, NOW), ("triaged", by, NOW + HOUR)]
    assert AlertStep.objects.filter(alert=alert).count() == 2


def test_every_state_has_its_steps_and_only_what_is_open_waits():
    assert set(STEPS) == set(AlertState)
    assert {one for one in AlertState if one not in OPEN} == {AlertState.TAKEN, AlertState.CLOSED}


def test_whose_account_rests_sees_no_alert():
    by = make_member("caseworker")
    alerted(by)
    by.review_by = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert queries.waiting(by=by) == []
