"""What several releases tell together that none tells alone: one table subtracted from another.

Each number that left counts some parts of a common ground: quarters, codes, pieces of land. Two numbers of which one
counts parts of the other are subtracted, as any reader would; then linear programmes over all tables that agree with
every release find what more can be worked out, such as a year less three of its quarters. Only what the new release
adds to the old ones is looked for, and only numbers from one to below the threshold.

References
----------
Hundepool et al. (2012), Statistical Disclosure Control, section 5.2 (linked tables). Fischetti and Salazar (2001), as
in `audit`.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog

_EPSILON = 1e-6
_MOST_CLASSES = 400  # beyond it, numbers are subtracted pair by pair alone


@dataclass(frozen=True, slots=True)
class Told:
    """A number that left in a release: what it counts, and what a reader knows of it; None is withheld.

    `error` is by how much the printed number may be beside the counted one: of a rounded one, or of a share.
    """

    release: str
    name: str
    parts: frozenset[Hashable] = field(repr=False)
    value: int | None
    error: int = 0


class Derived(NamedTuple):
    """A small number that somebody could work out, between these bounds, from these two releases."""

    name: str
    releases: tuple[str, str]
    low: int
    high: int


def derived(before: Sequence[Told], now: Sequence[Told], threshold: int, *, adds: bool = True) -> Derived | None:
    """Find a number below the threshold that follows from the new numbers and those before, and from neither alone.

    Where parts do not add up, as when a person may stand in several of them, only pairs are subtracted.

    >>> half = Told("January", "women, first half", frozenset({"Q1", "Q2"}), 40)
    >>> quarter = Told("April", "women, first quarter", frozenset({"Q1"}), 37)
    >>> derived([half], [quarter], 10)
    Derived(name='women, first half, less: women, first quarter', releases=('January', 'April'), low=3, high=3)
    >>> derived([half], [Told("April", "women, first quarter", frozenset({"Q1"}), 20)], 10) is None
    True
    """
    found = next(_subtracted(before, now, threshold), None)
    return found or (_together(before, now, threshold) if adds else None)


def _subtracted(before: Sequence[Told], now: Sequence[Told], threshold: int) -> Iterator[Derived]:
    for new in now:
        for old in before:
            if new.parts == old.parts or not (new.parts < old.parts or old.parts < new.parts):
                continue
            whole, part = (old, new) if new.parts < old.parts else (new, old)
            if whole.value is None or part.value is None:
                continue
            error, less = whole.error + part.error, whole.value - part.value
            if less - error >= 1 and less + error < threshold:
                name = f"{whole.name}, less: {part.name}"
                yield Derived(name, (old.release, new.release), less - error, less + error)


def _together(before: Sequence[Told], now: Sequence[Told], threshold: int) -> Derived | None:
    before = _standing(before, now)
    if not before or not now:
        return None
    found = _small([*before, *now], threshold)
    if not found:
        return None
    alone = {**_small(before, threshold), **_small(now, threshold)}
    for parts, (name, low, high) in found.items():
        if not any(parts >= known for known in alone):
            return Derived(name, (_culprit(before, now, parts, threshold), now[0].release), low, high)
    return None


def _standing(before: Sequence[Told], now: Sequence[Told]) -> list[Told]:
    """Give the older numbers but those told again since: a reader holds to the latest, and the others contradict it."""
    again = {one.parts for one in now if one.value is not None}
    latest = {one.parts: one for one in before if one.value is not None}
    return [one for one in before if one.parts not in again and latest.get(one.parts, one) is one]


def _culprit(before: Sequence[Told], now: Sequence[Told], parts: frozenset[Hashable], threshold: int) -> str:
    """Name the release that with the new one is enough, or else one without which it would not be."""
    releases = list(dict.fromkeys(one.release for one in reversed(before)))
    for name in releases:
        some = [one for one in before if one.release == name]
        if parts in _small([*some, *now], threshold, parts):
            return name
    for name in releases:
        rest = [one for one in before if one.release != name]
        if parts not in _small([*rest, *now], threshold, parts):
            return name
    return releases[0]


def _small(
    told: Sequence[Told], threshold: int, only: frozenset[Hashable] | None = None
) -> dict[frozenset[Hashable], tuple[str, int, int]]:
    """Give the parts whose number is known to be from one to below the threshold, with a name and the bounds."""
    ground = sorted({part for one in told for part in one.parts}, key=repr)
    signs = {part: tuple(part in one.parts for one in told) for part in ground}
    classes = list(dict.fromkeys(signs.values()))
    if not classes or len(classes) > _MOST_CLASSES:
        return {}
    reader = _Reader(told, classes)
    if not reader.agrees:
        return {}  # what was counted changed between two releases: they contradict each other, and tell less
    found = {}
    for parts, name, weights in _aims(told, classes, signs):
        if only is None or parts == only:
            low, high = reader.between(weights, threshold)
            if low >= 1 and high < threshold:
                found[parts] = (name, int(low), int(high))
    return found


def _aims(
    told: Sequence[Told], classes: Sequence[tuple[bool, ...]], signs: dict[Hashable, tuple[bool, ...]]
) -> Iterator[tuple[frozenset[Hashable], str, np.ndarray]]:
    """Give what one would like to know: every withheld number, and every smallest part that the numbers cut out."""
    for at, one in enumerate(told):
        if one.value is None and one.parts:
            yield one.parts, one.name, np.array([float(each[at]) for each in classes])
    for at, sign in enumerate(classes):
        names = [one.name for inside, one in zip(sign, told, strict=True) if inside]
        weights = np.zeros(len(classes))
        weights[at] = 1.0
        yield frozenset(part for part, own in signs.items() if own == sign), min(names, key=len), weights


class _Reader:
    """Somebody who holds all these releases, and what each smallest part may be."""

    def __init__(self, told: Sequence[Told], classes: Sequence[tuple[bool, ...]]) -> None:
        known = [(at, one.value, one.error) for at, one in enumerate(told) if one.value is not None]
        rows = np.array([[float(each[at]) for each in classes] for at, _value, _error in known])
        most = np.array([value + error for _at, value, error in known], float)
        least = np.array([value - error for _at, value, error in known], float)
        self._rows = np.vstack([rows, -rows]) if known else np.zeros((1, len(classes)))
        self._limits = np.concatenate([most, -least]) if known else np.zeros(1)
        self.agrees = self._extreme(np.zeros(len(classes))) is not None

    def between(self, weights: np.ndarray, threshold: int) -> tuple[float, float]:
        """Give the least and the most that these parts hold; without looking further where they may hold enough."""
        most = self._extreme(-weights)
        if most is None or -most >= threshold:
            return 0, inf
        least = self._extreme(weights) or 0.0
        return ceil(least - _EPSILON), floor(-most + _EPSILON)

    def _extreme(self, aim: np.ndarray) -> float | None:
        found = linprog(aim, A_ub=self._rows, b_ub=self._limits, bounds=(0, None), method="highs")
        return None if found.fun is None or found.status else float(found.fun)
