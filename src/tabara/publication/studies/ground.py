"""The common ground of studies: the groups of people that their lists tell apart, whatever each study calls them.

Two studies of the same people tell together what neither tells: one with a list more, one counted again a week later,
one with a list that ends a day earlier. So a list is what it is defined as: the people whom some agencies registered,
over some days, as victims in a wider or a narrower sense. The definitions are cut into what they share; a person is
known by the set of pieces on which she stands. Pieces that no number tells apart are one.

A list that was brought in names no agency of ours: there its own name says what it is. So does an entry of an earlier
release, which has no definition: it is the list of that name in those days.
"""

import datetime as dt
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tabara.indicators.entries import Entry
from tabara.indicators.ground import Shared
from tabara.methods.disclosure import DisclosureError
from tabara.publication.studies.released import ALL, ANY, EXACTLY, KEY, LIST, OF

MOST_PIECES = 12  # whose sets are all looked at: four thousand groups of people
NARROW = "identified"  # victims of a list that are a part of those of any other
Pieces = frozenset[Hashable]


class Listed(NamedTuple):
    """What a list is."""

    key: str
    since: dt.date
    until: dt.date
    narrow: bool = False
    agencies: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[tuple[str, str], ...]:
        """Return who comes to know its people."""
        return tuple(("agency", one) for one in self.agencies) or (("list", self.key),)


class _Number(NamedTuple):
    """A number of a study by the pieces of its lists: who stands on one of each of these, and on none of those."""

    at: int
    each: tuple[Pieces, ...]
    none: tuple[Pieces, ...]
    told: bool

    @property
    def all(self) -> tuple[Pieces, ...]:
        return (*self.each, *self.none)


def shared_lists(entries: Sequence[Entry], now: Collection[int]) -> Iterator[Shared]:
    """Give the ground of the lists of which `now` tells, with all numbers on lists that these are connected with.

    Raises:
        DisclosureError: where they are too many to be looked at together.
    """
    numbers = _connected(_numbers(entries), now)
    if any(one.at in now for one in numbers) and any(one.at not in now for one in numbers):
        bits = _bits(numbers)
        if len(set(bits.values())) > MOST_PIECES:
            raise DisclosureError("Studies name too many lists to work out what they tell together.")
        kept = [one for one in numbers if one.told or all(_whole(some, bits) for some in one.all)]
        yield Shared([_parts(one, bits) for one in kept], [one.at for one in kept], adds=True)


def same_total(one: Entry, other: Entry) -> bool:
    """Say whether two studies count the same people of lists, on mostly the same days: all of a list, or of any."""
    days = (min(one.until, other.until) - max(one.since, other.since)).days
    mostly = 2 * days > max((each.until - each.since).days for each in (one, other))
    named = not (_defined(one) and _defined(other))  # of an earlier release, the names are all there is
    return mostly and _counted(one, named) == _counted(other, named)


def is_total(entry: Entry) -> bool:
    """Say whether an entry counts all people of a list, or of any list of a study."""
    how, codes = entry.where[0]
    return how == ANY or (how == ALL and len(codes) == 1)


def _counted(entry: Entry, named: bool) -> tuple[str, frozenset[Hashable]]:
    """Give whom a total counts, whatever the days: by the names of its lists, or by what they are."""
    how, codes = entry.where[0]
    lists = _defined(entry)
    units = [lists[code].units if code in lists and not named else (("list", code),) for code in codes]
    return ANY if len(codes) == 1 else how, frozenset(chain.from_iterable(units))


def _defined(entry: Entry) -> dict[str, Listed]:
    found = {}
    for name, codes in entry.where:
        if name == LIST:
            key, since, until, victims, *agencies = codes
            days = dt.date.fromisoformat(since), dt.date.fromisoformat(until)
            found[key] = Listed(key, *days, victims == NARROW, tuple(agencies))
    return found


def _numbers(entries: Sequence[Entry]) -> list[_Number]:
    some = {at: entry for at, entry in enumerate(entries) if entry.key == KEY}
    known = list(dict.fromkeys(chain.from_iterable(_defined(entry).values() for entry in some.values())))
    lists = {at: _lists(entry, known) for at, entry in some.items()}
    pieces = _pieces(list(dict.fromkeys(chain.from_iterable(each.values() for each in lists.values()))))
    return [_number(at, entry, {key: pieces[one] for key, one in lists[at].items()}) for at, entry in some.items()]


def _lists(entry: Entry, known: Sequence[Listed]) -> dict[str, Listed]:
    """Give what the lists of an entry are; where it does not say, what a list of that name is in those days."""
    defined = _defined(entry)
    for key in dict(entry.where)[OF]:
        if key not in defined:
            there = (one for one in known if one.key == key and one.since < entry.until and entry.since < one.until)
            defined[key] = next(there, Listed(key, entry.since, entry.until))
    return defined


def _pieces(lists: Sequence[Listed]) -> dict[Listed, Pieces]:
    """Cut lists into what they share: who registers, the days between any two borders, and in which sense a victim."""
    borders: dict[Hashable, set[dt.date]] = {}
    for one in lists:
        for unit in one.units:
            borders.setdefault(unit, set()).update((one.since, one.until))
    return {
        one: frozenset(
            (unit, day, narrow)
            for unit in one.units
            for day in borders[unit]
            for narrow in ((True,) if one.narrow else (True, False))
            if one.since <= day < one.until
        )
        for one in lists
    }


def _number(at: int, entry: Entry, pieces: Mapping[str, Pieces]) -> _Number:
    how, codes = entry.where[0]
    told = entry.value is not None
    each = tuple(pieces[code] for code in codes)
    if how == ANY:
        return _Number(at, (frozenset(chain.from_iterable(each)),), (), told)
    others = [one for key, one in pieces.items() if key not in codes] if how == EXACTLY else []
    return _Number(at, each, tuple(others), told)


def _connected(numbers: Sequence[_Number], now: Collection[int]) -> list[_Number]:
    """Give the numbers that share a list with those of now, or with one that does."""
    reached = frozenset[Hashable](chain.from_iterable(chain(*one.all) for one in numbers if one.at in now))
    while True:
        near = [one for one in numbers if any(reached & some for some in one.all)]
        further = reached.union(*(some for one in near for some in one.all))
        if further == reached:
            return near
        reached = further


def _bits(numbers: Sequence[_Number]) -> dict[Hashable, int]:
    """Give each piece a bit; those that no number tells apart have the same."""
    groups = list(dict.fromkeys(some for one in numbers if one.told for some in one.all))
    signs = {piece: tuple(piece in some for some in groups) for piece in chain.from_iterable(groups)}
    order = {sign: 1 << at for at, sign in enumerate(dict.fromkeys(signs.values()))}
    return {piece: order[sign] for piece, sign in signs.items()}


def _whole(some: Pieces, bits: Mapping[Hashable, int]) -> bool:
    """Say whether pieces are told apart from all others."""
    mine = {bits.get(piece, 0) for piece in some}
    return 0 not in mine and not any(bit in mine for piece, bit in bits.items() if piece not in some)


def _parts(one: _Number, bits: Mapping[Hashable, int]) -> frozenset[Hashable]:
    """Give the sets of pieces on which somebody stands whom the number counts."""
    each = [sum({bits[piece] for piece in some}) for some in one.each]
    none = sum({bits[piece] for some in one.none for piece in some})
    every = range(1, 1 << len(set(bits.values())))
    return frozenset(some for some in every if not some & none and all(some & asked for asked in each))
