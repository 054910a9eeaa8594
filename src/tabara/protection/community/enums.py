"""The states the code branches on."""

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["OPEN", "STEPS", "WAITING", "AlertState", "Priority"]


class AlertState(StrEnum):
    """Where an alert stands."""

    NEW = "new"
    TRIAGED = "triaged"
    PASSED_ON = "passed_on"  # to another agency, whose it is to triage from then on
    TAKEN = "taken"  # a person was registered because of it
    CLOSED = "closed"


class Priority(StrEnum):
    """How much an alert presses; the pack says how many hours each has."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"


# What may follow each state. Nobody ends an alert whose dangers nobody has weighed; one that led to a case can lead to
# another, where it is about several persons; one that was closed by mistake is taken up again.
STEPS: Mapping[AlertState, frozenset[AlertState]] = {
    AlertState.NEW: frozenset({AlertState.TRIAGED}),
    AlertState.TRIAGED: frozenset(
        {AlertState.TRIAGED, AlertState.PASSED_ON, AlertState.TAKEN, AlertState.CLOSED},
    ),
    AlertState.PASSED_ON: frozenset({AlertState.TRIAGED}),
    AlertState.TAKEN: frozenset({AlertState.TAKEN}),
    AlertState.CLOSED: frozenset({AlertState.TRIAGED}),
}
WAITING = (AlertState.NEW, AlertState.PASSED_ON)  # for their triage
OPEN = (*WAITING, AlertState.TRIAGED)
