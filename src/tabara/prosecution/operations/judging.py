"""Write down the verdict on a charge with its sentence, and compensation with its payments."""

import datetime as dt
import uuid
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prosecution.enums import Outcome, Stage
from tabara.prosecution.models import Compensation, CompensationPayment, CourtFile, Verdict
from tabara.prosecution.operations.files import convicted, moved, refuse_day
from tabara.protection.cases.operations import checks

MOST_MONTHS, MOST_MONEY = 1200, Decimal(10) ** 12
COURTS = (Stage.TRIAL, Stage.APPEAL)
AFTER_JUDGMENT = (Stage.JUDGED, Stage.APPEAL, Stage.FINAL)


@operation("prosecution.judge", needs=Permission.COURT_RECORD, on="file")
def judge(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    charge: uuid.UUID,
    outcome: str,
    on: dt.date,
    prison_months: int | None = None,
    life: bool = False,
    fine: Decimal | None = None,
    suspended: bool = False,
) -> Verdict:
    """Write down what the court said of a charge: at the trial, or on appeal."""
    if file.stage not in COURTS:
        raise Refused(_("A verdict is written down at the trial, or on appeal. Let the file go there first."))
    checks.known("verdict", outcome, "outcome", on=on)
    refuse_day(file, on, at)
    row = file.charges.filter(pk=charge).first()
    if row is None:
        raise NotFound
    on_appeal = file.stage == Stage.APPEAL
    if row.verdicts.filter(on_appeal=on_appeal).exists():
        raise Refused(_("The verdict of this court on this charge is written down already."), "outcome")
    refuse_sentence(outcome, prison_months, fine, life=life, suspended=suspended)
    said = Verdict(id=event, charge=row, on_appeal=on_appeal, decided_on=on, outcome=outcome, life=life)
    said.prison_months, said.fine, said.suspended = prison_months, fine, suspended
    write(said)
    moved(file, on)
    return said


@operation("prosecution.order_compensation", needs=Permission.COURT_RECORD, on="file")
def order_compensation(
    *, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, amount: Decimal, on: dt.date
) -> Compensation:
    """Write down that a court ordered a sum to be paid to victims, in the currency of the pack."""
    if file.stage not in AFTER_JUDGMENT or not convicted(file):
        raise Refused(_("Compensation is ordered with a conviction. Write the judgment down first."))
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, _judged_on(file), "on", _("the day of the judgment"))
    row = Compensation(id=event, file=file, ordered_on=on, amount=_sum(amount), currency=codelists.pack().currency)
    write(row)
    moved(file, on)
    return row


@operation("prosecution.pay_compensation", needs=Permission.COURT_RECORD, on="file")
def pay_compensation(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    compensation: uuid.UUID,
    amount: Decimal,
    on: dt.date,
) -> CompensationPayment:
    """Write down what was paid of a compensation: never more than was ordered."""
    order = file.compensations.filter(pk=compensation).first()
    if order is None:
        raise NotFound
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, order.ordered_on, "on", _("the day of the order"))
    left = order.amount - (order.payments.aggregate(sum=Sum("amount"))["sum"] or 0)
    if _sum(amount) > left:
        raise Refused(_("Only %(left)s are left to be paid of this order.") % {"left": left}, "amount")
    row = CompensationPayment(id=event, compensation=order, paid_on=on, amount=amount)
    write(row)
    moved(file, on)
    return row


def refuse_sentence(outcome: str, months: int | None, fine: Decimal | None, *, life: bool, suspended: bool) -> None:
    """Refuse a sentence that cannot be: on somebody acquitted, none at all, for life and in months."""
    if outcome != Outcome.CONVICTED:
        if months or life or fine or suspended:
            raise Refused(_("Whoever is acquitted has no sentence. Leave it empty, or correct the verdict."), "outcome")
        return
    if not (months or life or fine):
        raise Refused(_("Write the sentence: months of prison, for life, or a fine."), "prison_months")
    if life and months:
        raise Refused(_("A sentence is for life or in months. Leave one of them empty."), "prison_months")
    if months is not None and not 0 < months <= MOST_MONTHS:
        raise Refused(_("Write between 1 and %(most)s months.") % {"most": MOST_MONTHS}, "prison_months")
    if fine is not None:
        _sum(fine, "fine")


def _sum(amount: Decimal, field: str = "amount") -> Decimal:
    if not 0 < amount < MOST_MONEY:
        raise Refused(_("Write a sum above zero."), field)
    return amount


def _judged_on(file: CourtFile) -> dt.date:
    found = file.stages.filter(stage=Stage.JUDGED).values_list("since", flat=True).first()
    return found or file.complained_on
