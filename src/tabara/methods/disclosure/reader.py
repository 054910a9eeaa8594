"""Somebody who holds many numbers, and what of them can be worked out: linear programmes over all tables that agree.

A number is small for sure when every table that agrees with what was told has one in that cell and fewer than the
threshold. One table that does not is enough to be rid of the question, and each programme that is solved gives a
table: most questions never need a programme of their own. Where numbers contradict each other, because records came
in between, the least that has to be doubted is doubted. Where a programme cannot be solved, nothing is said to be safe.

References
----------
Fischetti and Salazar (2001), as in `audit`. Chinneck (2008), Feasibility and Infeasibility in Optimization, chapter 6
(elastic programmes).
"""

import time
from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, eye_array, hstack, vstack

from tabara.methods.disclosure.errors import DisclosureError

_EPSILON = 1e-6
SECONDS = 20.0  # of all programmes together; the guard of a year needs part of one
_UNBOUNDED = 3


class Patience:
    """How long somebody goes on asking: one limit for everything that is worked out under it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left.

        Raises:
            DisclosureError: where none are.
        """
        if (left := self._end - time.monotonic()) <= 0:
            raise DisclosureError("It takes too long to work out what these numbers tell together.")
        return left


class Known(NamedTuple):
    """A number that was told: which cells it counts, and between what it lies; later ones are believed rather."""

    cells: Sequence[int]
    low: float
    high: float
    weight: float = 1.0


class Aim(NamedTuple):
    """Cells whose number somebody would like to know: those surely counted, and those that may be."""

    surely: Sequence[int]
    perhaps: Sequence[int]


class Reader:
    """Somebody who holds these numbers of so many cells."""

    def __init__(self, known: Sequence[Known], cells: int, patience: Patience | None = None) -> None:
        self._cells = cells
        self._patience = patience or Patience()
        self._rows = _matrix([one.cells for one in known], cells)
        self._low = np.array([one.low for one in known], float)
        self._high = np.array([one.high for one in known], float)
        if known and not self._agree():
            self._doubt(np.array([one.weight for one in known], float))

    def small(self, aims: Sequence[Aim], threshold: int) -> dict[int, tuple[int, int]]:
        """Give the aims whose number is known to be from one to below the threshold, by their place, with the bounds.

        Raises:
            DisclosureError: where a programme cannot be solved.
        """
        if not aims:
            return {}
        surely = _matrix([one.surely for one in aims], self._cells)
        perhaps = _matrix([one.perhaps for one in aims], self._cells)
        left = np.array([bool(one.surely) for one in aims])

        def clear(table: np.ndarray | None) -> None:
            if table is not None:
                left[(surely @ table <= _EPSILON) | (perhaps @ table >= threshold - _EPSILON)] = False

        for table in self._tables(threshold):
            clear(table)
        found = {}
        for at in range(len(aims)):
            if left[at]:
                most = self._table(-_dense(perhaps, at))
                clear(most)
                least = self._table(_dense(surely, at)) if left[at] and most is not None else None
                clear(least)
                if left[at] and most is not None and least is not None:
                    low, high = (_dense(surely, at) @ least, _dense(perhaps, at) @ most)
                    found[at] = (ceil(low - _EPSILON), floor(high + _EPSILON))
        return found

    def _tables(self, threshold: int) -> Iterator[np.ndarray | None]:
        """Give a few tables that settle most questions at once: cells as empty as can be, and as full as can be."""
        ones = np.ones(self._cells)
        yield self._table(ones)
        yield self._full(threshold)
        for seed in range(3):
            yield self._table(np.random.default_rng(seed).random(self._cells))

    def _full(self, threshold: int) -> np.ndarray:
        """Give a table in which as many cells as can be hold the threshold."""
        same = eye_array(self._cells, format="csr")
        nothing = csr_matrix((self._rows.shape[0], self._cells))
        above, limits = self._limits()
        rows = vstack([hstack([above, vstack([nothing, nothing])]), hstack([-same, same])], format="csr")
        aim = np.concatenate([np.zeros(self._cells), -np.ones(self._cells)])
        bounds = [(0, None)] * self._cells + [(0, threshold)] * self._cells
        found = self._solved(aim, rows, np.concatenate([limits, np.zeros(self._cells)]), bounds)
        if found.status:
            raise DisclosureError(_cannot(found))
        return np.asarray(found.x[: self._cells])

    def _table(self, aim: np.ndarray) -> np.ndarray | None:
        """Give the table of the least aim; nothing where there is no least one."""
        found = self._solved(aim, *self._limits(), (0, None))
        if found.status == _UNBOUNDED:
            return self._table_of_many(aim)
        if found.status:
            raise DisclosureError(_cannot(found))
        return np.asarray(found.x)

    def _table_of_many(self, aim: np.ndarray) -> np.ndarray:
        """Give a table that is as full as anybody asks, where nothing bounds the aim."""
        found = self._solved(aim, *self._limits(), (0, 1e6))
        if found.status:
            raise DisclosureError(_cannot(found))
        return np.asarray(found.x)

    def _limits(self) -> tuple[Any, np.ndarray]:
        return vstack([self._rows, -self._rows], format="csr"), np.concatenate([self._high, -self._low])

    def _agree(self) -> bool:
        return int(self._solved(np.zeros(self._cells), *self._limits(), (0, None)).status) == 0

    def _doubt(self, weights: np.ndarray) -> None:
        """Widen the numbers that contradict others, by as little as makes all of them agree."""
        rows, many = self._rows, self._rows.shape[0]
        same, nothing = eye_array(many, format="csr"), csr_matrix((many, many))
        above = vstack([hstack([rows, -same, nothing]), hstack([-rows, nothing, -same])], format="csr")
        aim = np.concatenate([np.zeros(self._cells), weights, weights])
        found = self._solved(aim, above, np.concatenate([self._high, -self._low]), (0, None))
        if found.status:
            raise DisclosureError(_cannot(found))
        over, under = found.x[self._cells : self._cells + many], found.x[self._cells + many :]
        self._high = self._high + np.ceil(over - _EPSILON)
        self._low = self._low - np.ceil(under - _EPSILON)

    def _solved(self, aim: np.ndarray, rows: Any, limits: np.ndarray, bounds: Any) -> Any:
        left = self._patience.left()
        return linprog(
            aim, A_ub=rows, b_ub=limits, bounds=bounds, method="highs", options={"time_limit": left, "presolve": True}
        )


def _matrix(rows: Sequence[Sequence[int]], columns: int) -> csr_matrix:
    ends = np.cumsum([0, *(len(row) for row in rows)])
    where = np.array([at for row in rows for at in row], int)
    return csr_matrix((np.ones(len(where)), where, ends), shape=(len(rows), columns))


def _dense(rows: csr_matrix, at: int) -> np.ndarray:
    return np.asarray(rows[[at]].toarray()[0])


def _cannot(found: Any) -> str:
    return f"What several releases tell together could not be worked out: {found.message}"
