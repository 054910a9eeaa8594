"""Plan a service for a day, and say what became of it."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import write
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import APPOINTMENT_STEPS, AppointmentState
from tabara.protection.assistance.models import Appointment, Service, Session
from tabara.protection.assistance.operations.services import give, refuse_day
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import OPEN, Expected, derives, expect, met

TASK = "service.planned"
AHEAD = dt.timedelta(days=366)  # what is further away is a slip
BEHIND = dt.timedelta(days=31)  # a list written on paper is typed in within the month


@operation("assistance.plan_service", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def plan_service(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    code: str,
    on: dt.date,
    hour: dt.time | None = None,
    provider: Agency | None = None,
    member: Member | None = None,
) -> Appointment:
    """Plan a service for a day; whoever sees to it finds it among what is due."""
    checks.known("service", code, "code", on=on)
    refuse_planned_day(on, at)
    refuse_closed(case)
    return plan(
        by=by, at=at, case=case, code=code, on=on, hour=hour, provider=provider, member=member or by, number=event
    )


@operation("assistance.attend", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def attend(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, appointment: uuid.UUID, on: dt.date | None = None
) -> Service:
    """Say that a planned service was given: it is recorded in the same act."""
    return attended(by=by, at=at, row=_open(by, case, appointment), case=case, on=on, number=event)


@operation("assistance.miss", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def miss(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, appointment: uuid.UUID, reason: str
) -> Appointment:
    """Say that a planned service was not given on its day, and why."""
    return missed(at=at, row=_open(by, case, appointment), reason=reason)


@operation("assistance.move", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def move(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    appointment: uuid.UUID,
    on: dt.date,
    hour: dt.time | None = None,
) -> Appointment:
    """Move a planned service to another day; the first appointment stays, as one that was moved."""
    row = _open(by, case, appointment)
    refuse_planned_day(on, at)
    if (row.on, row.hour) == (on, hour):
        raise Refused(_("It is planned for then already. Choose another day or hour."), "on")
    step(row, AppointmentState.MOVED)
    facts: dict[str, Any] = {
        "provider": row.provider,
        "member": row.member,
        "session": row.session if row.on == on else None,
    }
    return plan(by=by, at=at, case=case, code=row.code, on=on, hour=hour, number=event, follows=row, **facts)


@operation("assistance.cancel", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def cancel(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, appointment: uuid.UUID, reason: str
) -> Appointment:
    """Take a planned service off the list before its day, and say why."""
    row = _open(by, case, appointment)
    row.reason = checks.known("cancel_reason", reason, "reason", on=timezone.localdate(at))
    step(row, AppointmentState.CANCELLED)
    return row


@derives(TASK)
def planned(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give what is planned and not answered yet."""
    rows = Appointment.objects.everything(Whole.REBUILD).filter(state=AppointmentState.PLANNED)
    for one in rows.filter(case=case) if case else rows:
        yield Expected(one.case_id, one.pk, one.on, one.member_id)


def plan(
    *,
    by: Member,
    at: dt.datetime,
    case: Case,
    code: str,
    on: dt.date,
    hour: dt.time | None = None,
    provider: Agency | None = None,
    member: Member | None = None,
    session: Session | None = None,
    follows: Appointment | None = None,
    number: uuid.UUID | None = None,
) -> Appointment:
    """Store an appointment that was checked. Within an operation."""
    row = Appointment(
        id=number or sealing.event(),
        case=case,
        session=session,
        code=code,
        on=on,
        hour=hour,
        provider=provider or by.agency,
        member=member,
        follows=follows,
        recorded_by=by,
        recorded_at=at,
    )
    write(row)
    expect(case=case, kind=TASK, about=row.pk, due_on=on, member=member)
    touch(case, at)
    return row


def attended(
    *,
    by: Member,
    at: dt.datetime,
    row: Appointment,
    case: Case,
    on: dt.date | None = None,
    number: uuid.UUID | None = None,
) -> Service:
    """Record the service of an appointment and say that it was attended. Within an operation."""
    day = on or row.on
    refuse_day(case, day, at)
    checks.known("service", row.code, "code", on=day)
    row.service = give(by=by, at=at, case=case, code=row.code, on=day, provider=row.provider, number=number)
    step(row, AppointmentState.ATTENDED, "service")
    return row.service


def missed(*, at: dt.datetime, row: Appointment, reason: str) -> Appointment:
    """Say why an appointment was missed. Within an operation."""
    checks.not_after(row.on, timezone.localdate(at), "reason", _("today"))
    row.reason = checks.known("missed_reason", reason, "reason", on=timezone.localdate(at))
    step(row, AppointmentState.MISSED)
    return row


def step(row: Appointment, to: AppointmentState, *more: str) -> None:
    """Lead an appointment to its next state; what is settled stays as it is."""
    if to not in APPOINTMENT_STEPS[AppointmentState(row.state)]:
        raise Refused(_("Somebody has answered this appointment already. Plan a new one instead."))
    row.state = to
    write(row, "state", "reason", *more)
    met(kind=TASK, about=row.pk)


def refuse_planned_day(on: dt.date, at: dt.datetime) -> None:
    """Refuse a day that nobody plans for."""
    today = timezone.localdate(at)
    checks.not_after(on, today + AHEAD, "on", _("a year from today"))
    checks.not_before(on, today - BEHIND, "on", _("a month before today"))


def refuse_closed(case: Case) -> None:
    """Refuse to plan anything in a case that is closed."""
    if case.status not in OPEN:
        raise Refused(_("This case is closed. Open it again before you plan anything."))


def _open(by: Member, case: Case, number: uuid.UUID) -> Appointment:
    row = queries.appointment(by=by, case=case, number=number)
    if row.state != AppointmentState.PLANNED:
        raise Refused(_("Somebody has answered this appointment already. Plan a new one instead."))
    return row
