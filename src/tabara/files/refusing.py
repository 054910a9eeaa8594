"""Why a file is not kept; who asks for it says so in the reader's words."""

from enum import StrEnum

LARGEST = 8 * 1024 * 1024  # bytes, as received


class Why(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_MANY_PIXELS = "too many pixels"
    UNKNOWN = "of a kind that is not kept"
    OTHER_NAME = "named as another kind than it is"
    BROKEN = "broken, or more than one file in one"


class Unwanted(Exception):
    """A file that is not kept."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why
