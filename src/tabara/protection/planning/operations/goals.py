"""Write the goals of a plan, and say what became of them."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused, Stale
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import amend, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.planning.enums import GOAL_STEPS, IN_FORCE, WRITABLE, ActionState, GoalState, PlanState
from tabara.protection.planning.models import Goal
from tabara.protection.planning.operations.refusals import ask_again, refuse_ended, sealed, writable
from tabara.sealing.keys import Purpose, unseal

EDITABLE = ("domain", "text", "target")
SCORES = range(1, 6)


@operation("planning.add_goal", needs=Permission.CASE_SCREEN, on="case")
def add_goal(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, domain: str, text: str, target: int | None = None
) -> Goal:
    """Add what shall be better, in the person's words, and how well."""
    plan = writable(case)
    _refuse({"domain": domain, "text": text, "target": target}, at)
    last = plan.goals.aggregate(last=Max("number"))["last"] or 0
    row = Goal(id=event, case=case, plan=plan, stem=sealing.event(), number=last + 1, domain=domain, target=target)
    row.text = sealed(case, _field(row), text)
    write(row)
    ask_again(plan)
    touch(case, at)
    return row


@operation("planning.edit_goal", needs=Permission.CASE_SCREEN, on="case")
def edit_goal(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    goal: uuid.UUID,
    saw: int,
    changes: Mapping[str, Any],
    before: Mapping[str, Any],
) -> Goal:
    """Change a goal of a plan that nobody has approved yet, as seen in version `saw`."""
    row = _goal(case, goal)
    _refuse_approved(case, row)
    _refuse(changes, at)
    stored = unseal(case.pk, Purpose.NARRATIVE, _field(row), row.text) or ""
    try:
        amend(row, saw=saw, **_as_stored(row, stored, changes, before))
    except Stale as stale:
        clash = {name: stored if name == "text" else value for name, value in stale.stored.items()}
        raise Stale(clash) from None
    ask_again(row.plan)
    touch(case, at)
    return row


@operation("planning.take_goal_out", needs=Permission.CASE_SCREEN, on="case")
def take_goal_out(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, goal: uuid.UUID) -> Goal:
    """Take a goal, with what was to be done for it, out of a version that nobody has approved yet."""
    row = _goal(case, goal)
    _refuse_approved(case, row)
    _step(row, GoalState.TAKEN_OUT)
    for action in row.actions.filter(state=ActionState.OPEN):
        action.state, action.ended_on, action.ended_by = ActionState.DROPPED, timezone.localdate(at), by
        write(action, "state", "ended_on", "ended_by")
    ask_again(row.plan)
    touch(case, at)
    return row


@operation("planning.judge_goal", needs=Permission.CASE_SCREEN, on="case")
def judge_goal(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, goal: uuid.UUID, state: str) -> Goal:
    """Say of a goal of the approved plan what became of it; in the version being written it is said, too."""
    row = _goal(case, goal)
    refuse_ended(case)
    if row.plan.state not in IN_FORCE:
        raise Refused(_("Only of an approved plan is said what became of its goals."))
    if state not in set(GoalState) - {GoalState.TAKEN_OUT}:
        raise Refused(_("Say of the goal what became of it."), "state")
    _step(row, GoalState(state))
    for other in case.plan_goals.filter(stem=row.stem, plan__state__in=(*WRITABLE, PlanState.SUBMITTED)):
        other.state = row.state
        write(other, "state")
    touch(case, at)
    return row


def _as_stored(row: Goal, stored: str, changes: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return changes and what the editor saw with the text as it is sealed: equal texts are equal bytes."""
    made, saw = dict(changes), dict(before)
    if "text" in made:
        same = made["text"].strip() == stored
        made["text"] = row.text if same else sealed(row.case, _field(row), made["text"])
        saw["text"] = row.text if saw.get("text", "").strip() == stored else None
    return {"changes": made, "before": saw}


def _goal(case: Case, number: uuid.UUID) -> Goal:
    found: Goal | None = case.plan_goals.select_related("plan", "case").filter(pk=number).first()
    if found is None:
        raise Refused(_("There is no such goal in this case."))
    return found


def _step(row: Goal, to: GoalState) -> None:
    if to not in GOAL_STEPS[GoalState(row.state)]:
        raise Refused(_("Something else was said of this goal already. Open it again first."), "state")
    row.state = to
    write(row, "state")


def _refuse_approved(case: Case, row: Goal) -> None:
    if writable(case).pk != row.plan_id:
        raise Refused(_("The approved plan is not changed. Begin a new version, and change that one."))


def _refuse(told: Mapping[str, Any], at: dt.datetime) -> None:
    for name in told:
        if name not in EDITABLE:
            raise Refused(_("“%(name)s” cannot be changed here.") % {"name": name}, name)
    if "domain" in told:
        checks.known("need_domain", told["domain"], "domain", on=timezone.localdate(at))
    if "text" in told and not told["text"].strip():
        raise Refused(_("Write the goal, in the words of the person."), "text")
    if told.get("target") is not None and told["target"] not in SCORES:
        raise Refused(_("A score lies between 1 and 5. Choose one of the scale."), "target")


def _field(row: Goal) -> str:
    return f"goal.{row.pk}.text"
