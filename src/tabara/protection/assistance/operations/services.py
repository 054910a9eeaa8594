"""Record help that was given, and take back what was recorded by mistake."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.assistance import queries
from tabara.protection.assistance.models import Service
from tabara.protection.assistance.operations.money.ledger import (
    Money,
    book,
    refuse_amount,
    refuse_unapproved,
    take_back,
)
from tabara.protection.assistance.operations.stock.book import put_back
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.sealing.keys import Purpose, seal

MOST = 99_999_999  # what is above it is a slip
RETRACTED = "service_taken_back"


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
    """Record one service given to the person of a case. Help never depends on a consent, nor on a determination.

    Money that the own agency gave stands in its ledger, in the same act.
    """
    checks.known("service", code, "code", on=on)
    refuse_day(case, on, at)
    _refuse_amounts(quantity, unit, amount, currency)
    own = provider is None or provider.pk == by.agency_id
    if amount is not None and own:
        refuse_unapproved(amount, currency)
    facts: dict[str, Any] = {"quantity": quantity, "unit": unit, "amount": amount, "currency": currency}
    row = give(by=by, at=at, case=case, code=code, on=on, number=event, provider=provider, notes=notes, **facts)
    if amount is not None and own:
        book(by=by, at=at, service=row, on=on, money=Money(amount, currency, queries.purpose_of(code=code)))
    return row


@operation("assistance.retract_service", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def retract_service(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, service: uuid.UUID) -> Service:
    """Take back a service that was recorded by mistake; it no longer counts, and stays readable.

    Its money is taken back in the ledger and its things go back into the store, in the same act. Whoever the case is
    only shared with takes back what their own agency recorded.
    """
    row = queries.recorded(by=by, case=case).filter(pk=service).first()
    if row is None:
        raise Refused(_("There is no such service in this case."))
    if row.retracted_on is None:
        for entry in row.entries.filter(reverses=None, reversal=None):
            take_back(by=by, at=at, entry=entry, reason=RETRACTED)
        put_back(by=by, at=at, service=row)
    row.retracted_on = timezone.localdate(at)
    write(row, "retracted_on")
    rest = case.services.filter(retracted_on=None).exclude(pk=row.pk).order_by("-delivered_on").first()
    case.assisted_on = rest.delivered_on if rest else None
    touch(case, at, "assisted_on")
    return row


def give(
    *,
    by: Member,
    at: dt.datetime,
    case: Case,
    code: str,
    on: dt.date,
    number: uuid.UUID | None = None,
    provider: Agency | None = None,
    notes: str = "",
    **facts: Any,
) -> Service:
    """Store a service that was checked, and say in the case that the person was helped. Within an operation."""
    row = Service(
        id=number or sealing.event(),
        case=case,
        code=code,
        delivered_on=on,
        provider=provider or by.agency,
        recorded_by=by,
        recorded_at=at,
        **facts,
    )
    if notes:
        row.notes = seal(case.pk, Purpose.NARRATIVE, f"service.{row.pk}.notes", notes)
    write(row)
    case.assisted_on = max(case.assisted_on or on, on)
    touch(case, at, "assisted_on")
    return row


def refuse_day(case: Case, on: dt.date, at: dt.datetime) -> None:
    """Refuse a day on which nothing can have been given."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, case.opened_on, "on", _("the day the case was opened"))


def _refuse_amounts(quantity: Decimal | None, unit: str, amount: Decimal | None, currency: str) -> None:
    if unit:
        checks.known("service_unit", unit, "unit")
    if quantity is not None:
        refuse_amount(quantity, "quantity", MOST)
    if amount is not None:
        refuse_amount(amount, "amount")
        if len(currency) != 3:
            raise Refused(_("Choose the currency of the amount."), "currency")
