"""A transparent order of places: a weighted mean of what is known of each, and how far the unknown could move it.

Each part of the score is scaled between two fixed numbers, never against the other places: what is known of one place
says nothing about another, and a number that is withheld cannot be worked out from anybody's score. A part that is not
known takes no side: the score is the mean of the parts that are, and the range says what it would be if all the unknown
ones were at their lowest, and at their highest. The composite indicators of the OECD's handbook (2008) are made so:
fixed goalposts, linear aggregation, and the sensitivity told beside it.

>>> part = Part(weight=1, nothing_at=0, full_at=100)
>>> score({"a": (part, 50.0), "b": (part, None)})
Score(value=50.0, low=25.0, high=75.0, known=0.5)
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

HUNDRED = 100.0


@dataclass(frozen=True)
class Part:
    """How one part counts: its weight, where it says nothing, and where it says as much as it can.

    Where `full_at` is below `nothing_at`, less of it means more. `root` lets the first ones weigh more than the last.
    """

    weight: float
    nothing_at: float
    full_at: float
    root: bool = False


@dataclass(frozen=True)
class Score:
    """What the parts come to, of a hundred. `value` is `None` where nothing is known; `known` is a share of weights."""

    value: float | None
    low: float
    high: float
    known: float


@dataclass(frozen=True)
class Rank:
    """The best and the worst place that one may hold, counted from 1, whatever the unknown parts are."""

    best: int
    worst: int


def scaled(part: Part, value: float) -> float:
    """Return a raw value between 0, which says nothing, and 1, which says as much as it can."""
    share = (value - part.nothing_at) / (part.full_at - part.nothing_at)
    bound = min(1.0, max(0.0, share))
    return sqrt(bound) if part.root else bound


def score(parts: Mapping[str, tuple[Part, float | None]]) -> Score:
    """Return the score of one place from its parts, each with its raw value or nothing."""
    whole = sum(part.weight for part, _value in parts.values())
    known = sum(part.weight for part, value in parts.values() if value is not None)
    if not whole:
        return Score(None, 0.0, HUNDRED, 0.0)
    said = sum(part.weight * scaled(part, value) for part, value in parts.values() if value is not None)
    low, high = HUNDRED * said / whole, HUNDRED * (said + (whole - known)) / whole
    return Score(HUNDRED * said / known if known else None, low, high, known / whole)


def ranks(scores: Sequence[Score]) -> list[Rank]:
    """Return between which places each may stand: one is surely ahead where its lowest is above another's highest."""
    lows, highs = sorted(one.low for one in scores), sorted(one.high for one in scores)
    return [_rank(one, lows, highs) for one in scores]


def _rank(one: Score, lows: Sequence[float], highs: Sequence[float]) -> Rank:
    ahead = len(lows) - bisect_right(lows, one.high)
    perhaps = len(highs) - bisect_right(highs, one.low) - (one.high > one.low)  # but for itself
    return Rank(best=1 + ahead, worst=1 + perhaps)


def rank_order(one: Score) -> tuple[bool, float]:
    """Return what places are sorted by: the highest score first; those without one last, by how high they may be."""
    return (one.value is None, -(one.high if one.value is None else one.value))
