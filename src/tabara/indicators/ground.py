"""The common ground of released numbers: into which parts of time, of codes and of land they cut what they count.

Numbers of one kind are compared, whichever indicator they came by: victims identified who are women and women who were
identified are the same people. Time is cut by the first days of all periods. Somebody who is counted once over a year
may be there in several quarters, so that time's parts are then the sets of quarters in which somebody was there.
"""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

from tabara import codelists
from tabara.indicators import dimensions, places
from tabara.indicators.catalogue import NOT, TYPES, Conditions, Indicator
from tabara.indicators.counting import LAST_DAY
from tabara.indicators.dimensions import PLACES, SEVERAL
from tabara.indicators.entries import Entry
from tabara.mart.reading import ONE_EACH

PLACE = "place"
MOST_SPELLS = 6  # parts of time of which every set is looked at
MOST_CODES = 6  # of several answers, likewise
MOST_PARTS = 6000
Signs = tuple[bool, ...]


@dataclass(frozen=True)
class Shared:
    """Numbers whose parts lie on one ground; `adds` says whether parts of time and codes add up on it."""

    parts: Sequence[frozenset[Hashable]]
    entries: Sequence[int]  # which of the entries given
    adds: bool


def kind(one: Indicator) -> Hashable:
    """Return what makes two indicators count the same rows in the same way."""
    return one.view, one.count, one.when, one.within, one.add, one.distinct


def shared(entries: Sequence[Entry], now: Collection[int]) -> Iterator[Shared]:
    """Give the grounds on which some of the entries lie together, `now` among them."""
    by_kind: dict[Hashable, list[int]] = {}
    for at, entry in enumerate(entries):
        one = entry.indicator
        if one is not None and not one.open and not one.held_by:
            by_kind.setdefault((kind(one), entry.types), []).append(at)
    for same in by_kind.values():
        asked = {at: _conditions(entries[at]) for at in same}
        several = list(dict.fromkeys(frozenset(asked[at]) for at in same))
        for names in several:
            there = [at for at in same if asked[at].keys() <= names]
            yield from _grounds(there, entries, sorted(names), now)
        if crossed := _crossed(several):
            whole = [at for at in same if asked[at].keys() <= crossed]
            yield from (one for one in _grounds(whole, entries, sorted(crossed), now) if one.adds)


def _crossed(several: Sequence[frozenset[str]]) -> frozenset[str]:
    """Give all that two tables or more are crossed by: three tables by two things each may tell of a cell by three."""
    crossed = [names for names in several if len(names) > 1]
    names = frozenset(chain.from_iterable(crossed))
    return names if len(crossed) > 1 and names not in several else frozenset()


def _grounds(
    there: Sequence[int], entries: Sequence[Entry], names: Sequence[str], now: Collection[int]
) -> Iterator[Shared]:
    """Give the ground of some entries; where it is too large to be looked at as one, also that of each shorter time."""
    if not (any(at in now for at in there) and any(at not in now for at in there)):
        return
    whole = _ground(there, [entries[at] for at in there], names)
    yield whole
    if not whole.adds:
        for some in _within_one_period(there, entries):
            if any(at in now for at in some) and any(at not in now for at in some):
                part = _ground(some, [entries[at] for at in some], names)
                yield from (part,) if part.adds else ()


def _within_one_period(there: Sequence[int], entries: Sequence[Entry]) -> Iterator[list[int]]:
    """Give, for each period that numbers have, those that lie within it; the longest first."""
    periods = {(entries[at].since, entries[at].until) for at in there}
    for since, until in sorted(periods, key=lambda one: one[0] - one[1]):
        some = [at for at in there if since <= entries[at].since and entries[at].until <= until]
        if len(some) < len(there):
            yield some


