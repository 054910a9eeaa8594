"""Begin, submit, approve, review, renew and end the plan of a case."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.planning import queries
from tabara.protection.planning.enums import OUTCOMES, WRITABLE, ActionState, GoalState, PlanState
from tabara.protection.planning.models import Plan
from tabara.protection.planning.operations import versions
from tabara.protection.planning.operations.refusals import (
    carried_out,
    refuse_day,
    refuse_ended,
    refuse_past,
    sealed,
    step,
    writable,
)

PLAN_REVIEW = "plan.review"


@operation("planning.begin_plan", needs=Permission.CASE_SCREEN, on="case")
def begin_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, review_on: dt.date) -> Plan:
    """Begin the plan of a case: a draft, to be filled together with the person."""
    refuse_ended(case)
    refuse_past(review_on, at, "review_on")
    if case.plans.exclude(state__in=(PlanState.CLOSED, PlanState.REPLACED)).exists():
        raise Refused(_("This case has a plan already. Change that one."))
    row = _new(by, event, at, case, review_on)
    write(row)
    touch(case, at)
    return row


@operation("planning.revise_plan", needs=Permission.CASE_SCREEN, on="case")
def revise_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case) -> Plan:
    """Begin a new version of the approved plan; the approved one counts until the new one is approved, too."""
    refuse_ended(case)
    before = carried_out(case)
    if case.plans.filter(state__in=(*WRITABLE, PlanState.SUBMITTED)).exists():
        raise Refused(_("A new version of this plan is being written already. Change that one."))
    row = _new(by, event, at, case, max(before.review_on, timezone.localdate(at)))
    write(row)
    versions.carry(before, row)
    touch(case, at)
    return row


@operation("planning.record_agreement", needs=Permission.CASE_SCREEN, on="case")
def record_agreement(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    agrees: bool,
    on: dt.date,
    signature: str,
    said: str = "",
) -> Plan:
    """Store whether the person agrees to the plan, in her own words. Where she does not, help goes on all the same."""
    plan = writable(case)
    refuse_day(case, on, at)
    checks.known("signature_way", signature, "signature", on=on)
    plan.agrees, plan.agreed_on, plan.signature = agrees, on, signature
    plan.said = sealed(case, f"plan.{plan.pk}.said", said)
    write(plan, "agrees", "agreed_on", "signature", "said")
    touch(case, at)
    return plan


@operation("planning.submit_plan", needs=Permission.CASE_SCREEN, on="case")
def submit_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case) -> Plan:
    """Hand the plan to a supervisor, who approves it or sends it back."""
    plan = writable(case)
    if not plan.goals.filter(state=GoalState.OPEN).exists():
        raise Refused(_("This plan has no goal yet. Add one together with the person."))
    if plan.agrees is None:
        raise Refused(_("Ask the person first whether she agrees to this plan, and record what she says."))
    refuse_past(plan.review_on, at, "review_on")
    step(plan, PlanState.SUBMITTED)
    plan.submitted_by, plan.submitted_at = by, at
    write(plan, "state", "submitted_by", "submitted_at")
    touch(case, at)
    return plan


@operation("planning.decide_plan", needs=Permission.PLAN_APPROVE, on="case")
def decide_plan(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, plan: uuid.UUID, approves: bool, why: str = ""
) -> Plan:
    """Approve a plan that another person wrote and submitted, or send it back and say why."""
    row = case.plans.filter(pk=plan).first()
    if row is None or row.state != PlanState.SUBMITTED:
        raise Refused(_("This plan waits for no decision. Read it again, and see what it waits for."))
    refuse_ended(case)
    if by.pk in (row.submitted_by_id, row.written_by_id):
        raise Refused(_("You wrote or submitted this plan yourself. Another supervisor has to decide."))
    if not approves and not why.strip():
        raise Refused(_("Say what has to change before you can approve it."), "why")
    step(row, PlanState.APPROVED if approves else PlanState.SENT_BACK)
    row.decided_by, row.decided_at = by, at
    row.sent_back = None if approves else sealed(case, f"plan.{row.pk}.sent_back", why)
    before = queries.in_force(case=case)
    write(row, "state", "decided_by", "decided_at", "sent_back")
    if approves:
        _put_in_force(case, row, before)
    touch(case, at)
    return row


@operation("planning.review_plan", needs=Permission.CASE_SCREEN, on="case")
def review_plan(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, next_on: dt.date) -> Plan:
    """Store that the plan was looked at with the person and stays as it is, and when it is looked at next."""
    refuse_ended(case)
    plan = carried_out(case)
    refuse_past(next_on, at, "next_on")
    plan.review_on = next_on
    write(plan, "review_on")
    tasks.expect(case=case, kind=PLAN_REVIEW, about=plan.pk, due_on=next_on)
    touch(case, at)
    return plan


@operation("planning.close_plan", needs=Permission.CASE_SCREEN, on="case")
def close_plan(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, on: dt.date, outcomes: Mapping[str, str]
) -> Plan:
    """End a plan: of each goal (by its number) is said what became of it."""
    plan = carried_out(case)
    refuse_day(case, on, at)
    if case.plans.filter(state__in=(*WRITABLE, PlanState.SUBMITTED)).exists():
        raise Refused(_("A new version of this plan is being written. Finish that one first, and close it then."))
    if many := plan.actions.filter(state=ActionState.OPEN).count():
        raise Refused(_("Actions still open: %(count)s. Say of each that it is done or dropped.") % {"count": many})
    for goal in plan.goals.exclude(state=GoalState.TAKEN_OUT):
        outcome = outcomes.get(str(goal.pk), goal.state)
        if outcome not in OUTCOMES:
            raise Refused(_("Say of each goal what became of it."), str(goal.pk))
        goal.state = outcome
        write(goal, "state")
    step(plan, PlanState.CLOSED)
    plan.closed_on = on
    write(plan, "state", "closed_on")
    tasks.met(kind=PLAN_REVIEW, about=plan.pk)
    touch(case, at)
    return plan


def _new(by: Member, event: uuid.UUID, at: dt.datetime, case: Case, review_on: dt.date) -> Plan:
    last = case.plans.aggregate(last=Max("number"))["last"] or 0
    return Plan(id=event, case=case, number=last + 1, review_on=review_on, written_by=by, written_at=at)


def _put_in_force(case: Case, plan: Plan, before: Plan | None) -> None:
    """Expect what the approved version asks for, and nothing more of the one before it."""
    if before is not None:
        step(before, PlanState.REPLACED)
        write(before, "state")
        tasks.met(kind=PLAN_REVIEW, about=before.pk)
    tasks.expect(case=case, kind=PLAN_REVIEW, about=plan.pk, due_on=plan.review_on)
    versions.expect_actions(plan, before)
