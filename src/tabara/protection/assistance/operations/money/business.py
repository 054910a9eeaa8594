"""Help somebody open a small business: the grant, its instalments, and the visits afterwards."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import write
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import BUSINESS_STEPS, BusinessState, Found, Income
from tabara.protection.assistance.models import BusinessGrant, BusinessVisit, Entry, Instalment
from tabara.protection.assistance.operations.money.ledger import (
    INSTALMENT,
    Grounds,
    Money,
    book,
    cost,
    refuse_amount,
    refuse_money,
)
from tabara.protection.assistance.operations.services import give, refuse_day
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import Expected, derives, expect, met
from tabara.sealing.keys import Purpose, seal

VISIT = "business.follow_up"
SERVICE, PURPOSE = "microbusiness", "business"
MOST_INSTALMENTS, MOST_PEOPLE = 12, 500


class Part(NamedTuple):
    """One part of the money: when it is to be paid, and how much."""

    due_on: dt.date
    amount: Decimal


@operation("assistance.ask_business", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def ask_business(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, sector: str, currency: str, parts: Sequence[Part]
) -> BusinessGrant:
    """Ask another member to approve money for a small business, with the days on which it is to be paid."""
    today = timezone.localdate(at)
    checks.known("sector", sector, "sector", on=today)
    if len(currency) != 3:
        raise Refused(_("Choose the currency of the amount."), "currency")
    if not 0 < len(parts) <= MOST_INSTALMENTS:
        raise Refused(_("Write at least one instalment, and at most %(most)s.") % {"most": MOST_INSTALMENTS}, "parts")
    for one in parts:
        refuse_amount(one.amount, "parts")
        checks.not_before(one.due_on, today, "parts", _("today"))
    row = BusinessGrant(
        id=event,
        case=case,
        agency=by.agency,
        sector=sector,
        amount=sum((one.amount for one in parts), Decimal()),
        currency=currency,
        asked_by=by,
        asked_at=at,
    )
    write(row)
    for one in sorted(parts):
        write(Instalment(case=case, business=row, due_on=one.due_on, amount=one.amount))
    touch(case, at)
    return row


@operation("assistance.decide_business", needs=Permission.STOCK_KEEP, on="business")
def decide_business(
    *, by: Member, event: uuid.UUID, at: dt.datetime, business: BusinessGrant, agrees: bool, reason: str = ""
) -> BusinessGrant:
    """Approve the money for a business that somebody else asked for, or refuse it and say why."""
    if business.asked_by_id == by.pk:
        raise Refused(_("You asked for this money yourself. Another member has to decide."))
    if not agrees:
        checks.known("payment_refusal", reason, "reason", on=timezone.localdate(at))
    _step(business, BusinessState.APPROVED if agrees else BusinessState.REFUSED)
    business.decided_by, business.decided_at, business.reason = by, at, "" if agrees else reason
    write(business, "state", "decided_by", "decided_at", "reason")
    for one in business.instalments.all() if agrees else ():
        expect(case=business.case, kind=INSTALMENT, about=one.pk, due_on=one.due_on)
    return business


@operation("assistance.pay_instalment", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def pay_instalment(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    instalment: uuid.UUID,
    on: dt.date,
    way: str,
    receipt: str = "",
    account: str = "",
) -> Entry:
    """Write down that one part of the money was paid; the first one sets the days of the visits."""
    part = queries.instalment(by=by, case=case, number=instalment)
    grant = part.business
    if grant.state != BusinessState.APPROVED:
        raise Refused(_("Nobody has approved this money, or it has ended. Nothing of it can be paid."))
    if queries.is_paid(part):
        raise Refused(_("This part was paid already. It stands in the ledger."))
    money = Money(part.amount, grant.currency, PURPOSE, way, "person", receipt, account)
    refuse_money(money, on=on)
    refuse_day(case, on, at)
    service = give(by=by, at=at, case=case, code=SERVICE, on=on)
    grounds = Grounds(approved_by=grant.decided_by, instalment=part)
    row = book(by=by, at=at, service=service, on=on, money=money, grounds=grounds)
    cost(service)
    met(kind=INSTALMENT, about=part.pk)
    if not grant.visits.exists():
        _plan_visits(case, grant, on)
    return row


@operation("assistance.visit_business", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def visit_business(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    visit: uuid.UUID,
    on: dt.date,
    found: str,
    income: str,
    working: int | None = None,
    apprentices: int | None = None,
    notes: str = "",
) -> BusinessVisit:
    """Write down what a visit found: whether the business runs, what it brings, who works and learns there."""
    row = queries.visit(by=by, case=case, number=visit)
    if row.on:
        raise Refused(_("This visit is written down already."))
    refuse_day(case, on, at)
    if found not in tuple(Found):
        raise Refused(_("Say whether the business runs."), "found")
    if income not in tuple(Income):
        raise Refused(_("Say how the income is, or that the person does not tell."), "income")
    for number, field in ((working, "working"), (apprentices, "apprentices")):
        if number is not None and not 0 <= number <= MOST_PEOPLE:
            raise Refused(_("Write a whole number from 0 to %(most)s.") % {"most": MOST_PEOPLE}, field)
    row.on, row.found, row.income, row.working, row.apprentices = on, found, income, working, apprentices
    row.recorded_by, row.recorded_at = by, at
    row.notes = seal(case.pk, Purpose.NARRATIVE, f"business_visit.{row.pk}.notes", notes) if notes else None
    write(row, "on", "found", "income", "working", "apprentices", "recorded_by", "recorded_at", "notes")
    met(kind=VISIT, about=row.pk)
    touch(case, at)
    return row


@operation("assistance.end_business", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def end_business(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, business: uuid.UUID) -> BusinessGrant:
    """End a grant: what is not paid is not paid any more, and nobody visits any more."""
    row = queries.business(by=by, case=case, number=business)
    _step(row, BusinessState.ENDED)
    row.ended_on = timezone.localdate(at)
    write(row, "state", "ended_on")
    for part in row.instalments.all():
        met(kind=INSTALMENT, about=part.pk)
    for visit in row.visits.filter(on=None):
        met(kind=VISIT, about=visit.pk)
    touch(case, at)
    return row


@derives(INSTALMENT)
def instalments_to_pay(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the instalments that are approved and not paid."""
    rows = Instalment.objects.everything(Whole.REBUILD).filter(business__state=BusinessState.APPROVED)
    for one in rows.filter(case=case) if case else rows:
        if not queries.is_paid(one):
            yield Expected(one.case_id, one.pk, one.due_on)


@derives(VISIT)
def visits_to_make(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the visits that nobody has made."""
    rows = BusinessVisit.objects.everything(Whole.REBUILD).filter(on=None, business__state=BusinessState.APPROVED)
    for one in rows.filter(case=case) if case else rows:
        yield Expected(one.case_id, one.pk, one.due_on)


def _plan_visits(case: Case, grant: BusinessGrant, paid_on: dt.date) -> None:
    for months in codelists.pack().parameters["business_follow_up_months"]:
        row = BusinessVisit(case=case, business=grant, due_on=codelists.months_later(paid_on, months))
        write(row)
        expect(case=case, kind=VISIT, about=row.pk, due_on=row.due_on)


def _step(grant: BusinessGrant, to: BusinessState) -> None:
    if to not in BUSINESS_STEPS[BusinessState(grant.state)]:
        said = {
            BusinessState.ASKED: _("Nobody has approved this money yet. Wait, or ask a supervisor to look at it."),
            BusinessState.APPROVED: _("This money is approved already."),
            BusinessState.REFUSED: _("This money was refused. Talk to each other before you ask again."),
            BusinessState.ENDED: _("This grant has ended already."),
        }
        raise Refused(said[BusinessState(grant.state)])
    grant.state = to
