"""The states the code branches on, and the steps between them that the operations allow."""

from collections.abc import Mapping
from enum import StrEnum


class Risk(StrEnum):
    """How soon somebody has to look at a person's needs again."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PlanState(StrEnum):
    """Where a version of a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    UNDER_WAY = "under_way"
    REPLACED = "replaced"  # by a later version
    CLOSED = "closed"


PLAN_STEPS: Mapping[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.SUBMITTED}),
    PlanState.SUBMITTED: frozenset({PlanState.APPROVED, PlanState.SENT_BACK}),
    PlanState.SENT_BACK: frozenset({PlanState.SUBMITTED}),
    PlanState.APPROVED: frozenset({PlanState.UNDER_WAY, PlanState.REPLACED, PlanState.CLOSED}),
    PlanState.UNDER_WAY: frozenset({PlanState.REPLACED, PlanState.CLOSED}),
    PlanState.REPLACED: frozenset(),
    PlanState.CLOSED: frozenset(),
}
WRITABLE = (PlanState.DRAFT, PlanState.SENT_BACK)
IN_FORCE = (PlanState.APPROVED, PlanState.UNDER_WAY)


class GoalState(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NO_LONGER_WANTED = "no_longer_wanted"
    TAKEN_OUT = "taken_out"  # of a version that nobody has approved yet


GOAL_STEPS: Mapping[GoalState, frozenset[GoalState]] = {
    GoalState.OPEN: frozenset(GoalState) - {GoalState.OPEN},
    GoalState.PARTLY: frozenset({GoalState.MET, GoalState.NOT_MET, GoalState.NO_LONGER_WANTED, GoalState.OPEN}),
    GoalState.MET: frozenset({GoalState.OPEN}),
    GoalState.NOT_MET: frozenset({GoalState.OPEN}),
    GoalState.NO_LONGER_WANTED: frozenset({GoalState.OPEN}),
    GoalState.TAKEN_OUT: frozenset(),
}
OUTCOMES = (GoalState.MET, GoalState.PARTLY, GoalState.NOT_MET, GoalState.NO_LONGER_WANTED)


class ActionState(StrEnum):
    """What became of an action of a plan, or of a decision of a conference."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


ACTION_STEPS: Mapping[ActionState, frozenset[ActionState]] = {
    ActionState.OPEN: frozenset({ActionState.DONE, ActionState.DROPPED}),
    ActionState.DONE: frozenset(),
    ActionState.DROPPED: frozenset(),
}


class InterestsKind(StrEnum):
    """How formal a look at a child's best interests is."""

    ASSESSMENT = "assessment"
    DETERMINATION = "determination"  # by a panel of several agencies
