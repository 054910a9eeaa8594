"""What stops the schedule, and what keeps a quiet case open: a hold by two persons, a review by one."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import second
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.intake import retention
from tabara.protection.intake.models import LegalHold, Review

LONGEST = 10 * 366  # days


def _refuse_hold(*, by: Member, at: dt.datetime, case: Case, reason: str, until: dt.date, **_given: Any) -> None:
    checks.known("hold_reason", reason, "reason")
    today = timezone.localdate(at)
    if not today < until <= today + dt.timedelta(days=LONGEST):
        raise Refused(_("Say until which day it is kept: later than today, and within ten years."), "until")


def _hold_in_words(told: second.Told) -> str:
    reason = codelists.pack().codelist("hold_reason").require(told["reason"]).text(get_language() or "en")
    return _("Keep everything of the case %(code)s until %(day)s, whatever the schedule says. Why: %(reason)s.") % {
        "code": told["case"]["code"],
        "day": checks.written(dt.date.fromisoformat(told["until"])),
        "reason": reason,
    }


@operation(
    "intake.place_hold",
    needs=Permission.RETENTION_SET,
    on="case",
    two_persons=second.TwoPersons(words=_hold_in_words, refuses=_refuse_hold),
)
def place_hold(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str, until: dt.date) -> LegalHold:
    """Keep everything of a case until a day, whatever the schedule says."""
    _refuse_hold(by=by, at=at, case=case, reason=reason, until=until)
    row = LegalHold(id=event, case=case, reason=reason, since=timezone.localdate(at), until=until, placed_by=by)
    write(row)
    return row


def _refuse_lift(*, at: dt.datetime, case: Case, **_given: Any) -> None:
    if not retention.holds(case=case, on=timezone.localdate(at)):
        raise Refused(_("Nothing holds this case."))


def _lift_in_words(told: second.Told) -> str:
    return _("Lift every hold on the case %(code)s: the schedule counts again from tomorrow on.") % {
        "code": told["case"]["code"]
    }


@operation(
    "intake.lift_hold",
    needs=Permission.RETENTION_SET,
    on="case",
    two_persons=second.TwoPersons(words=_lift_in_words, refuses=_refuse_lift),
)
def lift_hold(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case) -> Case:
    """Let the schedule count again for a case that was held."""
    _refuse_lift(at=at, case=case)
    for hold in retention.holds(case=case, on=timezone.localdate(at)):
        hold.lifted_at = at
        write(hold, "lifted_at")
    return case


@operation("intake.review_case", needs=Permission.ACCESS_REVIEW, on="case")
def review_case(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> Review:
    """Say why an open case in which nothing happened for a year stays open. It is asked again in a year."""
    checks.known("review_answer", reason, "reason")
    row = Review(id=event, case=case, reviewed_on=timezone.localdate(at), reviewed_by=by, answer=reason)
    write(row)
    return row