def _conditions(entry: Entry) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Give the conditions of an entry by what they are about, each with its breakdown, places with their division."""
    one, found = entry.indicator, dict[str, list[tuple[str, tuple[str, ...]]]]()
    own: Conditions = one.where if one else ()
    for name, codes in (*own, *entry.where):
        level = name.partition("@")[0]
        about, told = (PLACE, f"{level}@{entry.geography}") if level in PLACES else (name, name)
        found.setdefault(about, []).append((told, codes))
    return found


def _ground(there: Sequence[int], entries: Sequence[Entry], names: Sequence[str]) -> Shared:
    one = entries[0].indicator
    asked = [_conditions(entry) for entry in entries]
    times, adds = _times(entries, one)
    axes: list[list[frozenset[int]]] = [times]  # for each entry, which classes of the axis it counts
    for name in names:
        classes, partial = _classes(name, [told.get(name, []) for told in asked], one)
        axes.append(classes)
        adds = adds and partial
    parts = [frozenset(product(*(axis[at] for axis in axes))) for at in range(len(entries))]
    return Shared(parts, there, adds and len(frozenset(chain.from_iterable(parts))) <= MOST_PARTS)


def _times(entries: Sequence[Entry], one: Indicator | None) -> tuple[list[frozenset[int]], bool]:
    """Cut time by all first days; where a person counts once over a period, into sets of spells."""
    if one is None or one.when == LAST_DAY:
        days = list(dict.fromkeys(entry.until for entry in entries))
        return [frozenset({days.index(entry.until)}) for entry in entries], True
    borders = sorted({day for entry in entries for day in (entry.since, entry.until)})
    spells = [
        frozenset(at for at, day in enumerate(borders[:-1]) if entry.since <= day < entry.until) for entry in entries
    ]
    if (one.count == "additive" and not one.distinct) or one.view in ONE_EACH:
        return spells, True
    if len(borders) - 1 > MOST_SPELLS:
        return spells, False
    there = list(_subsets(range(len(borders) - 1)))
    return [frozenset(at for at, some in enumerate(there) if some & mine) for mine in spells], True


def _classes(
    name: str, asked: Sequence[list[tuple[str, tuple[str, ...]]]], one: Indicator | None
) -> tuple[list[frozenset[int]], bool]:
    """Cut what a breakdown is about by all conditions on it; say whether its parts add up."""
    different = list(dict.fromkeys(condition for told in asked for condition in told))
    atoms, adds = _atoms(name, different, one)
    signs = [tuple(_meets(atom, condition) for condition in different) for atom in atoms]
    classes: list[Signs] = list(dict.fromkeys(signs))
    found = []
    for told in asked:
        wanted = [different.index(condition) for condition in told]
        found.append(frozenset(at for at, sign in enumerate(classes) if all(sign[one] for one in wanted)))
    return found, adds


def _atoms(
    name: str, different: Sequence[tuple[str, tuple[str, ...]]], one: Indicator | None
) -> tuple[list[frozenset[tuple[str, str]]], bool]:
    """Give the smallest things a breakdown tells apart, each as all that is true of it."""
    if name == PLACE:
        return _land(different), True
    codes = sorted({code for _name, told in different for code in told if code != NOT})
    several = name in SEVERAL and not (one is not None and one.count == TYPES and name == "service")
    if several and len(codes) <= MOST_CODES:
        found = [frozenset((name, code) for code in some) for some in (frozenset(), *_subsets(codes))]
        return found, True
    return [*(frozenset({(name, code)}) for code in codes), frozenset()], not several


def _land(different: Sequence[tuple[str, tuple[str, ...]]]) -> list[frozenset[tuple[str, str]]]:
    """Give every piece of land as the places it lies in, of every level and division; one piece is not known."""
    gazetteer = codelists.pack().places
    versions = [one.key for one in gazetteer.divisions]
    order = [f"{level}@{version}" for level in PLACES for version in reversed(versions)]
    pieces = [frozenset(zip(order, path, strict=True)) for path in places.ground(gazetteer)]
    return [*pieces, frozenset((name, dimensions.UNKNOWN) for name, _codes in different)]


def _meets(atom: frozenset[tuple[str, str]], condition: tuple[str, tuple[str, ...]]) -> bool:
    name, codes = condition
    if codes[:1] == (NOT,):
        return not any((name, code) in atom for code in codes[1:])
    return any((name, code) in atom for code in codes)


def _subsets(things: Sequence[Any]) -> Iterator[frozenset[Any]]:
    """Give every set of some of the things that is not empty."""
    for size in range(1, len(things) + 1):
        for some in combinations(things, size):
            yield frozenset(some)
