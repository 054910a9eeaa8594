"""The five shades of a map: which numbers share one, and how what has no number is told apart without colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

CLASSES = 5


class Kind(StrEnum):
    """How a place is filled. A withheld place is never taken for an empty one, nor for one that nobody counted in."""

    FIRST, SECOND, THIRD, FOURTH, FIFTH = "1", "2", "3", "4", "5"
    ZERO = "zero"
    WITHHELD = "withheld"
    NOTHING = "nothing"


# From pale yellow to deep blue: told apart by whoever sees red and green alike, and in grey (ColorBrewer's YlGnBu, by
# C. Brewer and M. Harrower, its fourth a little darker so that white letters stand out on it).
FILLS = {
    Kind.FIRST: "#ffffcc",
    Kind.SECOND: "#a1dab4",
    Kind.THIRD: "#41b6c4",
    Kind.FOURTH: "#2273ab",
    Kind.FIFTH: "#253494",
    Kind.ZERO: "#ffffff",
    Kind.WITHHELD: "url(#map-withheld)",
    Kind.NOTHING: "url(#map-nothing)",
}
INK, PALE = "#12302c", "#ffffff"
WRITTEN_PALE = (Kind.FOURTH, Kind.FIFTH)


@dataclass(frozen=True)
class Shade:
    """What a map shows of one place: its number and how that is said; with neither, nothing is known of it."""

    value: float | None = None
    said: str = ""
    withheld: bool = False


@dataclass(frozen=True)
class Span:
    """The numbers that share a shade, from the least to the greatest of those that occur."""

    kind: Kind
    least: float
    most: float


def spans(values: Iterable[float]) -> tuple[Span, ...]:
    """Share the numbers above nought out to five shades, as many different ones to each as can be.

    >>> [(one.kind.value, one.least, one.most) for one in spans([10, 11, 12, 14, 20, 21, 90, 10, 0])]
    [('1', 10, 10), ('2', 11, 12), ('3', 14, 14), ('4', 20, 21), ('5', 90, 90)]
    >>> [(one.kind.value, one.least) for one in spans([12, 40])]
    [('2', 12), ('4', 40)]
    """
    known = sorted({value for value in values if value > 0})
    number = min(CLASSES, len(known))
    kinds = _spread(number)
    found = []
    for at, kind in enumerate(kinds):
        part = known[round(at * len(known) / number) : round((at + 1) * len(known) / number)]
        found.append(Span(kind, part[0], part[-1]))
    return tuple(found)


def kind_of(shade: Shade, known: Sequence[Span]) -> Kind:
    """Say how a place is filled."""
    if shade.withheld:
        return Kind.WITHHELD
    if shade.value is None:
        return Kind.NOTHING
    if shade.value <= 0:
        return Kind.ZERO
    return next(one.kind for one in known if shade.value <= one.most)


def _spread(number: int) -> list[Kind]:
    """Take shades far from one another where there are fewer than five."""
    every = list(Kind)[:CLASSES]
    chosen: dict[int, tuple[int, ...]] = {0: (), 1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 2, 3)}
    return [every[at] for at in chosen.get(number, tuple(range(CLASSES)))]
