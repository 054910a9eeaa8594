"""What is done for the goals of a plan: by whom, by when, and that it was done or dropped."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.planning import queries
from tabara.protection.planning.enums import ACTION_STEPS, ActionState, GoalState, PlanState
from tabara.protection.planning.models import Action
from tabara.protection.planning.operations.refusals import (
    Responsible,
    ask_again,
    refuse_day,
    refuse_past,
    refuse_stranger,
    sealed,
    step,
    writable,
)
from tabara.protection.planning.operations.versions import TASK, alike

__all__ = ["Responsible", "add_action", "do_action", "drop_action"]


@operation("planning.add_action", needs=Permission.CASE_SCREEN, on="case")
def add_action(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    goal: uuid.UUID,
    who: Responsible,
    due_on: dt.date,
    service: str = "",
    text: str = "",
) -> Action:
    """Add what somebody does for a goal: a service, or another thing in words."""
    plan = writable(case)
    aim = plan.goals.filter(pk=goal).exclude(state=GoalState.TAKEN_OUT).first()
    if aim is None:
        raise Refused(_("There is no such goal in the plan that is being written."))
    if service:
        checks.known("service", service, "service", on=timezone.localdate(at))
    elif not text.strip():
        raise Refused(_("Choose a service, or write what is to be done."), "text")
    refuse_stranger(who, "who")
    refuse_past(due_on, at, "due_on")
    row = Action(id=event, case=case, plan=plan, goal=aim, stem=sealing.event(), service=service, due_on=due_on)
    row.agency, row.member = who.agency, who.member
    row.text = sealed(case, f"plan_action.{row.pk}.text", text)
    write(row)
    ask_again(plan)
    touch(case, at)
    return row


@operation("planning.do_action", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def do_action(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, action: uuid.UUID, on: dt.date) -> Action:
    """Say that an action is done. Whoever the case is only shared with says it of what is their own agency's."""
    row = _open(by, case, action)
    refuse_day(case, on, at)
    if row.plan.state == PlanState.APPROVED:
        step(row.plan, PlanState.UNDER_WAY)
        write(row.plan, "state")
    return _end(by, case, row, ActionState.DONE, on, at)


@operation("planning.drop_action", needs=Permission.CASE_SCREEN, on="case")
def drop_action(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, action: uuid.UUID, why: str) -> Action:
    """Say that an action is not done after all, and why."""
    row = _open(by, case, action)
    checks.known("drop_reason", why, "why", on=timezone.localdate(at))
    row.dropped_for = why
    return _end(by, case, row, ActionState.DROPPED, timezone.localdate(at), at)


def _open(by: Member, case: Case, number: uuid.UUID) -> Action:
    """Return an action that can still be ended, where it is the member's to end."""
    row: Action | None = case.plan_actions.select_related("plan", "case").filter(pk=number).first()
    theirs = row is not None and (cases.holds(by=by, case=case) or row.agency_id == by.agency_id)
    if row is None or not theirs or not queries.may_see(by=by, case=case):
        raise NotFound
    if row.plan.state in (PlanState.CLOSED, PlanState.REPLACED):
        raise Refused(_("A later version of the plan counts now. Look there."))
    if not ACTION_STEPS[ActionState(row.state)]:
        raise Refused(_("Somebody has said already what became of this action."))
    return row


def _end(by: Member, case: Case, row: Action, state: ActionState, on: dt.date, at: dt.datetime) -> Action:
    for one in alike(row):
        one.state, one.ended_on, one.ended_by, one.dropped_for = state, on, by, row.dropped_for
        write(one, "state", "ended_on", "ended_by", "dropped_for")
    row.state, row.ended_on, row.ended_by = state, on, by
    tasks.met(kind=TASK, about=row.stem)
    touch(case, at)
    return row
