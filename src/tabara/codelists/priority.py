"""What makes a place come before another: the parts of a score, as the pack weighs and scales them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tabara.codelists.codes import text_in


class Comes(StrEnum):
    """Where a part's number comes from."""

    LAYER = "layer"  # a layer of context that was imported
    FIGURE = "figure"  # an indicator, as far as disclosure control lets it out
    SESSIONS = "sessions"  # sessions held, for a thousand inhabitants


@dataclass(frozen=True)
class PriorityPart:
    """One part: its number's origin, its weight, and between which two values it is scaled.

    Where `full_at` is below `nothing_at`, less of it means more. `months` is how far it looks back.
    """

    key: str
    title: Mapping[str, str]
    comes: Comes
    weight: int
    nothing_at: float
    full_at: float
    months: int
    root: bool = False
    layer: str = ""
    figure: str = ""

    def text(self, language: str) -> str:
        """Give the part's name in a language."""
        return text_in(self.title, language, self.key)


@dataclass(frozen=True)
class Priority:
    """The whole rule, with where it comes from: a choice of the Commission's, and its to change."""

    parts: tuple[PriorityPart, ...] = ()
    known_at_least: float = 0.5  # the share of the weights that must be known before a place has a score
    high_from: float = 50.0  # the score from which a place counts as one of high priority
    quiet_months: int = 12  # a place without a session for so long is shown as one
    source: str = ""
