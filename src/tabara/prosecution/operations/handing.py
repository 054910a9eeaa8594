"""Hand a court file from one agency of justice to another: one asks, the other takes it over whole, or declines."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.prosecution import queries
from tabara.prosecution.enums import HandingState
from tabara.prosecution.models import CourtFile, Handing
from tabara.prosecution.operations.files import refuse_ended
from tabara.protection.cases.operations import checks
from tabara.sealing.keys import Purpose, hand_key


@operation("prosecution.ask_handing", needs=Permission.COURT_RECORD, on="file")
def ask_handing(*, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, to: Agency) -> Handing:
    """Ask another agency of justice to take a court file over; until it answers, the file stays where it is."""
    refuse_ended(file)
    if to.pk not in {one.pk for one in queries.agencies_of_justice(by=by)}:
        raise Refused(_("Choose another agency that has officers of justice."), "to")
    if file.handings.filter(state=HandingState.ASKED).exists():
        raise Refused(_("An agency was asked to take this file over already. Take that back first."), "to")
    row = Handing(id=event, file=file, giver=by.agency, to=to, asked_by=by, asked_at=at)
    write(row)
    return row


@operation("prosecution.withdraw_handing", needs=Permission.COURT_RECORD, on="file")
def withdraw_handing(*, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile) -> Handing:
    """Take back that another agency was asked to take a court file over."""
    row = file.handings.filter(state=HandingState.ASKED).first()
    if row is None:
        raise Refused(_("No agency is asked to take this file over."))
    return _end(row, HandingState.WITHDRAWN, by, at)


@operation("prosecution.accept_handing", needs=Permission.COURT_RECORD)
def accept_handing(*, by: Member, event: uuid.UUID, at: dt.datetime, handing: Handing) -> Handing:
    """Take over a court file that another agency handed on, with all that stands in it, the sealed words included."""
    row = _asked(by, handing)
    file = row.file
    latest(file)
    refuse_ended(file)
    hand_key(file.pk, by.agency_id, Purpose.NARRATIVE)
    file.agency = by.agency
    write(file, "agency")
    return _end(row, HandingState.ACCEPTED, by, at)


@operation("prosecution.decline_handing", needs=Permission.COURT_RECORD)
def decline_handing(*, by: Member, event: uuid.UUID, at: dt.datetime, handing: Handing, reason: str) -> Handing:
    """Decline to take a court file over: it stays where it is, and its agency reads why."""
    checks.known("handing_decline", reason, "reason", on=timezone.localdate(at))
    row = _asked(by, handing)
    row.declined_for = reason
    return _end(row, HandingState.DECLINED, by, at)


def _asked(by: Member, handing: Handing) -> Handing:
    """Hold a handing that waits for the member's agency."""
    latest(handing)
    if handing.to_id != by.agency_id:
        raise NotFound
    if handing.state != HandingState.ASKED:
        raise Refused(_("This file waits for your answer no more. Look at the list of files."))
    return handing


def _end(row: Handing, state: HandingState, by: Member, at: dt.datetime) -> Handing:
    row.state, row.ended_by, row.ended_at = state, by, at
    write(row, "state", "ended_by", "ended_at", "declined_for")
    return row
