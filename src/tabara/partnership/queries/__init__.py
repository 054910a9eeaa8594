"""What members read of the work between organisations."""

from tabara.partnership.queries.meetings import (
    Quorum,
    decision,
    decisions,
    meeting,
    meetings,
    members_of,
    membership,
    minutes,
    needed_of,
    next_meeting,
    place_of,
    quorum,
    sealed_apart,
)

__all__ = [
    "Quorum",
    "decision",
    "decisions",
    "meeting",
    "meetings",
    "members_of",
    "membership",
    "minutes",
    "needed_of",
    "next_meeting",
    "place_of",
    "quorum",
    "sealed_apart",
]
