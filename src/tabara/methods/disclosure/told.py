"""Numbers as they left, and which of them somebody believes who holds them all.

What was told twice with different numbers, because records came in between, is one number of two days. A reader may
believe the latest; but also the earlier one, whose paper nobody took back. So all numbers are looked at as they stood
at each moment after which one was told otherwise, what was told only later beside them.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Parts = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Told:
    """A number that left in a release: what it counts, and what a reader knows of it; None is withheld.

    `error` is by how much the printed number may be beside the counted one: of a rounded one, or of a share.
    """

    release: str
    name: str
    parts: Parts = field(repr=False)
    value: int | None
    error: int = 0


def readings(before: Sequence[Told], now: Sequence[Told]) -> Iterator[tuple[list[Told], list[Told]]]:
    """Give what a reader may believe of before and of now: first the latest of everything, then as it stood earlier.

    Where now tells otherwise what was told before, it is once the new number and once the old one that is believed.
    """
    latest = _latest(before)
    yield _held(before, latest, without=now), list(now)
    for believed in _moments(before):
        fresh = [one for one in now if not _otherwise(one, believed)]
        if len(fresh) < len(now):
            yield _held(before, believed), fresh
        if believed != latest:
            yield _held(before, believed, without=now), list(now)


def _latest(some: Sequence[Told]) -> dict[Parts, Told]:
    return {one.parts: one for one in some if one.value is not None}


def _otherwise(one: Told, believed: Mapping[Parts, Told]) -> bool:
    """Say whether a number is told that is believed to be another."""
    old = believed.get(one.parts)
    return old is not None and one.value is not None and (one.value, one.error) != (old.value, old.error)


def _moments(before: Sequence[Told]) -> Iterator[dict[Parts, Told]]:
    """Give all numbers as they stood before each release that told one otherwise, and as they stand after the last."""
    latest, believed = _latest(before), dict[Parts, Told]()
    for release in dict.fromkeys(one.release for one in before):
        some = [one for one in before if one.release == release]
        if any(_otherwise(one, believed) for one in some):
            yield {**latest, **believed}
        believed |= _latest(some)
    yield latest


def _held(before: Sequence[Told], believed: Mapping[Parts, Told], without: Sequence[Told] = ()) -> list[Told]:
    """Give the older numbers that are believed, and those withheld that nobody told; without what is told anew."""
    again = _latest(without).keys()
    return [one for one in before if one.parts not in again and believed.get(one.parts, one) is one]
