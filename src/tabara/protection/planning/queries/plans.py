"""The versions of a case's plan, how far it has come, and which plans wait for an approval."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TypeVar

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.planning.enums import IN_FORCE, WRITABLE, ActionState, GoalState, PlanState
from tabara.protection.planning.models import Action, Goal, Plan
from tabara.protection.planning.queries.told import may_see

MOST_LISTED = 200
Row = TypeVar("Row")


@dataclass(frozen=True)
class Progress:
    """How far a plan has come: goals met of all, actions open, and those of them that are late."""

    met: int
    goals: int
    open: int
    late: int


def plans(*, by: Member, case: Case) -> list[Plan]:
    """Return the versions of a case's plan, newest first, each with its goals and actions."""
    if not may_see(by=by, case=case):
        return []
    rows = case.plans.select_related("written_by", "submitted_by", "decided_by", "case")
    return list(rows.prefetch_related("goals", "actions__agency", "actions__member", "actions__ended_by"))


@cases.nothing_without("plans")
def outline(*, by: Member, case: Case) -> list[Plan]:
    """Return the same versions with what says how far each has come, and nobody who does something for it."""
    if not may_see(by=by, case=case):
        return []
    return list(case.plans.select_related("decided_by").prefetch_related("goals", "actions"))


def plan(*, by: Member, case: Case, number: uuid.UUID) -> Plan:
    """Return one version.

    Raises:
        NotFound: where there is none in this case, or it is not for this member.
    """
    return _found(next((one for one in plans(by=by, case=case) if one.pk == number), None))


def current(found: list[Plan]) -> Plan | None:
    """Return the version that counts among all of a case's: the one in force, else the newest."""
    return next((one for one in found if one.state in IN_FORCE), found[0] if found else None)


def in_force(*, case: Case) -> Plan | None:
    """Return the approved version that is being carried out."""
    return case.plans.filter(state__in=IN_FORCE).first()


def draft(*, case: Case) -> Plan | None:
    """Return the version that can be written in: a draft, or one that was sent back."""
    return case.plans.filter(state__in=WRITABLE).first()


def goal(*, by: Member, case: Case, number: uuid.UUID) -> Goal:
    """Return one goal of a case's plans.

    Raises:
        NotFound: where there is none in this case, or it is not for this member.
    """
    rows = Goal.objects.visible_to(by).select_related("plan").filter(case=case, pk=number)
    return _found(rows.first() if may_see(by=by, case=case) else None)


def action(*, by: Member, case: Case, number: uuid.UUID) -> Action:
    """Return one action of a case's plans.

    Raises:
        NotFound: where there is none in this case, or it is not for this member.
    """
    rows = Action.objects.visible_to(by).select_related("plan", "goal", "agency", "member").filter(case=case, pk=number)
    return _found(rows.first() if may_see(by=by, case=case) else None)


def progress(*, plan: Plan, on: dt.date) -> Progress:
    """Return how far a plan has come on a day. A goal that the person no longer wants is still one of all."""
    goals = [one for one in plan.goals.all() if one.state != GoalState.TAKEN_OUT]
    waiting = [one for one in plan.actions.all() if one.state == ActionState.OPEN]
    met = sum(one.state == GoalState.MET for one in goals)
    return Progress(met, len(goals), len(waiting), sum(one.due_on < on for one in waiting))


def to_approve(*, by: Member) -> list[Plan]:
    """Return the plans that wait for an approval of this member, the longest waiting first."""
    if not by.may(Permission.PLAN_APPROVE):
        return []
    rows = Plan.objects.visible_to(by).filter(state=PlanState.SUBMITTED).exclude(submitted_by=by)
    found = rows.select_related("case__agency", "case__owner", "submitted_by").prefetch_related("goals", "actions")
    listed = found.order_by("submitted_at")[:MOST_LISTED]
    return [one for one in listed if permitted(by, Permission.PLAN_APPROVE, one.case, shared=False)]


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row
