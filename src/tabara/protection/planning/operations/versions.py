"""What goes from one version of a plan to the next: open goals and actions, with their words and their tasks."""

from tabara import sealing
from tabara.access.unit import write
from tabara.protection.cases.operations import tasks
from tabara.protection.planning.enums import ActionState, GoalState
from tabara.protection.planning.models import Action, Goal, Plan
from tabara.protection.planning.operations.refusals import sealed
from tabara.sealing.keys import Purpose, unseal

TASK = "plan.action"


def carry(before: Plan, after: Plan) -> None:
    """Put the goals of a version, and what is open of its actions, into the next one; their words are sealed anew."""
    for goal in before.goals.exclude(state=GoalState.TAKEN_OUT):
        new = Goal(id=sealing.event(), case=after.case, plan=after, stem=goal.stem, number=goal.number)
        new.domain, new.target, new.state = goal.domain, goal.target, goal.state
        new.text = sealed(after.case, f"goal.{new.pk}.text", _words(after, f"goal.{goal.pk}.text", goal.text))
        write(new)
        for action in goal.actions.filter(state=ActionState.OPEN):
            _carry_action(action, new)


def _carry_action(action: Action, goal: Goal) -> None:
    new = Action(
        id=sealing.event(),
        case=goal.case,
        plan=goal.plan,
        goal=goal,
        stem=action.stem,
        service=action.service,
        agency=action.agency,
        member=action.member,
        due_on=action.due_on,
    )
    said = _words(goal.plan, f"plan_action.{action.pk}.text", action.text)
    new.text = sealed(goal.case, f"plan_action.{new.pk}.text", said)
    write(new)


def expect_actions(plan: Plan, before: Plan | None) -> None:
    """Expect each open action of a version that was just approved, and no more what the one before it asked for."""
    for row in before.actions.filter(state=ActionState.OPEN) if before else ():
        tasks.met(kind=TASK, about=row.stem)
    for row in plan.actions.filter(state=ActionState.OPEN).select_related("member"):
        tasks.expect(case=plan.case, kind=TASK, about=row.stem, due_on=row.due_on, member=row.member)


def alike(action: Action) -> list[Action]:
    """Return the same action in every version in which it is open, so that what was done counts in all of them."""
    return list(action.case.plan_actions.filter(stem=action.stem, state=ActionState.OPEN))


def _words(plan: Plan, field: str, stored: bytes | None) -> str:
    return unseal(plan.case_id, Purpose.NARRATIVE, field, stored) or ""
