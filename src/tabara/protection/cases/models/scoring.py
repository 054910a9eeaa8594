"""The operational indicators of trafficking: what a set of indicators amounts to. It advises; a person decides.

ILO and European Commission, Operational indicators of trafficking in human beings (Delphi survey, 2009): a dimension is
positive with two strong indicators, or one strong and one medium or weak, or three medium, or two medium and one weak.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Indicator:
    """One thing seen or told, in one dimension, of one strength (S, M or W)."""

    key: str
    dimension: str
    strength: str


@dataclass(frozen=True)
class DimensionScore:
    """How many indicators of each strength a dimension holds, and whether they make it positive."""

    dimension: str
    strong: int
    medium: int
    weak: int
    positive: bool


def score(indicators: Iterable[Indicator]) -> tuple[DimensionScore, ...]:
    """Return the score of each dimension in which something was found, in the order met."""
    found: dict[str, Counter[str]] = {}
    for one in indicators:
        found.setdefault(one.dimension, Counter())[one.strength] += 1
    return tuple(
        DimensionScore(name, n["S"], n["M"], n["W"], is_positive(n["S"], n["M"], n["W"])) for name, n in found.items()
    )


def is_positive(strong: int, medium: int, weak: int) -> bool:
    """Return whether these counts make a dimension positive."""
    if strong >= 2 or (strong == 1 and medium + weak >= 1):
        return True
    return medium >= 3 or (medium == 2 and weak >= 1)
