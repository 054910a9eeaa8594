"""Somebody leaves, arrives, and is taken over; or the return is called off."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.reintegration.enums import ReturnState
from tabara.protection.reintegration.models import Return
from tabara.protection.reintegration.operations import preparing, steps


@operation("reintegration.depart", needs=Permission.CASE_EDIT, on="case")
def depart(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, journey: uuid.UUID, on: dt.date) -> Return:
    """Say that the person has left; what was cleared has to hold still."""
    row = steps.journey_of(case, journey)
    if row.state == ReturnState.CLEARED:
        preparing.refuse_unready(row, on)
    _refuse_day(row, on, at, row.cleared_on, _("the day on which the return was cleared"))
    row.departed_on = on
    steps.move(row, ReturnState.DEPARTED, "departed_on")
    touch(case, at)
    return row


@operation("reintegration.confirm_arrival", needs=Permission.CASE_EDIT, on="case")
def confirm_arrival(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, journey: uuid.UUID, on: dt.date
) -> Return:
    """Say that somebody knows for sure that the person has arrived."""
    row = steps.journey_of(case, journey)
    _refuse_day(row, on, at, row.departed_on, _("the day on which the person left"))
    row.arrived_on = on
    steps.move(row, ReturnState.ARRIVED, "arrived_on")
    touch(case, at)
    return row


@operation("reintegration.hand_over", needs=Permission.CASE_EDIT, on="case")
def hand_over(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    journey: uuid.UUID,
    on: dt.date,
    received_by: str,
    condition: str,
    outcome: str,
    words: str = "",
) -> Return:
    """Say who took the person over, how she was, and where she is now."""
    row = steps.journey_of(case, journey)
    checks.known("handover_condition", condition, "condition", on=on)
    checks.known("return_outcome", outcome, "outcome", on=on)
    if not received_by.strip():
        raise Refused(_("Write who took the person over."), "received_by")
    _refuse_day(row, on, at, row.arrived_on, _("the day of the arrival"))
    row.handed_over_on, row.condition, row.outcome = on, condition, outcome
    row.received_by = steps.sealed(case, f"return.{row.pk}", "received_by", received_by)
    row.handover = steps.sealed(case, f"return.{row.pk}", "handover", words)
    told = ("handed_over_on", "condition", "outcome", "received_by", "handover")
    steps.move(row, ReturnState.HANDED_OVER, *told)
    touch(case, at)
    return row


@operation("reintegration.call_off", needs=Permission.CASE_EDIT, on="case")
def call_off(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, journey: uuid.UUID, reason: str) -> Return:
    """Say that a return does not take place, or was broken off, and why."""
    row = steps.journey_of(case, journey)
    checks.known("return_call_off", reason, "reason", on=timezone.localdate(at))
    stop(row, reason, at)
    touch(case, at)
    return row


def stop(journey: Return, reason: str, at: dt.datetime) -> None:
    """Call a return off within another act."""
    journey.called_off_on, journey.call_off_reason = timezone.localdate(at), reason
    steps.move(journey, ReturnState.CALLED_OFF, "called_off_on", "call_off_reason")


def _refuse_day(journey: Return, on: dt.date, at: dt.datetime, first: dt.date | None, what: str) -> None:
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    if first is not None:
        checks.not_before(on, first, "on", what)
