"""What waits to be taken over, and what became of the files that an agency handed on."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Agency, Member
from tabara.access.roles import ROLES
from tabara.prosecution.enums import HandingState, HearingState
from tabara.prosecution.models import CourtFile, Handing, Hearing

MOST = 200
OFFICERS = tuple(key for key, role in ROLES.items() if Permission.COURT_RECORD in role.permissions)


@dataclass(frozen=True)
class HandedOn:
    """A file that the agency handed on, as it still knows it: its number, its stage, the next hearing."""

    code: str
    to: str
    on: dt.date
    stage: str
    hearing_on: dt.date | None


def agencies_of_justice(*, by: Member) -> list[Agency]:
    """List the other agencies that have an officer of justice."""
    _demand(by)
    found = Member.objects.filter(is_active=True).select_related("agency").order_by("agency__name")
    there = {one.agency_id: one.agency for one in found if set(one.roles) & set(OFFICERS)}
    return [one for number, one in there.items() if number != by.agency_id]


def waiting(*, by: Member) -> list[Handing]:
    """List the files that other agencies ask the member's to take over, the longest asked first."""
    _demand(by)
    rows = Handing.objects.filter(to=by.agency_id, state=HandingState.ASKED).select_related("file", "giver")
    return list(rows[:MOST])


def handing(*, by: Member, number: uuid.UUID) -> Handing:
    """Give a handing that waits for the member's agency.

    Raises:
        NotFound: there is none of that number, or it waits for another agency.
    """
    _demand(by)
    rows = Handing.objects.filter(to=by.agency_id, state=HandingState.ASKED).select_related("file", "giver")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def late_to_take(*, by: Member, on: dt.date) -> list[Handing]:
    """List the files that wait for the member's agency for longer than the pack's days."""
    before = on - dt.timedelta(days=int(codelists.pack().parameters["court_handing_days"]))
    rows = Handing.objects.filter(to=by.agency_id, state=HandingState.ASKED).select_related("file", "giver")
    return list(rows.annotate(asked=TruncDate("asked_at")).filter(asked__lt=before)[:MOST])


def handed_on(*, by: Member) -> list[HandedOn]:
    """List what the member's agency handed on to others: of each where it stands, and nothing of what is in it."""
    _demand(by)
    rows = Handing.objects.filter(giver=by.agency_id, state=HandingState.ACCEPTED).exclude(file__agency=by.agency_id)
    planned = Hearing.objects.filter(file=OuterRef("file"), state=HearingState.PLANNED).order_by("held_on")
    rows = rows.select_related("file", "to").annotate(next=Subquery(planned.values("held_on")[:1]))
    found = {row.file_id: row for row in rows.order_by("ended_at", "id")[:MOST]}
    return [_told(row) for row in reversed(found.values()) if row.ended_at]


def _told(row: Handing) -> HandedOn:
    file: CourtFile = row.file
    day = timezone.localdate(row.ended_at) if row.ended_at else file.moved_on
    return HandedOn(file.code, row.to.name, day, file.stage, getattr(row, "next", None))


def _demand(by: Member) -> None:
    if not by.may(Permission.COURT_READ):
        raise NotAllowed
