"""Set a hearing, and say what became of it: held, or adjourned for a reason to another day."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prosecution.enums import BEFORE_COURT, HEARING_STEPS, HearingState
from tabara.prosecution.models import CourtFile, Hearing
from tabara.prosecution.operations.files import moved, refuse_ended
from tabara.protection.cases.operations import checks

FAR = dt.timedelta(days=1096)  # a hearing further off is a slip


@operation("prosecution.set_hearing", needs=Permission.COURT_RECORD, on="file")
def set_hearing(*, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, on: dt.date) -> Hearing:
    """Set a day in court for a file that was charged."""
    refuse_ended(file)
    if file.stage not in BEFORE_COURT:
        raise Refused(_("A hearing is set once somebody is charged, until the judgment, and on appeal."))
    return _planned(file, on, at, event)


@operation("prosecution.hold_hearing", needs=Permission.COURT_RECORD, on="file")
def hold_hearing(*, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, hearing: uuid.UUID) -> Hearing:
    """Write down that a hearing was held on its day."""
    row = _step(file, hearing, HearingState.HELD)
    checks.not_after(row.held_on, timezone.localdate(at), "on", _("today"))
    write(row, "state")
    moved(file, row.held_on)
    return row


@operation("prosecution.adjourn_hearing", needs=Permission.COURT_RECORD, on="file")
def adjourn_hearing(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    hearing: uuid.UUID,
    reason: str,
    next_on: dt.date | None = None,
) -> Hearing:
    """Write down that a hearing was adjourned, why, and to which day where one was named."""
    row = _step(file, hearing, HearingState.ADJOURNED)
    checks.known("adjournment_reason", reason, "reason", on=row.held_on)
    row.adjourned_for = reason
    write(row, "state", "adjourned_for")
    if next_on is not None:
        checks.not_before(next_on, row.held_on + dt.timedelta(days=1), "next_on", _("the day after this hearing"))
        _planned(file, next_on, at)
    return row


def _step(file: CourtFile, number: uuid.UUID, state: HearingState) -> Hearing:
    row = file.hearings.filter(pk=number).first()
    if row is None:
        raise NotFound
    if state not in HEARING_STEPS[HearingState(row.state)]:
        raise Refused(_("It is written down already what became of this hearing."))
    row.state = state
    return row


def _planned(file: CourtFile, on: dt.date, at: dt.datetime, number: uuid.UUID | None = None) -> Hearing:
    refuse_hearing_day(file, on, at, "on" if number else "next_on")
    row = Hearing(file=file, held_on=on, **({"id": number} if number else {}))
    write(row)
    return row


def refuse_hearing_day(
    file: CourtFile, on: dt.date, at: dt.datetime, field: str, *, but: Hearing | None = None
) -> None:
    """Refuse a day before the complaint, one too far off, and one on which another hearing is planned."""
    checks.not_before(on, file.complained_on, field, _("the day of the complaint"))
    checks.not_after(on, timezone.localdate(at) + FAR, field, _("the latest day that can be planned"))
    others = file.hearings.exclude(pk=but.pk) if but else file.hearings
    if others.filter(held_on=on, state=HearingState.PLANNED).exists():
        raise Refused(_("This file already has a hearing on that day. Choose another day."), field)
