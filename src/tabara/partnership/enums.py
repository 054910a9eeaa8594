"""The states the code branches on, and the steps between them that the operations allow."""

from collections.abc import Mapping
from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MEETING_STEPS: Mapping[MeetingState, frozenset[MeetingState]] = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}


class DecisionState(StrEnum):
    """What became of a decision."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


DECISION_STEPS: Mapping[DecisionState, frozenset[DecisionState]] = {
    DecisionState.OPEN: frozenset({DecisionState.DONE, DecisionState.DROPPED}),
    DecisionState.DONE: frozenset({DecisionState.OPEN}),
    DecisionState.DROPPED: frozenset({DecisionState.OPEN}),
}


class Way(StrEnum):
    """How a member of a group took part in a meeting; these are the codes of the list "presence"."""

    PRESENT = "present"
    REMOTE = "remote"
    REPRESENTED = "represented"
    EXCUSED = "excused"
    ABSENT = "absent"


TOOK_PART = (Way.PRESENT, Way.REMOTE, Way.REPRESENTED)  # who counts for the quorum


class AgreementState(StrEnum):
    """Where an agreement with other countries stands."""

    NEGOTIATED = "negotiated"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    ENDED = "ended"


AGREEMENT_STEPS: Mapping[AgreementState, frozenset[AgreementState]] = {
    AgreementState.NEGOTIATED: frozenset({AgreementState.SIGNED, AgreementState.ENDED}),
    AgreementState.SIGNED: frozenset({AgreementState.IN_FORCE, AgreementState.ENDED}),
    AgreementState.IN_FORCE: frozenset({AgreementState.ENDED}),
    AgreementState.ENDED: frozenset(),
}


class FollowUpState(StrEnum):
    """What became of what was promised between countries."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


FOLLOW_UP_STEPS: Mapping[FollowUpState, frozenset[FollowUpState]] = {
    FollowUpState.OPEN: frozenset({FollowUpState.DONE, FollowUpState.DROPPED}),
    FollowUpState.DONE: frozenset({FollowUpState.OPEN}),
    FollowUpState.DROPPED: frozenset({FollowUpState.OPEN}),
}


class RecommendationState(StrEnum):
    """What became of a recommendation from outside."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"
    REJECTED = "rejected"  # the Commission will not do it, and says why


RECOMMENDATION_STEPS: Mapping[RecommendationState, frozenset[RecommendationState]] = {
    RecommendationState.OPEN: frozenset(
        {RecommendationState.UNDER_WAY, RecommendationState.DONE, RecommendationState.REJECTED}
    ),
    RecommendationState.UNDER_WAY: frozenset({RecommendationState.DONE, RecommendationState.REJECTED}),
    RecommendationState.DONE: frozenset({RecommendationState.UNDER_WAY}),
    RecommendationState.REJECTED: frozenset({RecommendationState.OPEN}),
}
UNSETTLED = (RecommendationState.OPEN, RecommendationState.UNDER_WAY)


class Audience(StrEnum):
    """For whom a document is published; each one holds the ones after it."""

    PUBLIC = "public"  # may be given to anybody
    PARTNERS = "partners"  # whoever works with cases, courts, communities or figures
    COMMISSION = "commission"  # whoever reads the Commission's papers


class PlanState(StrEnum):
    """Where a workbook of the plan stands. What is loaded is a version; the last one loaded is in force."""

    READ = "read"
    LOADED = "loaded"
    DROPPED = "dropped"
    UNDONE = "undone"


PLAN_STEPS: Mapping[PlanState, frozenset[PlanState]] = {
    PlanState.READ: frozenset({PlanState.LOADED, PlanState.DROPPED}),
    PlanState.LOADED: frozenset({PlanState.UNDONE}),
    PlanState.DROPPED: frozenset(),
    PlanState.UNDONE: frozenset(),
}


class Progress(StrEnum):
    """How far an activity of the plan is; these are the codes of the list "plan_progress"."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Counting(StrEnum):
    """From when a target counts; these are the codes of the list "plan_counting"."""

    YEARLY = "yearly"  # each year begins at nothing
    TOTAL = "total"  # since the plan began
