"""Models of many lists, of which few depend on each other: the sums over all histories, part by part.

Lists that no interaction ties together are independent in a model, so a sum over all 2^m histories is the product of
sums over each part of lists that hang together, and twelve lists in parts of three cost four times eight numbers
instead of 4,096. The answers are those of `Problem`, but for rounding. Only a table in which every history is
possible falls into parts.
"""

from dataclasses import dataclass

import numpy as np

from tabara.methods.prevalence.capture import Floats, Ints
from tabara.methods.prevalence.loglinear.lattice import subset_sums, superset_sums
from tabara.methods.prevalence.loglinear.newton import LARGEST_LOG, Bools


@dataclass(frozen=True, slots=True)
class Alike:
    """The parts of one size of all models: a row for each part, its lists at the bits 0, 1, 2 and so on."""

    row: Ints  # whose part it is
    lists: Ints  # the number of the list at each bit
    at: Ints  # where on the part's own lattice each term of the model stands; beyond it where it belongs elsewhere
    keep: Bools  # which of its histories are in

    @property
    def cells(self) -> int:
        """How many histories there are of so many lists, the empty one among them."""
        return int(self.keep.shape[1])

    def chosen(self, kept: Bools, new: Ints) -> "Alike":
        """Give the parts of some of the models, which are numbered anew."""
        which = kept[self.row]
        return Alike(new[self.row[which]], self.lists[which], self.at[which], self.keep[which])

    def sums(self, beta: Floats) -> tuple[Floats, Floats]:
        """Give the sums over all histories that contain each one, as a share of their sum, and the sum's logarithm."""
        spread = np.zeros((len(self.row), self.cells + 1))
        np.put_along_axis(spread, self.at, beta[self.row], axis=1)
        inside = subset_sums(np.ascontiguousarray(spread[:, : self.cells]))
        found = superset_sums(np.exp(np.minimum(inside, LARGEST_LOG)) * self.keep)
        return found / found[:, :1], np.log(found[:, 0])


@dataclass
class Parts:
    """Tables with a model each, whose sums are taken part by part; what `newton` asks of it is what `Problem` has."""

    stat: Floats
    terms: Ints  # the empty one first; -1 fills up a row
    alike: tuple[Alike, ...]
    empty_counts: bool  # whether the history of those whom nobody has seen is in the table

    def __post_init__(self) -> None:
        self.padded = self.terms < 0
        self.own = [np.nonzero(one.at < one.cells) for one in self.alike]

    def rows(self, which: Ints) -> "Parts":
        """Give the same for some of the tables."""
        kept, new = np.zeros(len(self.terms), bool), np.zeros(len(self.terms), np.int64)
        kept[which], new[which] = True, np.arange(len(which))
        alike = tuple(one.chosen(kept, new) for one in self.alike)
        return Parts(self.stat[which], self.terms[which], alike, self.empty_counts)

    def derivatives(self, beta: Floats) -> tuple[Floats, Floats]:
        """The slope of the likelihood at each term, and the matrix of second derivatives."""
        share, log_total = np.where(self.padded, 0.0, 1.0), beta[:, 0].copy()
        found = []
        for one, (part, term) in zip(self.alike, self.own, strict=True):
            sums, logs = one.sums(beta)
            log_total += np.bincount(one.row, logs, len(beta))
            share[one.row[part], term] = sums[part, one.at[part, term]]
            found.append(sums)
        matrix = share[:, :, None] * share[:, None, :]
        for one, sums in zip(self.alike, found, strict=True):
            self._together(one, sums, matrix)
        total = np.exp(np.minimum(log_total, LARGEST_LOG))
        unseen = np.zeros(len(beta)) if self.empty_counts else np.exp(np.minimum(beta[:, 0], LARGEST_LOG))
        matrix *= total[:, None, None]
        matrix[:, 0, 0] -= unseen
        row, column = np.nonzero(self.padded)
        matrix[row, column, column] = 1.0
        slope = self.stat - total[:, None] * share
        slope[:, 0] += unseen
        return np.where(self.padded, 0.0, slope), matrix

    def _together(self, one: Alike, sums: Floats, matrix: Floats) -> None:
        """Put in the share of those who have two terms of the same part."""
        inside = one.at < one.cells
        part, first, second = np.nonzero(inside[:, :, None] & inside[:, None, :])
        both = one.at[part, first] | one.at[part, second]
        matrix[one.row[part], first, second] = sums[part, both]

    def foretold(self, beta: Floats, pairs: Ints, lists: int) -> Floats:
        """Give how many people the models expect on each pair of lists."""
        alone, log_total = np.zeros((len(beta), lists)), beta[:, 0].copy()
        found = [one.sums(beta) for one in self.alike]
        for one, (sums, logs) in zip(self.alike, found, strict=True):
            log_total += np.bincount(one.row, logs, len(beta))
            alone[one.row[:, None], one.lists] = sums[:, 1 << np.arange(one.lists.shape[1])]
        ends = np.array([[at for at in range(lists) if int(pair) >> at & 1] for pair in pairs])
        where = np.full((lists, lists), -1, np.int64)  # -1 where nobody asked about the pair
        where[ends[:, 0], ends[:, 1]] = where[ends[:, 1], ends[:, 0]] = np.arange(len(pairs))
        share = alone[:, ends[:, 0]] * alone[:, ends[:, 1]]
        for one, (sums, _) in zip(self.alike, found, strict=True):
            for second in range(one.lists.shape[1]):
                for first in range(second):
                    pair = where[one.lists[:, first], one.lists[:, second]]
                    asked = pair >= 0
                    share[one.row[asked], pair[asked]] = sums[asked, 1 << first | 1 << second]
        return np.asarray(share * np.exp(np.minimum(log_total, LARGEST_LOG))[:, None])


