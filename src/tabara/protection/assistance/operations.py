"""Record help that was given, and open what was noted about a case."""

import datetime as dt
import logging
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.assistance import queries
from tabara.protection.assistance.models import Service
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Reason
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, has_key, seal, unseal_many

log = logging.getLogger(__name__)
MOST, MOST_MONEY = 99_999_999, 999_999_999_999  # what is above them is a slip
SCREENING, DETERMINATION = "screening", "determination"


@dataclass(frozen=True)
class Note:
    """What was written on a day about a screening, a determination, or the service of a code."""

    on: dt.date
    about: str
    text: str


@operation("assistance.record_service", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def record_service(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    code: str,
    on: dt.date,
    provider: Agency | None = None,
    quantity: Decimal | None = None,
    unit: str = "",
    amount: Decimal | None = None,
    currency: str = "",
    notes: str = "",
) -> Service:
    """Record one service given to the person of a case. Help never depends on a consent, nor on a determination."""
    checks.known("service", code, "code", on=on)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, case.opened_on, "on", _("the day the case was opened"))
    _refuse_amounts(quantity, unit, amount, currency)
    row = Service(
        id=event,
        case=case,
        code=code,
        delivered_on=on,
        provider=provider or by.agency,
        quantity=quantity,
        unit=unit,
        amount=amount,
        currency=currency,
        recorded_by=by,
        recorded_at=at,
    )
    if notes:
        row.notes = seal(case.pk, Purpose.NARRATIVE, f"service.{row.pk}.notes", notes)
    write(row)
    case.assisted_on = max(case.assisted_on or on, on)
    touch(case, at, "assisted_on")
    return row


@operation("assistance.retract_service", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def retract_service(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, service: uuid.UUID) -> Service:
    """Take back a service that was recorded by mistake; it no longer counts, and stays readable.

    Whoever the case is only shared with takes back what their own agency recorded.
    """
    row = queries.recorded(by=by, case=case).filter(pk=service).first()
    if row is None:
        raise Refused(_("There is no such service in this case."))
    row.retracted_on = timezone.localdate(at)
    write(row, "retracted_on")
    rest = case.services.filter(retracted_on=None).exclude(pk=row.pk).order_by("-delivered_on").first()
    case.assisted_on = rest.delivered_on if rest else None
    touch(case, at, "assisted_on")
    return row


@operation("assistance.open_notes", needs=Permission.NARRATIVE_OPEN, on="case", shared=True)
def open_notes(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> tuple[Note, ...]:
    """Return everything that was noted about a case, newest first. The reason stands in the audit chain."""
    if reason not in tuple(Reason):
        raise Refused(_("Say why you need the notes. Choose one of the reasons."), "reason")
    if not has_key(case.pk, Purpose.NARRATIVE):
        raise Refused(_("What was noted about this case has been erased. Only its course is left."))
    written = [
        *((one.screened_on, SCREENING, f"screening.{one.pk}.notes", one.notes) for one in cases.screenings(case=case)),
        *(
            (one.decided_on, DETERMINATION, f"determination.{one.pk}.grounds", one.grounds)
            for one in cases.determinations(case=case)
        ),
        *(
            (one.delivered_on, one.code, f"service.{one.pk}.notes", one.notes)
            for one in queries.services(by=by, case=case)
        ),
    ]
    texts = unseal_many(Purpose.NARRATIVE, [(case.pk, field, sealed) for _on, _about, field, sealed in written])
    notes = [Note(on, about, _readable(text)) for (on, about, *_sealed), text in zip(written, texts, strict=True)]
    return tuple(sorted((note for note in notes if note.text), key=lambda note: note.on, reverse=True))


def _readable(text: str | SealBroken | None) -> str:
    """Return the text of a note, or in its place that it cannot be opened: the others are shown all the same."""
    if isinstance(text, SealBroken):
        log.warning("%s", text)
        return _("This note cannot be opened: it was altered. The administrator can restore it from a backup.")
    return text or ""


def _refuse_amounts(quantity: Decimal | None, unit: str, amount: Decimal | None, currency: str) -> None:
    if unit:
        checks.known("service_unit", unit, "unit")
    for value, field, most in ((quantity, "quantity", MOST), (amount, "amount", MOST_MONEY)):
        if value is None:
            continue
        if not Decimal(value).is_finite() or value <= 0:
            raise Refused(_("Write a number above zero, or leave it empty."), field)
        if value > most or value != round(value, 2):
            raise Refused(_("Write at most %(most)s, with at most two decimals.") % {"most": most}, field)
    if amount is not None and len(currency) != 3:
        raise Refused(_("Choose the currency of the amount."), "currency")
