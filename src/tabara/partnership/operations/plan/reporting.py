"""Tell how far an activity of the plan is, and which decisions of meetings serve it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.enums import PlanState
from tabara.partnership.models import Decision, PlanActivity, PlanReport
from tabara.partnership.queries import plan
from tabara.protection.cases.operations import checks

LONGEST_WORDS, LONGEST_EVIDENCE, LONGEST_SOURCE = 500, 300, 120
OLDEST = dt.timedelta(days=3653)


@dataclass(frozen=True)
class Told:
    """What is told: how far it is, money in all so far, what was reached in a year, its evidence and who says so."""

    progress: str
    words: str = ""
    spent: Decimal | None = None
    funded: Decimal | None = None
    actual: Decimal | None = None
    actual_year: int | None = None
    evidence: str = ""
    source: str = ""


@operation("partnership.report_progress", needs=Permission.COMMISSION_READ)
def report_progress(
    *, by: Member, event: uuid.UUID, at: dt.datetime, activity: PlanActivity, on: dt.date, told: Told
) -> PlanReport:
    """Tell how far an activity is: the secretariat may, and whoever reads the plan at the organisation that does it."""
    if not plan.may_report(by=by, activity=activity):
        raise NotAllowed
    _refuse_old(by, activity)
    today = timezone.localdate(at)
    checks.not_after(on, today, "on", _("today"))
    checks.not_before(on, today - OLDEST, "on", _("ten years ago"))
    checks.known("plan_progress", told.progress, "progress", on=on)
    _refuse_money(activity, told)
    _refuse_actual(activity, told, on)
    _refuse_long(told)
    facts = {name: getattr(told, name) for name in ("spent", "funded", "actual", "actual_year")}
    texts = {name: getattr(told, name).strip() for name in ("words", "evidence", "source")}
    row = PlanReport(id=event, activity=activity, told_on=on, progress=told.progress, told_by=by, told_at=at)
    for name, value in {**facts, **texts}.items():
        setattr(row, name, value)
    write(row)
    return row


@operation("partnership.tie_decision", needs=Permission.COMMISSION_KEEP)
def tie_decision(
    *, by: Member, event: uuid.UUID, at: dt.datetime, decision: Decision, activity: PlanActivity | None
) -> Decision:
    """Say which activity of the plan a decision serves, or that it serves none."""
    latest(decision)
    if activity is not None:
        _refuse_old(by, activity)
    decision.plan_line = activity.line if activity else None
    write(decision, "plan_line")
    return decision


def _refuse_old(by: Member, activity: PlanActivity) -> None:
    version = activity.objective.version
    now = plan.version_in_force(by=by)
    if version.state != PlanState.LOADED or now is None or now.pk != version.pk:
        raise Refused(_("This activity stands in an earlier version of the plan. Open it in the version in force."))


def _refuse_money(activity: PlanActivity, told: Told) -> None:
    for name, amount in (("spent", told.spent), ("funded", told.funded)):
        if amount is None:
            continue
        if amount < 0:
            raise Refused(_("Write an amount from 0 on."), name)
        if not activity.currency:
            raise Refused(_("The plan says no currency for this activity. Load a version that does first."), name)


def _refuse_actual(activity: PlanActivity, told: Told, on: dt.date) -> None:
    if told.actual is None:
        return
    if activity.indicator:
        raise Refused(_("What was reached is computed from the catalogue for this activity. Leave it empty."), "actual")
    if not activity.measure:
        raise Refused(_("The plan names nothing to measure for this activity. Leave it empty."), "actual")
    if told.actual_year is None or told.actual_year > on.year:
        raise Refused(_("Say in which year this was reached, the year of the day at the latest."), "actual_year")
    if not told.evidence.strip():
        raise Refused(_("Say where this can be checked: an address or a document."), "evidence")
    if not told.source.strip():
        raise Refused(_("Say who says so."), "source")


def _refuse_long(told: Told) -> None:
    for name, most in (("words", LONGEST_WORDS), ("evidence", LONGEST_EVIDENCE), ("source", LONGEST_SOURCE)):
        if len(getattr(told, name).strip()) > most:
            raise Refused(_("Write at most %(most)s letters.") % {"most": most}, name)
