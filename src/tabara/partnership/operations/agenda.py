"""Write the agenda of a planned meeting."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, take_out, write
from tabara.partnership.models import AgendaItem, Meeting, Membership
from tabara.partnership.operations.meetings import USUAL, refuse_ended
from tabara.protection.cases.operations import checks

LONGEST_TITLE, MOST_ITEMS = 200, 30


@operation("partnership.add_item", needs=Permission.COMMISSION_KEEP)
def add_item(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    meeting: Meeting,
    kind: str,
    title: str,
    owner: Membership | None = None,
) -> AgendaItem:
    """Put a point at the end of the agenda of a planned meeting."""
    latest(meeting)
    refuse_ended(meeting)
    checks.known("agenda_kind", kind, "kind", on=meeting.held_on)
    if not title.strip():
        raise Refused(_("Write what is to be discussed."), "title")
    if len(title) > LONGEST_TITLE:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_TITLE}, "title")
    refuse_stranger(meeting, owner, "owner")
    positions = list(meeting.items.values_list("position", flat=True))
    if len(positions) >= MOST_ITEMS:
        raise Refused(_("An agenda has at most %(most)s points. Take one out first.") % {"most": MOST_ITEMS}, "title")
    row = AgendaItem(id=event, meeting=meeting, kind=kind, title=title.strip(), owner=owner)
    row.position = max(positions, default=0) + 1
    write(row)
    return row


@operation("partnership.move_item", needs=Permission.COMMISSION_KEEP)
def move_item(
    *, by: Member, event: uuid.UUID, at: dt.datetime, meeting: Meeting, item: uuid.UUID, up: bool
) -> AgendaItem:
    """Let a point change places with the one before it, or the one after."""
    latest(meeting)
    refuse_ended(meeting)
    items = list(meeting.items.all())
    row = item_of(meeting, item)
    place = items.index(row)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        neighbour = items[other]
        row.position, neighbour.position = neighbour.position, row.position
        write(neighbour, "position")
        write(row, "position")
    return row


@operation("partnership.take_item_out", needs=Permission.COMMISSION_KEEP)
def take_item_out(*, by: Member, event: uuid.UUID, at: dt.datetime, meeting: Meeting, item: uuid.UUID) -> Meeting:
    """Take a point out of the agenda again, where nothing was said or decided on it."""
    latest(meeting)
    refuse_ended(meeting)
    row = item_of(meeting, item)
    if row.kind in USUAL:
        raise Refused(_("Every meeting looks at the figures and at what was decided before. This point stays."))
    if row.minutes or row.decisions.exists():
        raise Refused(_("Something was written or decided on this point already, so it stays."))
    take_out(AgendaItem, row.pk)
    return meeting


def item_of(meeting: Meeting, number: uuid.UUID) -> AgendaItem:
    """Return a point of a meeting by its number.

    Raises:
        NotFound: the meeting has no such point.
    """
    found = meeting.items.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def refuse_stranger(meeting: Meeting, one: Membership | None, field: str) -> None:
    """Refuse an organisation that is no member of the meeting's group on its day."""
    if one is None:
        return
    day = meeting.held_on
    if one.group != meeting.group or one.since > day or (one.until is not None and one.until <= day):
        raise Refused(
            _("%(name)s is no member of this group on that day. Choose a member.") % {"name": one.organisation}, field
        )
