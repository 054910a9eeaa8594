"""The states the code branches on, each with the steps that are allowed from it."""

from collections.abc import Mapping
from enum import StrEnum


class ReturnState(StrEnum):
    """Where a return stands."""

    PREPARED = "prepared"
    CLEARED = "cleared"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    HANDED_OVER = "handed_over"
    CALLED_OFF = "called_off"


# Cleared goes back to prepared where something of the checklist no longer holds; whoever has left may turn back.
RETURN_STEPS: Mapping[ReturnState, frozenset[ReturnState]] = {
    ReturnState.PREPARED: frozenset({ReturnState.CLEARED, ReturnState.CALLED_OFF}),
    ReturnState.CLEARED: frozenset({ReturnState.PREPARED, ReturnState.DEPARTED, ReturnState.CALLED_OFF}),
    ReturnState.DEPARTED: frozenset({ReturnState.ARRIVED, ReturnState.CALLED_OFF}),
    ReturnState.ARRIVED: frozenset({ReturnState.HANDED_OVER}),
    ReturnState.HANDED_OVER: frozenset(),
    ReturnState.CALLED_OFF: frozenset(),
}


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    KEPT = "kept"
    MISSED = "missed"  # the person was not found, or it could not be; perhaps another one takes its place
    DROPPED = "dropped"  # it will not be made: the case was closed, or the person wants no contact


VISIT_STEPS: Mapping[VisitState, frozenset[VisitState]] = {
    VisitState.PLANNED: frozenset({VisitState.KEPT, VisitState.MISSED, VisitState.DROPPED}),
    VisitState.KEPT: frozenset(),
    VisitState.MISSED: frozenset(),
    VisitState.DROPPED: frozenset(),
}


class Start(StrEnum):
    """From which day the months of the visits are counted."""

    RETURN = "return"
    SHELTER = "shelter"
    DAY = "day"


class Dimension(StrEnum):
    """What of a life is rebuilt, and measured at each visit."""

    ECONOMIC = "economic"
    SOCIAL = "social"
    PSYCHOSOCIAL = "psychosocial"


class Trend(StrEnum):
    """How a visit compares with the first one that measured."""

    FIRST = "first"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class Check(StrEnum):
    """Where one item of the checklist stands."""

    MISSING = "missing"
    DONE = "done"
    NOT_NEEDED = "not_needed"


# The items of the checklist that carry more than a day: the pack names them by these words in the column `asks`.
class Asks(StrEnum):
    """What an item asks for besides the day."""

    NOTHING = ""
    WISH = "wish"  # the consent says it
    DOCUMENT = "document"
    ESCORT = "escort"
    ROUTE = "route"
    RECEIVER = "receiver"
    BEST_INTERESTS = "best_interests"
