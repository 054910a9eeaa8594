"""What members read of the meetings of a group: what comes, what was decided, what is late."""

import datetime as dt
import math
import uuid
from dataclasses import dataclass

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.partnership.enums import TOOK_PART, DecisionState, MeetingState
from tabara.partnership.models import AgendaItem, Decision, Meeting, Membership
from tabara.sealing.keys import Purpose, has_key, unseal

MOST = 100


@dataclass(frozen=True)
class Quorum:
    """How many organisations a group has, how many took part, and how many must for it to decide."""

    members: int
    present: int
    needed: int

    @property
    def reached(self) -> bool:
        """Tell whether the meeting may decide; a group without members decides nothing."""
        return self.members > 0 and self.present >= self.needed


def members_of(*, by: Member, group: str, on: dt.date) -> list[Membership]:
    """List the organisations that are members of a group on a day, by name."""
    demand_reading(by)
    found = Membership.objects.filter(group=group, since__lte=on).exclude(until__lte=on)
    return sorted(found, key=lambda one: one.organisation.casefold())


def membership(*, by: Member, number: uuid.UUID) -> Membership:
    """Give a membership.

    Raises:
        NotFound: there is none of that number.
    """
    demand_reading(by)
    found = Membership.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def quorum(*, by: Member, meeting: Meeting) -> Quorum:
    """Return whether a meeting may decide: more than the pack's share of the group's organisations take part.

    A closed meeting keeps the numbers that it was closed with, whoever joins or leaves the group later.
    """
    present = meeting.presences.filter(way__in=TOOK_PART).count()
    if meeting.state == MeetingState.HELD:
        return Quorum(meeting.seats or 0, present, meeting.quorum or 0)
    members = len(members_of(by=by, group=meeting.group, on=meeting.held_on))
    return Quorum(members, present, needed_of(members))


def needed_of(members: int) -> int:
    """Return how many of so many organisations must take part: the least number above the pack's share."""
    share = float(codelists.pack().parameters["meeting_quorum"])
    return math.floor(members * share) + 1 if members else 0


def meetings(*, by: Member, group: str = "") -> list[Meeting]:
    """List the latest meetings, of a group or of all, the newest first."""
    demand_reading(by)
    found = Meeting.objects.all()
    return list((found.filter(group=group) if group else found)[:MOST])


def meeting(*, by: Member, number: uuid.UUID) -> Meeting:
    """Give a meeting.

    Raises:
        NotFound: there is none of that number.
    """
    demand_reading(by)
    found = Meeting.objects.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def next_meeting(*, by: Member, group: str, on: dt.date) -> Meeting | None:
    """Return the planned meeting of a group that comes next, or that waits for its record."""
    demand_reading(by)
    return Meeting.objects.filter(group=group, state=MeetingState.PLANNED).order_by("held_on", "id").first()


def decisions(*, by: Member, group: str = "", state: str = "", late_on: dt.date | None = None) -> list[Decision]:
    """List decisions by the day on which they are due: of a group, in a state, or open and late on a day."""
    demand_reading(by)
    found = Decision.objects.select_related("meeting", "owner")
    if group:
        found = found.filter(meeting__group=group)
    if late_on:
        found = found.filter(state=DecisionState.OPEN, due_on__lt=late_on)
    elif state:
        found = found.filter(state=state)
    return list(found[:MOST])


def decision(*, by: Member, number: uuid.UUID) -> Decision:
    """Give a decision with what was told of it.

    Raises:
        NotFound: there is none of that number.
    """
    demand_reading(by)
    found = Decision.objects.select_related("meeting", "owner").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def minutes(*, by: Member, meeting: Meeting) -> dict[uuid.UUID, str]:
    """Return what was said on each point of a meeting, by the point's number."""
    demand_reading(by)
    if not has_key(meeting.pk, Purpose.NARRATIVE):
        return {}
    return {one.pk: _said(meeting, one) for one in meeting.items.all() if one.minutes}


def sealed_apart() -> set[uuid.UUID]:
    """Return the meetings whose minutes are sealed under keys of their own: numbers, for the check of the databases."""
    return set(AgendaItem.objects.exclude(minutes=None).order_by().values_list("meeting", flat=True).distinct())


def place_of(item: AgendaItem) -> str:
    """Name where the minutes of a point are sealed."""
    return f"meeting.{item.meeting_id}.item.{item.pk}"


def _said(meeting: Meeting, item: AgendaItem) -> str:
    return str(unseal(meeting.pk, Purpose.NARRATIVE, place_of(item), bytes(item.minutes or b"")))


def demand_reading(by: Member) -> None:
    """Refuse who does not read the Commission's papers."""
    if not by.may(Permission.COMMISSION_READ):
        raise NotAllowed
