"""Hold a meeting: who took part, what was said, and whether so few may decide."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership import queries
from tabara.partnership.enums import MeetingState
from tabara.partnership.models import AgendaItem, Meeting, Presence
from tabara.partnership.operations.agenda import item_of
from tabara.partnership.operations.meetings import refuse_ended, step
from tabara.protection.cases.operations import checks
from tabara.sealing.keys import Purpose, create_key, has_key, seal

LONGEST_MINUTES = 10_000


@operation("partnership.record_presence", needs=Permission.COMMISSION_KEEP)
def record_presence(
    *, by: Member, event: uuid.UUID, at: dt.datetime, meeting: Meeting, ways: Mapping[str, str]
) -> Meeting:
    """Write down how each organisation took part: by the number of its membership, a code of the list "presence"."""
    latest(meeting)
    refuse_ended(meeting)
    _refuse_before(meeting, at)
    members = {str(one.pk): one for one in queries.members_of(by=by, group=meeting.group, on=meeting.held_on)}
    known = {str(one.membership_id): one for one in meeting.presences.all()}
    for number, way in ways.items():
        checks.known("presence", way, number, on=meeting.held_on)
        if number not in members:
            raise Refused(_("One of these organisations is no member of this group on that day."), number)
        row = known.get(number)
        if row is None:
            write(Presence(meeting=meeting, membership=members[number], way=way))
        elif row.way != way:
            row.way = way
            write(row, "way")
    return meeting


@operation("partnership.write_minutes", needs=Permission.COMMISSION_KEEP)
def write_minutes(
    *, by: Member, event: uuid.UUID, at: dt.datetime, meeting: Meeting, item: uuid.UUID, words: str
) -> AgendaItem:
    """Seal what was said on a point, in the place of what was written before, until the meeting is closed."""
    latest(meeting)
    refuse_ended(meeting)
    _refuse_before(meeting, at)
    row = item_of(meeting, item)
    if len(words) > LONGEST_MINUTES:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_MINUTES}, "words")
    if not has_key(meeting.pk, Purpose.NARRATIVE):
        create_key(meeting.pk, meeting.agency_id, Purpose.NARRATIVE)
    said = words.strip()
    row.minutes = seal(meeting.pk, Purpose.NARRATIVE, queries.place_of(row), said) if said else None
    write(row, "minutes")
    return row


@operation("partnership.close_meeting", needs=Permission.COMMISSION_KEEP)
def close_meeting(*, by: Member, event: uuid.UUID, at: dt.datetime, meeting: Meeting) -> Meeting:
    """Close the record of a meeting that was held: from then on nothing of it changes."""
    latest(meeting)
    refuse_ended(meeting)
    _refuse_before(meeting, at)
    if not meeting.presences.exists():
        raise Refused(_("Write down who took part first."))
    found = queries.quorum(by=by, meeting=meeting)
    step(meeting, MeetingState.HELD)
    meeting.seats, meeting.quorum, meeting.closed_at = found.members, found.needed, at
    write(meeting, "state", "seats", "quorum", "closed_at")
    return meeting


def _refuse_before(meeting: Meeting, at: dt.datetime) -> None:
    checks.not_after(meeting.held_on, timezone.localdate(at), "on", _("today"))
