"""Which tasks the records of this room ask for: the rule that the table of tasks derives from."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from tabara.access.protected import Protected, Whole
from tabara.protection.cases.operations.tasks import Expected, derives
from tabara.protection.planning.enums import IN_FORCE, ActionState
from tabara.protection.planning.models import Action, Assessment, BestInterests, Decision, Plan
from tabara.protection.planning.operations.assessing import NEXT
from tabara.protection.planning.operations.conferences import DECISION
from tabara.protection.planning.operations.interests import REVIEW
from tabara.protection.planning.operations.plans import PLAN_REVIEW
from tabara.protection.planning.operations.versions import TASK


@derives(NEXT, ends_with_case=True)
def next_assessments(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the next assessment that the newest one of each case asks for."""
    rows = _of(Assessment.objects, case).order_by("assessed_on", "pk")
    newest = {row.case_id: row for row in rows}
    return (Expected(row.case_id, row.pk, row.next_on) for row in newest.values())


@derives(REVIEW, ends_with_case=True)
def reviews_of_interests(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the review that the newest record of each matter asks for."""
    rows = _of(BestInterests.objects, case).order_by("decided_on", "pk")
    newest = {(row.case_id, row.matter): row for row in rows}
    return (Expected(row.case_id, row.pk, row.review_by) for row in newest.values())


@derives(PLAN_REVIEW, ends_with_case=True)
def reviews_of_plans(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the review of each plan in force."""
    rows = _of(Plan.objects, case).filter(state__in=IN_FORCE)
    return (Expected(row.case_id, row.pk, row.review_on) for row in rows)


@derives(TASK)
def open_actions(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give what is still to do for the plans in force."""
    rows = _of(Action.objects, case).filter(state=ActionState.OPEN, plan__state__in=IN_FORCE)
    return (Expected(row.case_id, row.stem, row.due_on, row.member_id) for row in rows)


@derives(DECISION)
def open_decisions(case: uuid.UUID | None) -> Iterable[Expected]:
    """Give what conferences decided and nobody has done yet."""
    rows = _of(Decision.objects, case).filter(state=ActionState.OPEN)
    return (Expected(row.case_id, row.pk, row.due_on, row.owner_id) for row in rows)


def _of(rows: Protected[Any], case: uuid.UUID | None) -> QuerySet[Any]:
    found = rows.everything(Whole.REBUILD)
    return found.filter(case=case) if case else found
