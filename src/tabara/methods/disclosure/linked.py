"""What several releases tell together that none tells alone: one table subtracted from another.

Each number that left counts some parts of a common ground: quarters, codes, pieces of land. Two numbers of which one
counts parts of the other are subtracted, as any reader would; then linear programmes over all tables that agree with
every release find what more can be worked out, such as a year less three of its quarters (`reader`). They look for
every withheld number, every smallest part, and every sum of parts over one thing or another: all women, all of a
quarter. Only what the new release adds to the old ones is looked for, and only numbers from one to below the threshold.

References
----------
Hundepool et al. (2012), Statistical Disclosure Control, section 5.2 (linked tables). Fischetti and Salazar (2001), as
in `audit`.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.reader import Aim, Known, Patience, Reader
from tabara.methods.disclosure.told import Parts, Told, readings

MOST_CELLS = 8000  # that a reader's tables have; no year of releases comes near it
_MOST_SIDES = 5  # of a table whose margins are looked for


class Derived(NamedTuple):
    """A small number that somebody could work out, between these bounds, from these two releases."""

    name: str
    releases: tuple[str, str]
    low: int
    high: int


def derived(
    before: Sequence[Told],
    now: Sequence[Told],
    threshold: int,
    *,
    adds: bool = True,
    patience: Patience | None = None,
) -> Derived | None:
    """Find a number below the threshold that follows from the new numbers and those before, and from neither alone.

    Where parts do not add up, as when a person may stand in several of them, only pairs are subtracted. The older
    numbers come in the order in which they left.

    Raises:
        DisclosureError: where it cannot be worked out what they tell together; then nothing may be taken to be safe.

    >>> half = Told("January", "women, first half", frozenset({"Q1", "Q2"}), 40)
    >>> quarter = Told("April", "women, first quarter", frozenset({"Q1"}), 37)
    >>> derived([half], [quarter], 10)
    Derived(name='women, first half, less: women, first quarter', releases=('January', 'April'), low=3, high=3)
    >>> derived([half], [Told("April", "women, first quarter", frozenset({"Q1"}), 20)], 10) is None
    True
    """
    patience = patience or Patience()
    found = next(_subtracted(before, now, threshold, patience), None)
    if found is not None or not adds:
        return found
    readers = readings(before, now)
    return next(filter(None, (_together(held, new, threshold, patience) for held, new in readers)), None)


def _subtracted(before: Sequence[Told], now: Sequence[Told], threshold: int, patience: Patience) -> Iterator[Derived]:
    for new in now:
        patience.left()
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


def _together(before: Sequence[Told], now: Sequence[Told], threshold: int, patience: Patience) -> Derived | None:
    if not before or not now:
        return None
    found = _small([*before, *now], threshold, patience)
    if not found:
        return None
    alone = {**_small(before, threshold, patience), **_small(now, threshold, patience)}
    alone |= {**_small(before, threshold, patience, list(found)), **_small(now, threshold, patience, list(found))}
    for parts, (name, low, high) in found.items():
        if not any(parts == known or (parts > known and told[1:] == (low, high)) for known, told in alone.items()):
            return Derived(name, (_culprit(before, now, parts, threshold, patience), now[0].release), low, high)
    return None


def _culprit(before: Sequence[Told], now: Sequence[Told], parts: Parts, threshold: int, patience: Patience) -> str:
    """Name the release that with the new one is enough, or else one without which it would not be."""
    releases = list(dict.fromkeys(one.release for one in reversed(before)))
    for name in releases:
        some = [one for one in before if one.release == name]
        if _small([*some, *now], threshold, patience, [parts]):
            return name
    for name in releases:
        rest = [one for one in before if one.release != name]
        if not _small([*rest, *now], threshold, patience, [parts]):
            return name
    return releases[0]


def _small(
    told: Sequence[Told], threshold: int, patience: Patience, only: Sequence[Parts] | None = None
) -> dict[Parts, tuple[str, int, int]]:
    """Give the parts whose number is known to be from one to below the threshold, with a name and the bounds."""
    patience.left()
    ground = _Ground(told)
    if len(ground.cells) > MOST_CELLS:
        raise DisclosureError("There are too many numbers to work out what they tell together.")
    known = [
        Known(ground.within(one.parts), one.value - one.error, one.value + one.error, 1 + at / len(told))
        for at, one in enumerate(told)
        if one.value is not None
    ]
    wanted = ground.wanted() if only is None else {parts: "" for parts in only if ground.holds(parts)}
    aims = [Aim(ground.within(parts), ground.touching(parts)) for parts in wanted]
    found = Reader(known, len(ground.cells), patience).small(aims, threshold)
    names = list(wanted.items())
    return {names[at][0]: (names[at][1], low, high) for at, (low, high) in found.items()}


class _Ground:
    """The parts that some numbers count, taken together where no number tells them apart."""

    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        inside: dict[Hashable, list[int]] = {}
        for at, one in enumerate(told):
            for part in one.parts:
                inside.setdefault(part, []).append(at)
        signs = {part: tuple(some) for part, some in inside.items()}
        order = {sign: at for at, sign in enumerate(sorted(set(signs.values())))}
        cells = ((part, order[sign]) for part, sign in signs.items())
        self._cell = dict(sorted(cells, key=lambda one: (one[1], repr(one[0]))))  # the same order in every run
        self.cells: list[list[Hashable]] = [[] for _sign in order]
        for part, at in self._cell.items():
            self.cells[at].append(part)
        self._signs = list(order)

    def holds(self, parts: Parts) -> bool:
        """Say whether any number counts each of these parts; one that none does may hold anybody."""
        return all(part in self._cell for part in parts)

    def touching(self, parts: Parts) -> list[int]:
        """Give the cells of which some part is among these."""
        return sorted({self._cell[part] for part in parts if part in self._cell})

    def within(self, parts: Parts) -> list[int]:
        """Give the cells that lie among these parts as a whole."""
        return [at for at in self.touching(parts) if parts.issuperset(self.cells[at])]

    def wanted(self) -> dict[Parts, str]:
        """Give what one would like to know, with its name: withheld numbers, smallest parts, and sums of them."""
        found = {one.parts: one.name for one in self._told if one.value is None and one.parts}
        for at, some in enumerate(self.cells):
            found.setdefault(frozenset(some), self._name(self._signs[at]))
        for parts, name in self._rests():
            found.setdefault(parts, name)
        for parts in self._margins():
            if parts not in found:
                found[parts] = self._name(sorted({at for cell in self.touching(parts) for at in self._signs[cell]}))
        return found

    def _name(self, some: Sequence[int]) -> str:
        return min((self._told[at].name for at in some), key=len)

    @cached_property
    def _sides(self) -> int:
        """How many sides the table has of which the parts are cells; none where they are no cells of a table."""
        sides = {len(part) if isinstance(part, tuple) else 0 for part in self._cell}
        return min(sides) if len(sides) == 1 and max(sides) <= _MOST_SIDES else 0

    def _margins(self) -> Iterator[Parts]:
        """Give the parts of a table that are the same but for some of its sides: all of a quarter, all women."""
        for size in range(1, self._sides):
            for kept in combinations(range(self._sides), size):
                sums: dict[Hashable, list[Hashable]] = {}
                for part in self._cell:
                    sums.setdefault(tuple(part[at] for at in kept), []).append(part)  # type: ignore[index]  # only where all of them are tuples
                yield from map(frozenset, sums.values())

    def _rests(self) -> Iterator[tuple[Parts, str]]:
        """Give what is left of each number less all that are its parts along one side: the year less two quarters."""
        for side in range(self._sides):
            alike: dict[tuple[Parts, ...], dict[Parts, str]] = {}
            for one in self._told:
                if one.value is not None and one.parts:
                    sides = [frozenset(some) for some in zip(*one.parts, strict=True)]
                    alike.setdefault((*sides[:side], *sides[side + 1 :]), {})[sides[side]] = one.name
            for others, lengths in alike.items():
                yield from _left(others, lengths, side)


def _left(others: Sequence[Parts], lengths: Mapping[Parts, str], side: int) -> Iterator[tuple[Parts, str]]:
    for whole, name in lengths.items():
        rest = whole.difference(*(part for part in lengths if part < whole))
        if rest and rest != whole:
            yield frozenset(product(*others[:side], rest, *others[side:])), name
