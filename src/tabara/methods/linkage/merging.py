"""One linkage drawn from pairs: the most probable groups meet first, and each question is drawn once.

Records go by number here, and what all draws begin with is made once: among a million records there are millions of
questions, most of them between two records that nothing has happened to yet, which costs no more than one look.
"""

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Chance = Callable[[], float]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Rank = tuple[float, int, int]

TWO = -1.0  # between two groups that are two people
AT_ONCE = 1 << 16  # questions that lie about as Python's own numbers


@dataclass(frozen=True)
class Questions:
    """What every draw begins with: the pairs between groups, the most probable first, and who stands near whom.

    `members` are those of groups that hold several records from the start; a group goes by the number of a record in
    it. A pair below nought was said to be two people; it is asked of nobody, and heeded where groups meet.
    """

    members: Mapping[int, Sequence[int]]
    sizes: Sequence[int]
    one: Ints
    other: Ints
    stated: Floats
    ranks: Floats
    begins: Ints  # the neighbours of a group stand from here up to where those of the next begin
    near: Ints
    by: Ints  # through which of the pairs

    def asked(self) -> Iterator[tuple[float, int, int, int]]:
        """Give the questions in their order: rank, both groups, and which pair it is."""
        many = int((self.stated >= 0).sum())
        for at in range(0, many, AT_ONCE):
            some = slice(at, min(at + AT_ONCE, many))
            columns = (column[some].tolist() for column in (self.ranks, self.one, self.other))
            yield from zip(*columns, range(some.start, some.stop), strict=True)

    def around(self, group: int) -> tuple[list[int], list[float], list[int]]:
        """Give the neighbours of a group, the sum of the pairs between, and which pair it is."""
        some = slice(int(self.begins[group]), int(self.begins[group + 1]))
        by = self.by[some]
        return self.near[some].tolist(), self.stated[by].tolist(), by.tolist()


def questions(
    one: Ints, other: Ints, stated: Floats, records: int, members: Mapping[int, Sequence[int]] | None = None
) -> Questions:
    """Put pairs of groups in the order in which they are asked; each pair stands once, its smaller number first."""
    size = np.ones(records, np.int64)
    for group, those in (members or {}).items():
        size[group] = len(those)
    ranks = -np.minimum(stated / (size[one] * size[other]), 1.0)
    order = np.lexsort((other, one, ranks))
    one, other, stated, ranks = one[order], other[order], stated[order], ranks[order]
    ends = np.concatenate([one, other])
    order = np.argsort(ends, kind="stable")
    begins = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=records))])
    near, by = np.concatenate([other, one])[order], order % max(len(one), 1)
    return Questions(members or {}, size.tolist(), one, other, stated, ranks, begins, near, by)


def merged(asked: Questions, chance: Chance) -> list[list[int]]:
    """Draw one linkage: give the groups of several records."""
    return _Draw(asked).made(chance)


class _Draw:
    """One linkage in the making. Of a group that never met another nor stands near one that did, nothing is kept."""

    def __init__(self, asked: Questions) -> None:
        self.asked = asked
        self.members = {group: list(those) for group, those in asked.members.items()}
        self.size = list(asked.sizes)
        self.between: dict[int, dict[int, float]] = {}
        self.known = bytearray(len(asked.begins))
        self.two = bytearray(len(asked.one))  # the pairs that were drawn to be two people
        self.next: list[Rank] = []

    def made(self, chance: Chance) -> list[list[int]]:
        known, following, two = self.known, self.next, self.two
        for rank, one, other, pair in self.asked.asked():
            while following and following[0] < (rank, one, other):
                self._again(heapq.heappop(following), chance)
            if (known[one] or known[other]) and not self._stands(rank, one, other):
                continue
            if chance() < -rank:
                self._merge(one, other)
            else:
                two[pair] = 1
                self._part(one, other)
        while following:
            self._again(heapq.heappop(following), chance)
        return list(self.members.values())

    def _again(self, rank: Rank, chance: Chance) -> None:
        """Ask of two groups of which one has grown."""
        stated, one, other = rank
        if self._stands(stated, one, other):
            if chance() < -stated:
                self._merge(one, other)
            else:
                self._part(one, other)

    def _stands(self, rank: float, one: int, other: int) -> bool:
        """Tell whether a question is still one: both groups are there, undecided, and as large as it was asked for."""
        if not self.known[one]:
            one, other = other, one
        around = self.between.get(one)
        stated = TWO if around is None else around.get(other, TWO)
        return stated >= 0 and rank == -min(stated / (self.size[one] * self.size[other]), 1.0)

    def _part(self, one: int, other: int) -> None:
        if self.known[one]:
            self.between[one][other] = TWO
        if self.known[other]:
            self.between[other][one] = TWO

    def _merge(self, one: int, other: int) -> None:
        kept, gone = (other, one) if self.size[one] < self.size[other] else (one, other)
        around = self._opened(kept)
        beside = self._opened(gone)
        del around[gone], beside[kept], self.between[gone]
        self.members.setdefault(kept, [kept]).extend(self.members.pop(gone, [gone]))
        self.size[kept] += self.size[gone]
        for far, stated in beside.items():
            there, before = self.between[far], around.get(far, 0.0)
            del there[gone]
            around[far] = there[kept] = TWO if stated < 0 or before < 0 else before + stated
        self._ask(kept, around)

    def _ask(self, kept: int, around: dict[int, float]) -> None:
        """Ask of a group that has grown, and each of those that it may still meet."""
        size = self.size
        for far, stated in around.items():
            if stated >= 0:
                rank = -min(stated / (size[kept] * size[far]), 1.0)
                heapq.heappush(self.next, (rank, kept, far) if kept < far else (rank, far, kept))

    def _opened(self, group: int) -> dict[int, float]:
        """Give what lies around a group that is about to change, with all its neighbours knowing of it."""
        around = self._around(group)
        for far in around:
            if not self.known[far]:
                self._around(far)
        return around

    def _around(self, group: int) -> dict[int, float]:
        """Give what lies between a group and each of its neighbours, from now on kept up."""
        if not self.known[group]:
            self.known[group] = 1
            far, stated, by = self.asked.around(group)
            self.between[group] = {
                one: TWO if self.two[pair] else share for one, share, pair in zip(far, stated, by, strict=True)
            }
        return self.between[group]
