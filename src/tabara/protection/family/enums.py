"""The states the code branches on."""

from collections.abc import Mapping
from enum import StrEnum


class TracingState(StrEnum):
    """Where the search for a relative stands."""

    ASKED = "asked"
    SEARCHING = "searching"
    FOUND = "found"
    ASSESSED = "assessed"  # somebody saw whether it is safe to be with this relative
    REUNITED = "reunited"
    NOT_SUITABLE = "not_suitable"
    NOT_FOUND = "not_found"
    STOPPED = "stopped"  # the person no longer wants it


_ENDS = frozenset({TracingState.NOT_FOUND, TracingState.STOPPED})
STEPS: Mapping[TracingState, frozenset[TracingState]] = {
    TracingState.ASKED: frozenset({TracingState.SEARCHING, TracingState.FOUND}) | _ENDS,
    TracingState.SEARCHING: frozenset({TracingState.FOUND}) | _ENDS,
    TracingState.FOUND: frozenset({TracingState.ASSESSED, TracingState.STOPPED}),
    TracingState.ASSESSED: frozenset({TracingState.REUNITED, TracingState.NOT_SUITABLE, TracingState.STOPPED}),
    TracingState.REUNITED: frozenset(),
    TracingState.NOT_SUITABLE: frozenset(),
    TracingState.NOT_FOUND: frozenset({TracingState.SEARCHING}),  # news may come years later
    TracingState.STOPPED: frozenset({TracingState.SEARCHING}),
}
OPEN = frozenset({TracingState.ASKED, TracingState.SEARCHING, TracingState.FOUND, TracingState.ASSESSED})
