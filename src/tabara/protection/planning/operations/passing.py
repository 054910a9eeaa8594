"""What plans and conferences expect of whoever carries a case goes to the next who does."""

from tabara.access.models import Member
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.tasks import expect, passes_on
from tabara.protection.planning.enums import IN_FORCE, ActionState
from tabara.protection.planning.operations.conferences import DECISION
from tabara.protection.planning.operations.versions import TASK


@passes_on
def pass_plans_on(case: Case, before: Member, to: Member) -> None:
    """Give the open actions of plans, and what conferences decided, to whoever carries the case from now on.

    Who does it is no part of what was agreed with the person, so an approved plan stays the same version.
    """
    for action in case.plan_actions.filter(state=ActionState.OPEN, member=before).select_related("plan"):
        action.member = to
        write(action, "member")
        if action.plan.state in IN_FORCE:
            expect(case=case, kind=TASK, about=action.stem, due_on=action.due_on, member=to)
    for decision in case.conference_decisions.filter(state=ActionState.OPEN, owner=before):
        decision.owner = to
        write(decision, "owner")
        expect(case=case, kind=DECISION, about=decision.pk, due_on=decision.due_on, member=to)
