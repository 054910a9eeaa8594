"""The codes on which the code of prevention branches; each stands in a codelist too."""

from collections.abc import Mapping
from enum import StrEnum


class Broadcast(StrEnum):
    """Channels that reach people whom nobody sees: heard, watched or read, and never counted among those present."""

    RADIO = "radio"
    TELEVISION = "television"
    SOCIAL_MEDIA = "social_media"
    MESSAGES = "messages"
    PRESS = "press"


FIGURES_OF_OTHERS = "broadcaster"  # the only way in which listeners are counted here: as the broadcaster says
POINT = "community_focal_point"


class LicenceState(StrEnum):
    """Where the licence of a recruitment agency stands; whether its time is over is told by its days."""

    LICENSED = "licensed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


LICENCE_STEPS: Mapping[LicenceState, frozenset[LicenceState]] = {
    LicenceState.LICENSED: frozenset({LicenceState.SUSPENDED, LicenceState.REVOKED}),
    LicenceState.SUSPENDED: frozenset({LicenceState.LICENSED, LicenceState.REVOKED}),
    LicenceState.REVOKED: frozenset({LicenceState.LICENSED}),
}


class ComplaintState(StrEnum):
    """What became of a complaint about a recruitment agency."""

    RECEIVED = "received"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"
    STRUCK = "struck"  # written down by mistake: it counts no more


COMPLAINT_STEPS: Mapping[ComplaintState, frozenset[ComplaintState]] = {
    ComplaintState.RECEIVED: frozenset({ComplaintState.PASSED_ON, ComplaintState.STRUCK}),
    ComplaintState.PASSED_ON: frozenset({ComplaintState.ANSWERED, ComplaintState.UPHELD, ComplaintState.NOT_UPHELD}),
    ComplaintState.ANSWERED: frozenset({ComplaintState.UPHELD, ComplaintState.NOT_UPHELD}),
    ComplaintState.UPHELD: frozenset(),
    ComplaintState.NOT_UPHELD: frozenset(),
    ComplaintState.STRUCK: frozenset(),
}


class FileState(StrEnum):
    """Where a file of context, or a list of the ministry, stands."""

    READ = "read"  # looked at, and nothing of it counts
    IMPORTED = "imported"
    DROPPED = "dropped"
    UNDONE = "undone"


STANDING = (FileState.READ, FileState.IMPORTED)
"""A file in one of these is there: the same file sent again is the same act."""


class Taken(StrEnum):
    """How a layer's values of several days come to one."""

    LATEST = "latest"  # those of the last day
    SUM = "sum"  # all of them, as far as one looks back


YES_OR_NO = "yes_or_no"  # the unit of a layer that only says whether
