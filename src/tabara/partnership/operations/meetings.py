"""Call a meeting of a group, change it, call it off."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import amend, latest, write, write_many
from tabara.partnership.enums import MEETING_STEPS, MeetingState
from tabara.partnership.models import AgendaItem, Meeting
from tabara.protection.cases.operations import checks

EDITABLE = ("held_on", "starts_at", "venue")
LONGEST_VENUE, LONGEST_REASON = 120, 200
FAR = dt.timedelta(days=730)  # a meeting further off is a slip
USUAL = ("figures", "decisions")  # what every agenda begins with


@operation("partnership.call_meeting", needs=Permission.COMMISSION_KEEP)
def call_meeting(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    group: str,
    on: dt.date,
    starts_at: dt.time | None = None,
    venue: str = "",
) -> Meeting:
    """Call a meeting of a group. Its agenda begins with the figures and with what was decided before."""
    checks.known("working_group", group, "group", on=on)
    _refuse(on, venue, timezone.localdate(at))
    _refuse_twice(group, on)
    row = Meeting(
        id=event, agency=by.agency, group=group, held_on=on, starts_at=starts_at, venue=venue.strip(), recorded_by=by
    )
    row.recorded_at = at
    write(row)
    write_many([AgendaItem(meeting=row, position=nth, kind=kind) for nth, kind in enumerate(USUAL, 1)])
    return row


@operation("partnership.change_meeting", needs=Permission.COMMISSION_KEEP)
def change_meeting(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    meeting: Meeting,
    saw: int,
    changes: Mapping[str, Any],
    before: Mapping[str, Any],
) -> Meeting:
    """Move a planned meeting to another day, hour or place, as seen in version `saw`."""
    latest(meeting)
    refuse_ended(meeting)
    for name in changes:
        if name not in EDITABLE:
            raise Refused(_("“%(name)s” cannot be changed here.") % {"name": name}, name)
    said = {name: changes.get(name, getattr(meeting, name)) for name in EDITABLE}
    _refuse(said["held_on"], said["venue"], timezone.localdate(at))
    if said["held_on"] != meeting.held_on:
        _refuse_twice(meeting.group, said["held_on"])
    amend(meeting, saw=saw, changes=changes, before=before)
    return meeting


@operation("partnership.cancel_meeting", needs=Permission.COMMISSION_KEEP)
def cancel_meeting(*, by: Member, event: uuid.UUID, at: dt.datetime, meeting: Meeting, reason: str) -> Meeting:
    """Call a planned meeting off, and say why. Its agenda stays readable."""
    latest(meeting)
    refuse_ended(meeting)
    if not reason.strip():
        raise Refused(_("Say why the meeting is called off."), "reason")
    if len(reason) > LONGEST_REASON:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_REASON}, "reason")
    step(meeting, MeetingState.CANCELLED)
    meeting.cancelled_for, meeting.closed_at = reason.strip(), at
    write(meeting, "state", "cancelled_for", "closed_at")
    return meeting


def refuse_ended(meeting: Meeting) -> None:
    """Refuse what only a planned meeting allows."""
    if meeting.state == MeetingState.HELD:
        raise Refused(_("This meeting has been held and its record is closed. Tell what follows at the next one."))
    if meeting.state == MeetingState.CANCELLED:
        raise Refused(_("This meeting was called off. Call another one."))


def step(meeting: Meeting, state: MeetingState) -> None:
    """Let a meeting go a step that it may go."""
    if state not in MEETING_STEPS[MeetingState(meeting.state)]:
        refuse_ended(meeting)
    meeting.state = state


def _refuse(on: dt.date, venue: str, today: dt.date) -> None:
    checks.not_before(on, today - FAR, "on", _("the earliest day that can be recorded"))
    checks.not_after(on, today + FAR, "on", _("the latest day that can be planned"))
    if len(venue) > LONGEST_VENUE:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_VENUE}, "venue")


def _refuse_twice(group: str, on: dt.date) -> None:
    if Meeting.objects.filter(group=group, held_on=on).exclude(state=MeetingState.CANCELLED).exists():
        raise Refused(_("This group already has a meeting on that day. Open that one, or choose another day."), "on")
