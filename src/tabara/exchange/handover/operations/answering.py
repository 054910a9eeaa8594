"""Look into an envelope that came, and write what goes back: the receipt, and later what came of it."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.exchange.handover.letter import Kind
from tabara.exchange.handover.operations.files import LetterFile, letter
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.handover.enums import ArrivalState
from tabara.protection.handover.models import Arrival
from tabara.protection.handover.operations.abroad import arrived
from tabara.protection.handover.operations.abroad.due import follow_arrived
from tabara.sealing.keys import Purpose, seal, unseal

ANSWERED = (ArrivalState.ACCEPTED, ArrivalState.DECLINED, ArrivalState.DONE)


@operation("exchange.open_arrival", needs=Permission.REFERRAL_ANSWER)
def open_arrival(*, by: Member, event: uuid.UUID, at: dt.datetime, arrival: Arrival) -> Any:
    """Return what is in an envelope that came, to whoever answers for it, or may open who the person of its case is."""
    with for_everybody():  # the case that it became is not always for whoever asks: that is asked here
        latest(arrival)
        if not permitted(by, Permission.REFERRAL_ANSWER, arrival):
            raise NotAllowed
        if arrival.case is not None and not _may_open(by, arrival.case):
            raise NotFound
    told = arrived.told_in(arrival)
    if told is None:
        raise Refused(_("What was in this envelope is gone: it was declined, taken back, erased, or its time is over."))
    return told


def _may_open(by: Member, case: Case) -> bool:
    needed = (Permission.IDENTITY_OPEN, Permission.NARRATIVE_OPEN)
    return all(permitted(by, one, case, shared=False) for one in needed)


@operation("exchange.fetch_receipt", needs=Permission.REFERRAL_ANSWER)
def fetch_receipt(*, by: Member, event: uuid.UUID, at: dt.datetime, arrival: Arrival) -> LetterFile:
    """Return the receipt of an envelope: accepted, or declined and why; to be carried back."""
    with for_everybody():  # whoever carries the receipt back does not always see the case, whose task ends with it
        latest(arrival)
        if not permitted(by, Permission.REFERRAL_ANSWER, arrival):
            raise NotAllowed
        if arrival.state not in ANSWERED or arrival.answered_at is None:
            raise Refused(_("Accept this envelope or decline it first. The receipt says which."))
        arrival.receipt_at = arrival.receipt_at or at
        write(arrival, "receipt_at")
        if arrival.case is not None:
            follow_arrived(arrival.case, arrival)
    told = {
        "accepted": arrival.state != ArrivalState.DECLINED,
        "on": timezone.localdate(arrival.answered_at).isoformat(),
        "reason": arrival.decline_reason,
        "code": arrival.code,
    }
    return _back(Kind.RECEIPT, arrival, at, told)


@operation("exchange.record_outcome", needs=Permission.CASE_EDIT, on="case")
def record_outcome(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    arrival: uuid.UUID,
    outcome: str,
    on: dt.date,
    note: str = "",
) -> Arrival:
    """Say what came of an envelope, for the country that it came from; a note is sealed, and goes along."""
    row = _of_case(case, arrival)
    checks.known("handover_outcome", outcome, "outcome", on=on)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    arrived.step(row, ArrivalState.DONE)
    row.outcome, row.outcome_on = outcome, on
    row.note = seal(case.pk, Purpose.NARRATIVE, f"arrival.{row.pk}.note", note) if note else None
    write(row, "state", "outcome", "outcome_on", "note")
    follow_arrived(case, row)
    touch(case, at)
    return row


@operation("exchange.fetch_outcome", needs=Permission.CASE_EDIT, on="case")
def fetch_outcome(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, arrival: uuid.UUID) -> LetterFile:
    """Return what came of an envelope as a file, to be carried back."""
    row = _of_case(case, arrival)
    if row.state != ArrivalState.DONE or row.outcome_on is None:
        raise Refused(_("Say first what came of it."))
    row.outcome_at = row.outcome_at or at
    write(row, "outcome_at")
    follow_arrived(case, row)
    note = unseal(case.pk, Purpose.NARRATIVE, f"arrival.{row.pk}.note", row.note) or ""
    return _back(Kind.OUTCOME, row, at, {"outcome": row.outcome, "on": row.outcome_on.isoformat(), "note": note})


def _back(kind: Kind, row: Arrival, at: dt.datetime, told: dict[str, Any]) -> LetterFile:
    number = uuid.uuid5(row.number, kind)
    return letter(kind, number=number, by=row.agency, to=row.partner, at=at, told=told, about=row.number)


def _of_case(case: Case, arrival: uuid.UUID) -> Arrival:
    row = case.arrivals.select_related("partner__agency", "agency", "case").filter(pk=arrival).first()
    if row is None:
        raise NotFound
    return row
