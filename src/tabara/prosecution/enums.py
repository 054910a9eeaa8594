"""The states the code branches on, and the steps between them that the operations allow."""

from collections.abc import Mapping
from enum import StrEnum


class Stage(StrEnum):
    """How far a court file has come."""

    COMPLAINT = "complaint"
    INVESTIGATION = "investigation"
    CHARGED = "charged"
    TRIAL = "trial"
    JUDGED = "judged"
    APPEAL = "appeal"
    FINAL = "final"
    CLOSED = "closed"  # without a charge


STAGE_STEPS: Mapping[Stage, frozenset[Stage]] = {
    Stage.COMPLAINT: frozenset({Stage.INVESTIGATION, Stage.CLOSED}),
    Stage.INVESTIGATION: frozenset({Stage.CHARGED, Stage.CLOSED}),
    Stage.CHARGED: frozenset({Stage.TRIAL}),
    Stage.TRIAL: frozenset({Stage.JUDGED}),
    Stage.JUDGED: frozenset({Stage.APPEAL, Stage.FINAL}),
    Stage.APPEAL: frozenset({Stage.FINAL}),
    Stage.FINAL: frozenset(),
    Stage.CLOSED: frozenset({Stage.INVESTIGATION}),
}
ENDED = (Stage.FINAL, Stage.CLOSED)
BEFORE_CHARGE = (Stage.COMPLAINT, Stage.INVESTIGATION)
BEFORE_COURT = (Stage.CHARGED, Stage.TRIAL, Stage.APPEAL)  # when a hearing can be set


class HearingState(StrEnum):
    """Where a hearing stands."""

    PLANNED = "planned"
    HELD = "held"
    ADJOURNED = "adjourned"


HEARING_STEPS: Mapping[HearingState, frozenset[HearingState]] = {
    HearingState.PLANNED: frozenset({HearingState.HELD, HearingState.ADJOURNED}),
    HearingState.HELD: frozenset(),
    HearingState.ADJOURNED: frozenset(),
}


class HandingState(StrEnum):
    """Where it stands that a court file goes to another agency."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


HANDING_STEPS: Mapping[HandingState, frozenset[HandingState]] = {
    HandingState.ASKED: frozenset({HandingState.ACCEPTED, HandingState.DECLINED, HandingState.WITHDRAWN}),
    HandingState.ACCEPTED: frozenset(),
    HandingState.DECLINED: frozenset(),
    HandingState.WITHDRAWN: frozenset(),
}


class Corrected(StrEnum):
    """What of a court file can be put right."""

    CHARGE = "charge"
    VERDICT = "verdict"
    HEARING = "hearing"


class Outcome(StrEnum):
    """What a court said of a charge; these are the codes of the list "verdict"."""

    CONVICTED = "convicted"
    ACQUITTED = "acquitted"


class Beside(StrEnum):
    """How a sentence stands beside the penalties of its article."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    UNKNOWN = "unknown"  # the pack holds no penalty to compare it with
