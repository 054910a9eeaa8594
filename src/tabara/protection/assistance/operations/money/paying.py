"""Pay money, ask another member to approve it, and take back what was written wrongly."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import PAYMENT_STEPS, PaymentState
from tabara.protection.assistance.models import Entry, Payment, Service
from tabara.protection.assistance.operations.money.ledger import (
    Grounds,
    Money,
    book,
    cost,
    refuse_money,
    refuse_unapproved,
    take_back,
)
from tabara.protection.assistance.operations.services import give, refuse_day
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch


@operation("assistance.pay", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def pay(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    on: dt.date,
    money: Money,
    service: uuid.UUID | None = None,
) -> Entry:
    """Write down money that was paid: for a service that is recorded already, or as one that this makes."""
    refuse_money(money, on=on)
    refuse_unapproved(money.amount, money.currency)
    refuse_day(case, on, at)
    return _paid(by, at, case, on, money, _service_of(by, case, service, money.currency), Grounds())


@operation("assistance.ask_payment", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def ask_payment(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, money: Money, service: uuid.UUID | None = None
) -> Payment:
    """Ask another member of the own agency to approve a payment; nothing is paid yet."""
    refuse_money(money, on=timezone.localdate(at))
    row = Payment(
        id=event,
        case=case,
        agency=by.agency,
        service=_service_of(by, case, service, money.currency),
        amount=money.amount,
        currency=money.currency,
        purpose=money.purpose,
        way=money.way,
        received_by=money.received_by,
        asked_by=by,
        asked_at=at,
    )
    write(row)
    touch(case, at)
    return row


@operation("assistance.decide_payment", needs=Permission.STOCK_KEEP, on="payment")
def decide_payment(
    *, by: Member, event: uuid.UUID, at: dt.datetime, payment: Payment, agrees: bool, reason: str = ""
) -> Payment:
    """Approve a payment that somebody else asked for, or refuse it and say why."""
    if payment.asked_by_id == by.pk:
        raise Refused(_("You asked for this payment yourself. Another member has to decide."))
    if not agrees:
        checks.known("payment_refusal", reason, "reason", on=timezone.localdate(at))
    _step(payment, PaymentState.APPROVED if agrees else PaymentState.REFUSED)
    payment.decided_by, payment.decided_at, payment.reason = by, at, "" if agrees else reason
    write(payment, "state", "decided_by", "decided_at", "reason")
    return payment


@operation("assistance.cancel_payment", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def cancel_payment(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, payment: uuid.UUID) -> Payment:
    """Let go of a payment that was asked for and not paid."""
    row = _payment(by, case, payment)
    _step(row, PaymentState.CANCELLED)
    write(row, "state")
    return row


@operation("assistance.pay_approved", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def pay_approved(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    payment: uuid.UUID,
    on: dt.date,
    receipt: str = "",
    account: str = "",
) -> Entry:
    """Write down that an approved payment was made, exactly as it was approved."""
    row = _payment(by, case, payment)
    money = Money(row.amount, row.currency, row.purpose, row.way, row.received_by, receipt, account)
    refuse_money(money, on=on)
    refuse_day(case, on, at)
    _step(row, PaymentState.PAID)
    write(row, "state")
    return _paid(by, at, case, on, money, row.service, Grounds(row.decided_by, row))


@operation("assistance.reverse_entry", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def reverse_entry(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, entry: uuid.UUID, reason: str) -> Entry:
    """Take back a line of the own agency's ledger: it stays, and another one takes its money away again."""
    row = queries.entry(by=by, case=case, number=entry)
    checks.known("reversal_reason", reason, "reason", on=timezone.localdate(at))
    if row.reverses_id or case.entries.filter(reverses=row).exists():
        raise Refused(_("This line is taken back already, or takes another one back. Write a new one instead."))
    made = take_back(by=by, at=at, entry=row, reason=reason)
    cost(row.service)
    touch(case, at)
    return made


def _paid(
    by: Member, at: dt.datetime, case: Case, on: dt.date, money: Money, service: Service | None, grounds: Grounds
) -> Entry:
    if service is None:
        service = give(by=by, at=at, case=case, code=queries.service_of(purpose=money.purpose), on=on)
    row = book(by=by, at=at, service=service, on=on, money=money, grounds=grounds)
    cost(service)
    touch(case, at)
    return row


def _service_of(by: Member, case: Case, number: uuid.UUID | None, currency: str) -> Service | None:
    """Return the service that money belongs to: one that the own agency gave, and that stands."""
    if number is None:
        return None
    found = case.services.filter(pk=number, provider=by.agency_id, recorded_by__agency=by.agency_id).first()
    if found is None or found.retracted_on:
        raise Refused(_("There is no such service in this case."), "service")
    if found.currency and found.currency != currency:
        raise Refused(
            _("This service was paid in %(currency)s before. Choose that currency, or another service.")
            % {"currency": found.currency},
            "currency",
        )
    return found


def _payment(by: Member, case: Case, number: uuid.UUID) -> Payment:
    found = queries.payment(by=by, case=case, number=number)
    latest(found)
    return found


def _step(payment: Payment, to: PaymentState) -> None:
    if to in PAYMENT_STEPS[PaymentState(payment.state)]:
        payment.state = to
        return
    said = {
        PaymentState.ASKED: _("Nobody has approved this payment yet. Ask a supervisor of your agency to look at it."),
        PaymentState.APPROVED: _("This payment is approved already."),
        PaymentState.REFUSED: _("This payment was refused. Talk to each other before you ask again."),
        PaymentState.CANCELLED: _("This payment was cancelled. Ask for a new one."),
        PaymentState.PAID: _("This payment was made already. It stands in the ledger."),
    }
    raise Refused(said[PaymentState(payment.state)])
