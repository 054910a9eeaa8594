"""Assess what a person needs."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write, write_many
from tabara.protection.cases.mattering import only_when
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.planning import queries
from tabara.protection.planning.enums import Risk
from tabara.protection.planning.models import Assessment, Score
from tabara.protection.planning.operations.refusals import refuse_day, refuse_ended, sealed

NEXT = "assessment.next"
SCORES = range(1, 6)


@operation("planning.assess", needs=Permission.CASE_SCREEN, on="case")
def assess(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    on: dt.date,
    scores: Mapping[str, int],
    risk: str,
    notes: Mapping[str, str] | None = None,
    next_on: dt.date | None = None,
) -> Assessment:
    """Add how each domain of a person's needs stands on a day. What is left out was not assessed, and has no score."""
    refuse_ended(case)
    refuse_day(case, on, at)
    _refuse_scores(scores, notes or {}, risk, on)
    after = next_on or on + dt.timedelta(days=queries.days_until_next(risk))
    checks.not_before(after, on, "next_on", _("the day of the assessment"))
    row = Assessment(
        id=event,
        case=case,
        assessed_on=on,
        assessed_by=by,
        risk=risk,
        suggested=queries.advice(scores).risk,
        next_on=after,
        recorded_at=at,
    )
    before = case.assessments.first()
    write(row)
    write_many(_scores(row, scores, notes or {}))
    if before is None or (before.assessed_on, before.pk) <= (on, row.pk):  # one recorded late changes no date
        if before is not None:
            tasks.met(kind=NEXT, about=before.pk)
        tasks.expect(case=case, kind=NEXT, about=row.pk, due_on=after)
    touch(case, at)
    return row


@only_when("planning.assess")
def worse(row: Assessment) -> bool:
    """Return whether an assessment finds a higher risk than the one before it, or a high one at first sight."""
    before = row.case.assessments.exclude(pk=row.pk).first()
    if before is not None and before.assessed_on > row.assessed_on:
        return False  # recorded late: a newer one tells how it is
    return list(Risk).index(Risk(row.risk)) < (list(Risk).index(Risk(before.risk)) if before else 1)


def _scores(row: Assessment, scores: Mapping[str, int], notes: Mapping[str, str]) -> list[Score]:
    told = {domain: sealed(row.case, f"score.{row.pk}.{domain}", text) for domain, text in notes.items()}
    kept = [domain for domain in dict.fromkeys([*scores, *told]) if domain in scores or told[domain]]
    return [
        Score(assessment=row, case=row.case, domain=one, score=scores.get(one), notes=told.get(one)) for one in kept
    ]


def _refuse_scores(scores: Mapping[str, int], notes: Mapping[str, str], risk: str, on: dt.date) -> None:
    checks.all_known("need_domain", [*scores, *notes], "scores", on=on)
    if not scores:
        raise Refused(_("Give at least one domain a score. What you did not ask about stays “not assessed”."), "scores")
    for domain, score in scores.items():
        if score not in SCORES:
            raise Refused(_("A score lies between 1 and 5. Choose one of the scale."), domain)
    if risk not in tuple(Risk):
        raise Refused(_("Say how high you find the risk: high, medium or low."), "risk")
