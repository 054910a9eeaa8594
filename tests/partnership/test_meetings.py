"""A meeting of the Commission: called, held with its quorum, its decisions followed until they are done."""

import datetime as dt
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused, Stale
from tabara.access.models import Member
from tabara.partnership import operations, queries
from tabara.partnership.enums import DecisionState, MeetingState
from tabara.partnership.models import AgendaItem, Decision, Meeting, Told
from tests.factories import NOW, TODAY, make_member
from tests.partnership.commission import called, decided, groups, presence

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper() -> Member:
    return make_member("secretariat")


def test_an_agenda_begins_with_the_figures_and_with_what_was_decided_before(keeper: Member) -> None:
    meeting = called(keeper)
    assert [(one.position, one.kind) for one in meeting.items.all()] == [(1, "figures"), (2, "decisions")]


def test_points_are_added_at_the_end_moved_and_taken_out(keeper: Member) -> None:
    meeting = called(keeper)
    plan = operations.add_item(by=keeper, at=NOW, meeting=meeting, kind="plan", title="Shelters in the north")
    needs = operations.add_item(by=keeper, at=NOW, meeting=meeting, kind="needs", title="Fuel for two cars")
    operations.move_item(by=keeper, at=NOW, meeting=meeting, item=needs.pk, up=True)
    assert [one.kind for one in meeting.items.all()] == ["figures", "decisions", "needs", "plan"]
    operations.take_item_out(by=keeper, at=NOW, meeting=meeting, item=plan.pk)
    assert [one.kind for one in meeting.items.all()] == ["figures", "decisions", "needs"]


@pytest.mark.parametrize(
    ("members", "needed"),
    [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (29, 15), (30, 16)],
)
def test_more_than_half_of_a_group_is_needed(members: int, needed: int) -> None:
    assert queries.needed_of(members) == needed


@pytest.mark.parametrize(
    # of three organisations, how each takes part; whether they may decide
    ("ways", "may"),
    [
        (("present", "present", "absent"), True),
        (("present", "remote", "represented"), True),
        (("present", "excused", "absent"), False),
        ((), False),
    ],
)
def test_a_meeting_decides_with_its_quorum_alone(keeper: Member, ways: tuple[str, ...], may: bool) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 3), ways)
    if may:
        assert decided(keeper, meeting).number == 1
    else:
        with pytest.raises(Refused, match="of 3 organisations take part, and 2 are needed to decide"):
            decided(keeper, meeting)
        assert not Decision.objects.exists()


def test_who_joins_later_does_not_change_a_closed_meeting(keeper: Member) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 3), ("present", "present", "absent"))
    operations.close_meeting(by=keeper, at=NOW, meeting=meeting)
    groups(keeper, 9, first=4)
    found = queries.quorum(by=keeper, meeting=Meeting.objects.get())
    assert (found.members, found.present, found.needed, found.reached) == (3, 2, 2, True)


def test_an_organisation_that_left_is_no_member_any_more(keeper: Member) -> None:
    groups(keeper, 2)
    left = {"since": TODAY - dt.timedelta(days=90), "until": TODAY}
    operations.join(by=keeper, at=NOW, group="commission", organisation="Gone", kind="ngo", **left)
    named = [one.organisation for one in queries.members_of(by=keeper, group="commission", on=TODAY)]
    assert named == ["Organisation 1", "Organisation 2"]


def test_minutes_are_sealed_and_written_anew_until_the_record_is_closed(keeper: Member) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    item = meeting.items.first()
    for words in ("A first draft.", "Kanaridomo reported."):
        operations.write_minutes(by=keeper, at=NOW, meeting=meeting, item=item.pk, words=words)
    assert queries.minutes(by=keeper, meeting=meeting) == {item.pk: "Kanaridomo reported."}
    assert b"Kanaridomo" not in bytes(AgendaItem.objects.get(pk=item.pk).minutes)
    operations.close_meeting(by=keeper, at=NOW, meeting=meeting)
    with pytest.raises(Refused, match="its record is closed"):
        operations.write_minutes(by=keeper, at=NOW, meeting=meeting, item=item.pk, words="Other words.")


def test_a_decision_is_followed_until_it_is_done_and_can_be_opened_again(keeper: Member) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    row = decided(keeper, meeting)
    late = TODAY + dt.timedelta(days=31)
    assert queries.decisions(by=keeper, late_on=TODAY) == []
    assert queries.decisions(by=keeper, late_on=late) == [row]
    for words, state in (
        ("Half of it.", "open"),
        ("All of it.", "done"),
        ("It broke.", "open"),
        ("Given up.", "dropped"),
    ):
        operations.tell_decision(by=keeper, at=NOW, decision=row, words=words, state=state, on=TODAY)
    row.refresh_from_db()
    assert (row.state, row.settled_on) == (DecisionState.DROPPED, TODAY)
    assert [one.state for one in Told.objects.filter(decision=row)] == ["open", "done", "open", "dropped"]
    assert queries.decisions(by=keeper, late_on=late) == []


