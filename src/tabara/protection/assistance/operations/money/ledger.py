"""Write a line into the ledger. Every line belongs to a service, and what a service cost is what its lines add up to.

These are parts of operations: each is called within one.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists, sealing
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.unit import current_batch, write
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import BusinessState
from tabara.protection.assistance.models import Entry, Instalment, PaidTo, Payment, Service
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.tasks import expect
from tabara.sealing.keys import Purpose, seal

INSTALMENT = "business.instalment"  # the kind of its task
MOST_MONEY = 999_999_999_999  # what is above it is a slip
RECEIPT_LETTERS = 20
ACCOUNT_LETTERS = 40


@dataclass(frozen=True)
class Money:
    """What is paid: how much, what for, which way, to whom; and what only the paper receipt or the payer knows."""

    amount: Decimal
    currency: str
    purpose: str
    way: str = "cash"
    received_by: str = "person"
    receipt: str = ""  # of a paper book; else one is made
    account: str = ""  # the telephone or account it was sent to; sealed


@dataclass(frozen=True)
class Grounds:
    """On what a payment stands that somebody else approved."""

    approved_by: Member | None = None
    payment: Payment | None = None
    instalment: Instalment | None = None


NOBODY_ASKED = Grounds()


def refuse_money(money: Money, *, on: dt.date) -> None:
    """Refuse what cannot be paid at all."""
    refuse_amount(money.amount, "amount")
    if len(money.currency) != 3:
        raise Refused(_("Choose the currency of the amount."), "currency")
    checks.known("payment_purpose", money.purpose, "purpose", on=on)
    checks.known("payment_way", money.way, "way", on=on)
    checks.known("payment_receiver", money.received_by, "received_by", on=on)
    if len(money.receipt) > RECEIPT_LETTERS or any(one.isspace() for one in money.receipt):
        raise Refused(_("Write the number of the receipt without blanks, at most 20 letters."), "receipt")
    if len(money.account) > ACCOUNT_LETTERS:
        raise Refused(_("Write the number alone, at most 40 letters."), "account")
    if money.account and not codelists.pack().codelist("payment_way").require(money.way).more.get("account"):
        raise Refused(_("Money paid this way goes to no telephone and no account. Leave the number empty."), "account")


def refuse_amount(amount: Decimal, field: str, most: int = MOST_MONEY) -> None:
    """Refuse an amount that is none."""
    if not Decimal(amount).is_finite() or amount <= 0:
        raise Refused(_("Write a number above zero, or leave it empty."), field)
    if amount > most or amount != round(amount, 2):
        raise Refused(_("Write at most %(most)s, with at most two decimals.") % {"most": most}, field)


def refuse_unapproved(amount: Decimal, currency: str) -> None:
    """Refuse a payment that another member has to approve first."""
    if queries.needs_second(amount=amount, currency=currency):
        raise Refused(
            _(
                "Another member has to approve this amount first. Ask for it under “Help given and planned”, "
                "with “Pay money”."
            ),
            "amount",
        )


def book(
    *, by: Member, at: dt.datetime, service: Service, on: dt.date, money: Money, grounds: Grounds = NOBODY_ASKED
) -> Entry:
    """Write a line of the own agency's ledger about a service that is stored."""
    if grounds.approved_by is None:
        refuse_unapproved(money.amount, money.currency)
    row = Entry(
        case=service.case,
        agency=by.agency,
        service=service,
        on=on,
        amount=money.amount,
        currency=money.currency,
        purpose=money.purpose,
        way=money.way,
        receipt=money.receipt or sealing.code(8),
        received_by=money.received_by,
        paid_by=by,
        approved_by=grounds.approved_by,
        recorded_at=at,
        payment=grounds.payment,
        instalment=grounds.instalment,
    )
    _write(row)
    if money.account:
        _seal_account(service.case, row, money.account)
    return row


def take_back(*, by: Member, at: dt.datetime, entry: Entry, reason: str) -> Entry:
    """Write the line that takes another one back, on the day of the act."""
    row = Entry(
        case=entry.case,
        agency=entry.agency,
        service=entry.service,
        on=timezone.localdate(at),
        amount=-entry.amount,
        currency=entry.currency,
        purpose=entry.purpose,
        way=entry.way,
        receipt=sealing.code(8),
        received_by=entry.received_by,
        paid_by=by,
        recorded_at=at,
        reverses=entry,
        reason=reason,
        instalment=entry.instalment,
    )
    _write(row)
    _expect_again(entry)
    return row


def cost(service: Service) -> None:
    """Let a service say what its lines add up to: after each line that is written about one that was there before."""
    lines = list(service.entries.all())
    total = sum((one.amount for one in lines), Decimal())
    service.amount = total or None
    service.currency = lines[0].currency if total else ""
    write(service, "amount", "currency")


def _expect_again(entry: Entry) -> None:
    """Expect an instalment again whose payment was taken back."""
    part = entry.instalment
    if part is not None and part.business.state == BusinessState.APPROVED:
        expect(case=entry.case, kind=INSTALMENT, about=part.pk, due_on=part.due_on)


def _write(row: Entry) -> None:
    if current_batch() is not None:
        write(row)
        return
    try:
        with transaction.atomic():  # a savepoint: what the number clashes with is told in a sentence
            write(row)
    except IntegrityError:
        raise Refused(
            _("Your agency has used the receipt number %(number)s already. Look at the paper again.")
            % {"number": row.receipt},
            "receipt",
        ) from None


def _seal_account(case: Case, entry: Entry, account: str) -> None:
    row = PaidTo(case=case, entry=entry)
    row.sealed = seal(case.pk, Purpose.NARRATIVE, f"paid_to.{row.pk}.sealed", account)
    write(row)
