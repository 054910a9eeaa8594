"""Plans of reintegration, their visits, and what the visits measured."""

import datetime as dt
import uuid
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import ConsentPurpose, Why
from tabara.protection.cases.models import Case, CaseAccess
from tabara.protection.reintegration.enums import Dimension, Trend, VisitState
from tabara.protection.reintegration.models import Reintegration, Visit
from tabara.protection.reintegration.queries.returning import sees_plan

MOST_LISTED = 500


class Week(NamedTuple):
    """The visits of one week, which begins on a Monday."""

    begins_on: dt.date
    visits: list[Visit]


def plans(*, by: Member, case: Case) -> list[Reintegration]:
    """Return the plans of reintegration of a case with their goals and visits, the newest first."""
    if not sees_plan(by=by, case=case):
        return []
    return list(case.reintegrations.prefetch_related("goals", "visits__done_by"))


@cases.nothing_without("reintegrations")
def plans_visited(*, by: Member, case: Case) -> list[Reintegration]:
    """Return the same plans with their visits alone."""
    return list(case.reintegrations.prefetch_related("visits__done_by")) if sees_plan(by=by, case=case) else []


def plan(*, case: Case) -> Reintegration | None:
    """Return the plan of a case that has not ended."""
    return case.reintegrations.filter(ended_on=None).first()


def visit(*, by: Member, case: Case, number: uuid.UUID) -> Visit:
    """Return one visit of a case.

    Raises:
        NotFound: where there is none, or the plan is not for this member.
    """
    rows = Visit.objects.visible_to(by).filter(case=case, pk=number).select_related("plan", "case")
    found = rows.first() if sees_plan(by=by, case=case) else None
    if found is None:
        raise NotFound
    return found


def to_come(*, case: Case) -> bool:
    """Return whether visits of the plan of a case are still to be made."""
    found = plan(case=case)
    return found is not None and found.visits.filter(state=VisitState.PLANNED).exists()


def agrees_to_visits(*, case: Case) -> bool:
    """Return whether the person agrees to be contacted later."""
    return bool(cases.agreed(answers=case.consents.filter(purpose=ConsentPurpose.FOLLOW_UP_CONTACT)))


def measured(visits: Iterable[Visit]) -> list[Visit]:
    """Return the visits that were kept, in the order of their days."""
    kept = [one for one in visits if one.state == VisitState.KEPT and one.done_on]
    return sorted(kept, key=lambda one: (one.done_on or one.due_on, one.pk))


def outcome(visit: Visit) -> dict[Dimension, int | None]:
    """Return what a visit measured."""
    return {dimension: getattr(visit, dimension) for dimension in Dimension}


def trend(first: int | None, now: int | None) -> Trend | None:
    """Return how a measure compares with an earlier one; nothing where either is missing."""
    if first is None or now is None:
        return None
    return Trend.SAME if now == first else Trend.BETTER if now > first else Trend.WORSE


def trend_of(visit: Visit, among: Iterable[Visit]) -> dict[Dimension, Trend | None]:
    """Return, of each dimension, how a kept visit compares with the first of its plan that measured it."""
    kept = measured(among)
    found: dict[Dimension, Trend | None] = {}
    for dimension in Dimension:
        before = [one for one in kept if getattr(one, dimension) is not None]
        own = getattr(visit, dimension)
        first = bool(before) and before[0].pk == visit.pk
        found[dimension] = Trend.FIRST if first else trend(getattr(before[0], dimension) if before else None, own)
    return found


def weeks(*, by: Member, until: dt.date) -> list[Week]:
    """Return the planned visits of the cases that the member's agency holds within reach, week by week, to a day.

    Whoever may not see plans, or only watches over the mechanism, is given none.
    """
    if not by.may(Permission.SERVICE_RECORD):
        return []
    held = CaseAccess.objects.visible_to(by).filter(why=Why.HOLDER).values("case")
    rows = Visit.objects.visible_to(by).filter(case__in=held, case__agency=by.agency_id, due_on__lte=until)
    found = rows.filter(state=VisitState.PLANNED).select_related("case__owner", "case__agency")[:MOST_LISTED]
    seen = [one for one in found if FieldGroup.PLAN in cases.seen(by=by, case=one.case)]
    return [Week(monday, list(same)) for monday, same in groupby(seen, key=lambda one: _monday(one.due_on))]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