def test_what_is_done_is_not_dropped_at_once(keeper: Member) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    row = decided(keeper, meeting)
    told: dict[str, Any] = {"by": keeper, "at": NOW, "decision": row, "words": "So it is.", "on": TODAY}
    operations.tell_decision(**told, state="done")
    for state in ("dropped", "asleep"):
        with pytest.raises(Refused, match="is opened again first"):
            operations.tell_decision(**told, state=state)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"group": "choir"}, "group", "“choir” is not in the list “working_group”"),
        ({"on": TODAY + dt.timedelta(days=900)}, "on", "is after the latest day that can be planned"),
        ({"on": TODAY - dt.timedelta(days=900)}, "on", "is before the earliest day that can be recorded"),
        ({"venue": "x" * 121}, "venue", "at most 120 letters"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(keeper: Member, facts: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        called(keeper, **facts)
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert not Meeting.objects.exists()


def test_a_group_meets_once_a_day_unless_the_other_meeting_was_called_off(keeper: Member) -> None:
    first = called(keeper)
    with pytest.raises(Refused, match="already has a meeting on that day"):
        called(keeper)
    operations.cancel_meeting(by=keeper, at=NOW, meeting=first, reason="No room.")
    assert called(keeper).state == MeetingState.PLANNED
    with pytest.raises(Refused, match="was called off"):
        operations.cancel_meeting(by=keeper, at=NOW, meeting=first, reason="No room.")


def test_a_meeting_to_come_has_no_presence_minutes_or_decisions(keeper: Member) -> None:
    meeting = called(keeper, on=TODAY + dt.timedelta(days=1))
    one = groups(keeper, 1)
    item = meeting.items.first()
    for act in (
        lambda: presence(keeper, meeting, one, ("present",)),
        lambda: operations.write_minutes(by=keeper, at=NOW, meeting=meeting, item=item.pk, words="Soon."),
        lambda: decided(keeper, meeting),
        lambda: operations.close_meeting(by=keeper, at=NOW, meeting=meeting),
    ):
        with pytest.raises(Refused, match="is after today"):
            act()


def test_two_who_move_a_meeting_to_different_days_both_learn_of_it(keeper: Member) -> None:
    meeting = called(keeper, on=TODAY + dt.timedelta(days=1))
    seen = {"held_on": meeting.held_on}
    moved = {"by": keeper, "at": NOW, "meeting": meeting, "saw": 1, "before": seen}
    operations.change_meeting(**moved, changes={"held_on": TODAY + dt.timedelta(days=2)})
    with pytest.raises(Stale):
        operations.change_meeting(**moved, changes={"held_on": TODAY + dt.timedelta(days=3)})
    assert Meeting.objects.get().held_on == TODAY + dt.timedelta(days=2)


def test_what_every_meeting_looks_at_stays_and_so_does_what_was_spoken_of(keeper: Member) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    plan = operations.add_item(by=keeper, at=NOW, meeting=meeting, kind="plan", title="Shelters")
    operations.write_minutes(by=keeper, at=NOW, meeting=meeting, item=plan.pk, words="Two more.")
    for item, sentence in ((meeting.items.first(), "This point stays"), (plan, "written or decided")):
        with pytest.raises(Refused, match=sentence):
            operations.take_item_out(by=keeper, at=NOW, meeting=meeting, item=item.pk)
    with pytest.raises(NotFound):
        operations.take_item_out(by=keeper, at=NOW, meeting=meeting, item=meeting.pk)


def test_only_a_member_of_the_group_owns_a_decision(keeper: Member) -> None:
    meeting = called(keeper)
    presence(keeper, meeting, groups(keeper, 1), ("present",))
    past = {"since": TODAY - dt.timedelta(days=9), "until": TODAY}
    gone = operations.join(by=keeper, at=NOW, group="commission", organisation="Gone", kind="ngo", **past)
    with pytest.raises(Refused, match="Gone is no member of this group on that day"):
        decided(keeper, meeting, owner=gone)


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "administrator", "data_protection_officer"])
def test_whoever_does_not_belong_to_it_reads_nothing_of_the_commission(keeper: Member, role: str) -> None:
    meeting, other = called(keeper), make_member(role)
    for ask in (
        lambda: queries.meetings(by=other),
        lambda: queries.meeting(by=other, number=meeting.pk),
        lambda: queries.decisions(by=other),
        lambda: queries.minutes(by=other, meeting=meeting),
        lambda: called(other, on=TODAY - dt.timedelta(days=1)),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_the_coordinator_reads_and_does_not_write(keeper: Member) -> None:
    meeting, other = called(keeper), make_member("coordinator")
    assert queries.meetings(by=other) == [meeting]
    with pytest.raises(NotAllowed):
        operations.add_item(by=other, at=NOW, meeting=meeting, kind="plan", title="Mine")
