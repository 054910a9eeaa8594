"""Record a visit: kept, with what it found; or missed, with the reason and the next try."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.reintegration.enums import Dimension, VisitState
from tabara.protection.reintegration.models import Visit
from tabara.protection.reintegration.operations import due, steps


@dataclass(frozen=True)
class Found:
    """What a visit found: three measures from 1 to 5, whether the person is safe, and the risk ahead."""

    economic: int
    social: int
    psychosocial: int
    safe: str
    risk: str


@operation("reintegration.keep_visit", needs=Permission.SERVICE_RECORD, on="case")
def keep_visit(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    visit: uuid.UUID,
    on: dt.date,
    way: str,
    found: Found,
    notes: str = "",
) -> Visit:
    """Say that a visit was made, in which way, and how the person fares."""
    row = steps.visit_of(case, visit)
    _refuse_day(row, on, at)
    checks.known("visit_way", way, "way", on=on)
    for dimension in Dimension:
        checks.known(f"outcome_{dimension}", str(getattr(found, dimension)), str(dimension), on=on)
    checks.known("outcome_safety", found.safe, "safe", on=on)
    checks.known("outcome_risk", found.risk, "risk", on=on)
    row.done_on, row.done_by, row.way, row.safe, row.risk = on, by, way, found.safe, found.risk
    row.economic, row.social, row.psychosocial = found.economic, found.social, found.psychosocial
    row.notes = steps.sealed(case, f"visit.{row.pk}", "notes", notes)
    told = ("done_on", "done_by", "way", *map(str, Dimension), "safe", "risk", "notes")
    steps.settle_visit(row, VisitState.KEPT, *told)
    steps.follow(case, at)
    touch(case, at)
    return row


@operation("reintegration.miss_visit", needs=Permission.SERVICE_RECORD, on="case")
def miss_visit(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    visit: uuid.UUID,
    on: dt.date,
    reason: str,
    again_on: dt.date | None = None,
    notes: str = "",
) -> Visit:
    """Say that a visit could not be made, and why; the next try is a visit of its own, in the place of this one."""
    row = steps.visit_of(case, visit)
    _refuse_day(row, on, at)
    checks.known("visit_missed", reason, "reason", on=on)
    again = codelists.pack().codelist("visit_missed").require(reason).more.get("again") == "yes"
    if again and again_on is None:
        raise Refused(_("Say on which day you will try again."), "again_on")
    if again_on is not None:
        checks.not_before(again_on, max(on, timezone.localdate(at)), "again_on", _("today"))
    row.done_on, row.done_by, row.reason = on, by, reason
    row.notes = steps.sealed(case, f"visit.{row.pk}", "notes", notes)
    steps.settle_visit(row, VisitState.MISSED, "done_on", "done_by", "reason", "notes")
    if again_on is not None:
        next_one = Visit(plan=row.plan, case=case, month=row.month, due_on=again_on, instead_of=row)
        write(next_one)
        due.renew_visit(next_one)
    steps.follow(case, at)
    touch(case, at)
    return row


def drop(visit: Visit, reason: str, at: dt.datetime, by: Member) -> None:
    """Say within another act that a planned visit will not be made."""
    visit.done_on, visit.done_by, visit.reason = timezone.localdate(at), by, reason
    steps.settle_visit(visit, VisitState.DROPPED, "done_on", "done_by", "reason")


def _refuse_day(visit: Visit, on: dt.date, at: dt.datetime) -> None:
    steps.refuse_closed(visit.case)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, visit.plan.starts_on, "on", _("the day from which the months are counted"))
