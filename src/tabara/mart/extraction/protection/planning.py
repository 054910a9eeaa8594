"""What people need, what is planned for it, and what became of that. A plan counts once it was approved."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from tabara.access.protected import Whole
from tabara.mart.extraction.people import within
from tabara.mart.extraction.protection.hung import BIT, CODE, NO, hung, in_time, month_at, table, trend
from tabara.mart.extraction.reading import Reading, Row, Source, month, month_or_none
from tabara.protection.planning.enums import IN_FORCE, ActionState, PlanState
from tabara.protection.planning.models import Action, Assessment, BestInterests, Conference, Decision, Goal, Plan, Score

APPROVED = (*IN_FORCE, PlanState.REPLACED, PlanState.CLOSED)


def assessments(reading: Reading) -> Iterator[Row]:
    """Give the assessments with the risk that somebody set."""
    for *keys, risk, day in hung(reading, Assessment, "risk", "assessed_on"):
        yield *keys, risk, month(day)


def need_scores(reading: Reading) -> Iterator[Row]:
    """Give each need of a case with its first and its latest score; one scored once has nothing to compare."""
    found: dict[tuple[int, str], tuple[Row, int, int]] = {}
    names = ("domain", "assessment__assessed_on", "score")
    order = ("assessment__assessed_on", "assessment_id")
    for person, case, domain, day, score in hung(reading, Score, *names, order=order, score__isnull=False):
        row, first, times = found.get((case, domain), ((), score, 0))
        row = (person, case, domain, month(day), first, score, trend(first, score) if times else "first")
        found[case, domain] = (row, first, times + 1)
    yield from (row for row, _first, _times in found.values())


def best_interests(reading: Reading) -> Iterator[Row]:
    """Give what was found best for a child, how the child was heard, and within how many days of the opening."""
    names = ("kind", "matter", "heard", "decision", "decided_on", "case__opened_on")
    for *keys, kind, matter, heard, decision, day, opened in hung(reading, BestInterests, *names):
        yield *keys, kind, matter, heard, decision, month(day), within((day - opened).days)


def plans(reading: Reading) -> Iterator[Row]:
    """Give the versions of plans that were submitted, with the days from there to the approval."""
    names = ("state", "agrees", "submitted_at", "decided_at", "closed_on")
    for *keys, state, agrees, submitted, decided, closed in hung(reading, Plan, *names, submitted_at__isnull=False):
        approved = decided if state in APPROVED else None
        days = None if approved is None else (approved - submitted).days
        yield *keys, state, agrees, month_at(submitted), month_at(approved), month_or_none(closed), days


def goals(reading: Reading) -> Iterator[Row]:
    """Give each goal once, however many versions of the plan it stood in: since the first, as in the latest."""
    since: dict[uuid.UUID, int | None] = {}
    found: dict[uuid.UUID, Row] = {}
    for *keys, stem, domain, state, decided in _latest(reading, Goal, "domain", "state", "plan__decided_at"):
        since.setdefault(stem, month_at(decided))
        found[stem] = (*keys, domain, state, since[stem])
    yield from found.values()


def actions(reading: Reading) -> Iterator[Row]:
    """Give each action once, as in the latest approved version of the plan."""
    found: dict[uuid.UUID, Row] = {}
    names = ("service", "agency__key", "state", "dropped_for", "due_on", "ended_on")
    for *keys, stem, service, agency, state, dropped, due, ended in _latest(reading, Action, *names):
        done = ended if state == ActionState.DONE else None
        found[stem] = (*keys, service, agency, state, dropped, month(due), in_time(done, due))
    yield from found.values()


def conferences(reading: Reading) -> Iterator[Row]:
    """Give the conferences, with how many agencies took part."""
    columns = ("case__person__statistical_key", "case__statistical_key", "held_on")
    query = Conference.objects.everything(Whole.MART).order_by().values_list("id", *columns)  # what they are grouped by
    grouped = query.annotate(many=Count("present__agency", distinct=True)).values_list(*columns[:2], "many", "held_on")
    for *told, day in reading.of(grouped, "case__person"):
        yield *told, month(day)


def decided(reading: Reading) -> Iterator[Row]:
    """Give what conferences decided, and whether it was done by its day."""
    for *keys, state, dropped, due, ended in hung(reading, Decision, "state", "dropped_for", "due_on", "ended_on"):
        yield *keys, state, dropped, month(due), in_time(ended if state == ActionState.DONE else None, due)


def _latest(reading: Reading, model: Any, *names: str) -> Iterator[Row]:
    return hung(reading, model, "stem", *names, order=("plan__number",), plan__state__in=APPROVED)


SOURCES = (
    Source("assessments", table(risk=CODE, m=NO), assessments),
    Source(
        "need_scores", table(need_domain=CODE, m=NO, first_score=NO, last_score=NO, outcome_trend=CODE), need_scores
    ),
    Source(
        "best_interests",
        table(
            interests_kind=CODE,
            best_interests_matter=CODE,
            child_heard=CODE,
            best_interests_option=CODE,
            m=NO,
            within=NO,
        ),
        best_interests,
    ),
    Source("plans", table(plan_state=CODE, agrees=BIT, m=NO, approved_m=NO, closed_m=NO, days=NO), plans),
    Source("goals", table(need_domain=CODE, goal_state=CODE, m=NO), goals),
    Source(
        "actions", table(need=CODE, provider=CODE, action_state=CODE, drop_reason=CODE, due_m=NO, in_time=BIT), actions
    ),
    Source("conferences", table(agencies=NO, m=NO), conferences),
    Source("conference_decisions", table(action_state=CODE, drop_reason=CODE, due_m=NO, in_time=BIT), decided),
)
