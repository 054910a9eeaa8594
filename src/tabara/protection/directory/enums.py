"""The states the code branches on."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum


class StayState(StrEnum):
    """Where a stay stands."""

    PLANNED = "planned"
    IN = "in"
    LEFT = "left"
    CANCELLED = "cancelled"


STAY_STEPS: Mapping[StayState, frozenset[StayState]] = {
    StayState.PLANNED: frozenset({StayState.IN, StayState.CANCELLED}),
    StayState.IN: frozenset({StayState.LEFT}),
    StayState.LEFT: frozenset(),
    StayState.CANCELLED: frozenset(),
}
HOLDING = (StayState.PLANNED, StayState.IN)  # the states in which a stay holds a place


class AskState(StrEnum):
    """Where a request for a place stands."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ASK_STEPS: Mapping[AskState, frozenset[AskState]] = {
    AskState.SENT: frozenset({AskState.ACCEPTED, AskState.DECLINED, AskState.WITHDRAWN}),
    AskState.ACCEPTED: frozenset(),
    AskState.DECLINED: frozenset(),
    AskState.WITHDRAWN: frozenset(),
}


class FileState(StrEnum):
    """Where a file of providers stands."""

    READ = "read"
    IMPORTED = "imported"
    UNDONE = "undone"
    DROPPED = "dropped"


FILE_STEPS: Mapping[FileState, frozenset[FileState]] = {
    FileState.READ: frozenset({FileState.IMPORTED, FileState.DROPPED}),
    FileState.IMPORTED: frozenset({FileState.UNDONE}),
    FileState.UNDONE: frozenset(),
    FileState.DROPPED: frozenset(),
}


class Near(IntEnum):
    """How near a provider is to a place, as far as the hierarchy of places tells: there are no coordinates."""

    COMMUNE = 1
    PROVINCE = 2
    ELSEWHERE = 3
    UNKNOWN = 4  # of the person, or of the provider, no place is known


class Because(StrEnum):
    """Why a provider is left out of what is offered for a need."""

    UNSAFE = "unsafe"
    SEX = "sex"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    CHILDREN = "children"
    CHILD_TOO_OLD = "child_too_old"
    DISABILITY = "disability"
    CATEGORY = "category"
    UNDETERMINED = "undetermined"
    NO_SUCH_PLACE = "no_such_place"
    FULL = "full"


class Note(StrEnum):
    """What is to be known of a provider that is offered all the same."""

    LANGUAGE = "language"  # none of the person's languages is spoken there
    DISABILITY_UNSAID = "disability_unsaid"
    CLOSED_DAYS = "closed_days"
    STALE = "stale"
    CAPACITY = "capacity"
    AGE_UNKNOWN = "age_unknown"


class BedKind(StrEnum):
    """For whom a place to sleep is."""

    WOMEN = "women"
    MEN = "men"
    GIRLS = "girls"
    BOYS = "boys"
    MOTHER_CHILD = "mother_child"
    UNIT = "unit"  # a closed unit for anybody, such as a family


class Safe(StrEnum):
    """Whether where a person goes is safe for her, as far as is known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