def parts_of(lists: int, stat: Floats, terms: Ints, zero: Ints, *, empty_counts: bool) -> Parts:
    """Take models apart: `terms` and `zero`, those at minus infinity, are sets of lists filled up with -1."""
    tied = _tied(lists, np.hstack([terms, zero]))
    first = tied & -tied == 1 << np.arange(lists)  # a part is told once, by its first list
    size = np.where(first, _bits(tied, lists).sum(axis=2), 0)
    alike = []
    for many in np.unique(size[size > 0]):
        row, at = np.nonzero(size == many)
        held = _bits(tied[row, at][:, None], lists)[:, 0]
        order = np.argsort(~held, axis=1, kind="stable")[:, :many]
        mask = tied[row, at]
        own = _own(terms[row], mask, order)
        barred = _own(zero[row], mask, order)
        alike.append(Alike(row, order, own, _kept(barred, 1 << int(many))))
    return Parts(stat, terms, tuple(alike), empty_counts)


def _tied(lists: int, terms: Ints) -> Ints:
    """The lists that each list hangs together with, through any term of its model."""
    reach = np.tile(1 << np.arange(lists, dtype=np.int64), (len(terms), 1))
    for column in terms.T:
        reach |= np.where(_bits(column[:, None], lists)[:, 0] & (column > 0)[:, None], column[:, None], 0)
    while True:
        further = reach.copy()
        for at in range(lists):
            further |= np.where(further >> at & 1, further[:, at : at + 1], 0)
        if (further == reach).all():
            return reach
        reach = further


def _bits(masks: Ints, lists: int) -> Bools:
    return np.asarray(masks[:, :, None] >> np.arange(lists) & 1, bool)


def _own(terms: Ints, mask: Ints, order: Ints) -> Ints:
    """Where terms stand on the lattice of a part; beyond it those that are no part of it."""
    bits = 1 << np.arange(order.shape[1])
    at = ((terms[:, :, None] >> order[:, None, :] & 1) * bits).sum(axis=2)
    return np.asarray(np.where((terms > 0) & (terms & mask[:, None] == terms), at, 1 << order.shape[1]))


def _kept(barred: Ints, cells: int) -> Bools:
    """Tell which histories of a part contain no term at minus infinity."""
    keep = np.ones((len(barred), cells), bool)
    for column in barred.T:
        keep &= (np.arange(cells) & column[:, None]) != column[:, None]
    return keep
