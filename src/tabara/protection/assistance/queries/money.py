"""Reads of the ledger: of one case with what it adds up to, and of an agency month by month."""

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from tabara import codelists
from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.assistance.enums import BusinessState, PaymentState
from tabara.protection.assistance.models import BusinessGrant, Entry, Payment
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case

MONTHS, MOST_LISTED = 12, 200
OTHER = "other"


@dataclass(frozen=True)
class Line:
    """One line of the ledger, and what the case has been paid in its currency up to it."""

    entry: Entry
    total: Decimal
    reversed: bool


@dataclass(frozen=True)
class Ledger:
    """The lines of a case in the order of their days, and what they add up to, each currency by itself."""

    lines: tuple[Line, ...]
    totals: dict[str, Decimal]


@dataclass(frozen=True)
class Month:
    """What an agency paid in a month for a purpose, in one currency."""

    month: dt.date
    purpose: str
    currency: str
    amount: Decimal


def needs_second(*, amount: Decimal, currency: str) -> bool:
    """Return whether another member has to approve a payment: above the pack's amount, or in a foreign currency.

    There is no rate of exchange here, so that nobody can say what a foreign amount is worth.
    """
    pack = codelists.pack()
    return currency != pack.currency or amount > Decimal(pack.parameters["cash_approval_above"])


def purpose_of(*, code: str) -> str:
    """Return what money is for that goes with a service, where nobody says it: the purpose that names the service."""
    purposes = codelists.pack().codelist("payment_purpose").codes.values()
    return next((one.key for one in purposes if one.more.get("service") == code), OTHER)


def service_of(*, purpose: str) -> str:
    """Return which service money for a purpose is."""
    return codelists.pack().codelist("payment_purpose").require(purpose).more.get("service", "cash")


def entries(*, by: Member, case: Case) -> QuerySet[Entry]:
    """Return the lines of a case that the member may see: all with the help given, else the own agency's alone."""
    found = cases.case(by=by, number=case.pk)
    rows = found.entries.select_related("agency", "service", "paid_by", "approved_by", "reversal", "reverses")
    return rows if FieldGroup.SERVICES in cases.seen(by=by, case=found) else rows.filter(agency=by.agency_id)


def ledger(*, by: Member, case: Case) -> Ledger:
    """Return the lines of a case that the member may see, with running totals."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    lines = []
    for one in entries(by=by, case=case):
        totals[one.currency] += one.amount
        lines.append(Line(one, totals[one.currency], hasattr(one, "reversal")))
    return Ledger(tuple(lines), dict(totals))


def own_entries(*, by: Member, case: Case) -> QuerySet[Entry]:
    """Return the lines that the member's agency wrote: nobody puts right another agency's book."""
    return case.entries.filter(agency=by.agency_id)


def entry(*, by: Member, case: Case, number: uuid.UUID) -> Entry:
    """Return one line that the member's agency wrote.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found = own_entries(by=by, case=case).select_related("agency", "paid_by", "approved_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def payments(*, by: Member, case: Case) -> list[Payment]:
    """Return the payments of the member's agency in a case that are not done with, the last one first."""
    rows = case.payments.filter(agency=by.agency_id, state__in=(PaymentState.ASKED, PaymentState.APPROVED))
    return list(rows.select_related("asked_by", "decided_by", "service"))


def payment(*, by: Member, case: Case, number: uuid.UUID) -> Payment:
    """Return one payment that the member's agency asked for in a case.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found = case.payments.select_related("decided_by", "service").filter(pk=number, agency=by.agency_id).first()
    if found is None:
        raise NotFound
    return found


def waiting(*, by: Member) -> list[Payment]:
    """Return the payments of the member's agency that wait for somebody like this member."""
    if not by.may(Permission.STOCK_KEEP):
        raise NotAllowed
    rows = Payment.objects.of_agency(by).filter(state=PaymentState.ASKED)
    return list(rows.select_related("case", "asked_by").order_by("asked_at")[:MOST_LISTED])


def businesses_waiting(*, by: Member) -> list[BusinessGrant]:
    """Return the grants for businesses of the member's agency that wait for somebody like this member."""
    if not by.may(Permission.STOCK_KEEP):
        raise NotAllowed
    rows = BusinessGrant.objects.of_agency(by).filter(state=BusinessState.ASKED)
    return list(rows.select_related("case", "asked_by").order_by("asked_at")[:MOST_LISTED])


def to_decide(*, by: Member, number: uuid.UUID) -> Payment:
    """Return one payment that the member may approve or refuse.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found = Payment.objects.of_agency(by).select_related("case", "agency", "asked_by").filter(pk=number).first()
    if found is None or not permitted(by, Permission.STOCK_KEEP, found):
        raise NotFound
    return found


def months(*, by: Member) -> list[Month]:
    """Return what the member's agency paid, by month, purpose and currency, the last month first."""
    if not by.may(Permission.STOCK_KEEP):
        raise NotAllowed
    rows = (
        Entry.objects.of_agency(by)
        .order_by()
        .annotate(month=TruncMonth("on"))
        .values("month", "purpose", "currency")
        .annotate(paid=Sum("amount"))
        .order_by("-month", "purpose", "currency")
    )
    found = [Month(one["month"], one["purpose"], one["currency"], one["paid"]) for one in rows]
    last = sorted({one.month for one in found}, reverse=True)[:MONTHS]
    return [one for one in found if one.month in last and one.amount]
