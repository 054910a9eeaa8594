"""Several linkages drawn from the match probabilities, and the capture histories that each of them gives.

Links that were missed lower the overlap of lists and raise an estimate of hidden people, links made wrongly do the
opposite. So a study is repeated on linkages drawn as they may be, and its spread is told.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.grouping import Decision, decide

EVEN = 0.5
Chance = Callable[[], float]

History = tuple[int, ...]
Links = dict[tuple[str, str], float]


def drawn(
    pairs: pa.Table, draws: int, rng: np.random.Generator, decided: Iterable[Decision] = ()
) -> list[dict[str, str]]:
    """Draw linkages: for each, the group of every record that stands in a pair; every other record is alone.

    The most probable groups meet first. Whether two groups are one person is drawn once, with the mean probability of
    the pairs between them, so that a person who resembles two records of another is not drawn twice as often. What a
    person decided is the same in every draw.

    >>> pairs = pa.table({"unique_id_l": ["a", "b"], "unique_id_r": ["b", "c"], "probability": [1.0, 0.0]})
    >>> drawn(pairs, 2, np.random.default_rng(1))
    [{'a': 'a', 'b': 'a', 'c': 'c'}, {'a': 'a', 'b': 'a', 'c': 'c'}]
    """
    return list(drawings(pairs, draws, rng.random, decided))


def drawings(pairs: pa.Table, draws: int, chance: Chance, decided: Iterable[Decision] = ()) -> Iterator[dict[str, str]]:
    """Draw linkages one after the other, for whoever needs only one at a time."""
    start = _start(pairs, decided)
    return (start().made(chance) for _ in range(draws))


def likeliest(pairs: pa.Table, decided: Iterable[Decision] = ()) -> dict[str, str]:
    """Give one linkage, made as `drawn` makes it: two groups are one person if their pairs are probable on the mean.

    Unlike the groups above a threshold it has no chains: that a resembles b, and b resembles c, is not enough where a
    and c resemble each other in nothing.

    >>> pairs = pa.table({"unique_id_l": ["a", "b"], "unique_id_r": ["b", "c"], "probability": [0.9, 0.8]})
    >>> likeliest(pairs)
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """
    return _start(pairs, decided)().made(lambda: EVEN)


def _start(pairs: pa.Table, decided: Iterable[Decision]) -> Callable[[], "_Draw"]:
    told = pairs.to_pydict()
    links: Links = {
        (min(two), max(two)): stated
        for *two, stated in zip(told["unique_id_l"], told["unique_id_r"], told["probability"], strict=True)
    }
    sentences = [Decision(*one) for one in decided]
    ids = sorted({one for two in links for one in two} | {one for said in sentences for one in said[:2]})
    return lambda: _Draw(ids, links, sentences)


class _Draw:
    """One linkage in the making: groups, and how probable the pairs between each two of them are, summed."""

    def __init__(self, ids: Sequence[str], links: Links, decided: Sequence[Decision]) -> None:
        self.groups = decide(ids, decided)
        self.size = Counter(self.groups.of(one) for one in ids)
        self.between: dict[str, dict[str, float]] = defaultdict(dict)
        for (one, other), stated in sorted(links.items()):
            self._add(self.groups.of(one), self.groups.of(other), stated)
        self.next = [self._ranked(one, other) for one in self.between for other in self.between[one] if one < other]
        heapq.heapify(self.next)

    def made(self, chance: Chance) -> dict[str, str]:
        while self.next:
            stated, one, other = heapq.heappop(self.next)
            if other not in self.between.get(one, ()) or (stated, one, other) != self._ranked(one, other):
                continue  # one of the two has become part of a larger group since
            if chance() < -stated:
                self._merge(one, other)
            else:
                self.groups.bar(one, other)
                self._part(one, other)
        return self.groups.numbers()

    def _ranked(self, one: str, other: str) -> tuple[float, str, str]:
        one, other = min(one, other), max(one, other)
        return -min(self.between[one][other] / (self.size[one] * self.size[other]), 1.0), one, other

    def _add(self, one: str, other: str, stated: float) -> None:
        if one != other and not self.groups.barred(one, other):
            self.between[one][other] = self.between[other][one] = self.between[one].get(other, 0.0) + stated

    def _part(self, one: str, other: str) -> None:
        self.between[one].pop(other, None)
        self.between[other].pop(one, None)

    def _merge(self, one: str, other: str) -> None:
        self._part(one, other)
        self.groups.join(one, other)
        kept = self.groups.of(one)
        gone = other if kept == one else one
        self.size[kept] += self.size.pop(gone)
        for far, stated in self.between.pop(gone, {}).items():
            self.between[far].pop(gone, None)
            self._add(kept, far, stated)
        for far in [far for far in self.between[kept] if self.groups.barred(kept, far)]:
            self._part(kept, far)
        for far in self.between[kept]:
            heapq.heappush(self.next, self._ranked(kept, far))


def histories(
    clusters: Mapping[str, str], list_of: Mapping[str, str], lists: Sequence[str] | None = None
) -> dict[History, int]:
    """Count people by the lists that they stand on, as `prevalence.capture_table(lists, counts)` takes it.

    `list_of` gives the list of each record; a record that it does not name counts nowhere, and a record that no
    cluster names is a person alone. The lists stand in the order of `lists`, or else of their names; of a record on
    none of them nothing is counted.

    >>> histories({"1": "1", "2": "1", "3": "3"}, {"1": "A", "2": "B", "3": "B", "4": "C"}, ["A", "B"])
    {(0, 1): 1, (1, 1): 1}
    """
    order = tuple(lists) if lists is not None else tuple(sorted(set(list_of.values())))
    if len(set(order)) != len(order):
        raise LinkageError("A list is named twice. Name each list once.")
    stands_on: dict[str, set[str]] = defaultdict(set)
    for record, name in list_of.items():
        stands_on[clusters.get(record, record)].add(name)
    counted = Counter(tuple(int(name in on) for name in order) for on in stands_on.values())
    return {history: people for history, people in sorted(counted.items()) if any(history)}
