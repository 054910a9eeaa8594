"""Noise that belongs to a cell for ever: the same people, the same number, in whatever table and month they stand.

Every record carries a key from 0 to 255, drawn once. The keys of a cell's records add up, modulo 256, to the cell's own
key; count and key look up the noise in a table (`Ptable`). Whoever subtracts two tables that differ by one person
subtracts two noises, and these are as if drawn apart: that a number changed does prove that its people did, but not how
many, or which way. Cells do not add up to their totals any more, and must not be made to: a total has a noise of its
own, and is nearer to the truth than the sum of its cells.

References
----------
Fraser and Wooton (2005), "A proposed method for confidentialising tabular output to protect against differencing",
joint UNECE/Eurostat work session on statistical data confidentiality, Geneva. Giessing (2016), "Computational issues in
the design of transition probabilities and disclosure risk estimation for additive noise", Privacy in Statistical
Databases, LNCS 9867 (the least informative noise of a mean and a reach). The rows of a ptable, `pcv, ckey, pvalue`, are
those of the Office for National Statistics' cell-key-perturbation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tabara.methods.disclosure.errors import DisclosureError

KEYS = 256
_WIDEST = 100  # of a base and a reach: beyond it nothing of a count is left
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Ptable:
    """What is added to a count, by its row and its cell's key; counts beyond the last row use the last ones in turn.

    `values[pcv - 1, ckey]` is the noise. Counts below `threshold` are withheld, and none is moved below it.
    """

    values: Integers
    threshold: int
    period: int  # so many rows at the end are used in turn

    def rows(self) -> list[dict[str, int]]:
        """Give the table as the ONS writes one: a row for each count and key."""
        return [
            {"pcv": at + 1, "ckey": key, "pvalue": int(self.values[at, key])}
            for at in range(len(self.values))
            for key in range(KEYS)
        ]

    def noise(self, count: int, key: int) -> int:
        """Give what is added to a count of a cell."""
        last = len(self.values)
        at = count if count <= last else last - self.period + 1 + (count - 1 - (last - self.period)) % self.period
        return int(self.values[at - 1, key])

    def shown(self, count: int, key: int) -> int | None:
        """Give a cell as it may be shown: nothing where too few stand in it; an empty one is empty.

        >>> table = ptable(10, 5, 7)
        >>> [table.shown(count, 77) for count in (0, 3, 9, 10, 23, 24, 1003)]
        [0, None, None, 10, 30, 30, 1010]
        """
        if count < 0 or not 0 <= key < KEYS:
            raise DisclosureError(f"A cell has a count from 0 and a key from 0 to 255, not {count} and {key}.")
        if count == 0:
            return 0
        return None if count < self.threshold else count + self.noise(count, key)


def cell_key(record_keys: Iterable[int]) -> int:
    """Give the key of a cell from those of its records.

    >>> cell_key([200, 100, 3]), cell_key([])
    (47, 0)
    """
    return sum(record_keys) % KEYS


@lru_cache(maxsize=16)
def ptable(threshold: int, base: int, reach: int) -> Ptable:
    """Make the table of a rule: what is shown is a multiple of `base`, at most `reach` away and right on average.

    Of each count the least informative noise is used, its chances in 256ths. With a base of 1 the mean is nought; else
    it is within base/512 of nought, for 256 keys cannot be shared out better, and of all counts together nought.
    """
    if threshold < 0 or base < 1 or not base - 1 <= reach <= _WIDEST or threshold % base:
        raise DisclosureError(
            f"A table of noise needs a base from 1, a reach from base less one to {_WIDEST} and a threshold that is a "
            f"multiple of the base, not {base}, {reach} and {threshold}."
        )
    first = threshold + reach + base  # below it, the threshold is near enough to bend the noise
    rows = [_row(count, threshold, base, reach) for count in range(1, first + base)]
    return Ptable(np.array(rows, np.int64), threshold, base)


def from_rows(rows: Sequence[Mapping[str, Any]], *, threshold: int, period: int) -> Ptable:
    """Take in a ptable in the form of the ONS (there `threshold` is 10 and `period` 250); refuse one with holes.

    >>> from_rows(ptable(10, 5, 7).rows(), threshold=10, period=5).shown(23, 77)
    30
    """
    try:
        found = {(int(row["pcv"]), int(row["ckey"])): int(row["pvalue"]) for row in rows}
    except (KeyError, TypeError, ValueError):
        raise DisclosureError("A row of a ptable must say pcv, ckey and pvalue, each a whole number.") from None
    last = len(found) // KEYS
    wanted = {(pcv, key) for pcv in range(1, last + 1) for key in range(KEYS)}
    if not found or set(found) != wanted or not 1 <= period <= last:
        raise DisclosureError("A ptable needs one row for each pcv from 1 and each ckey from 0 to 255.")
    values = [[found[pcv, key] for key in range(KEYS)] for pcv in range(1, last + 1)]
    return Ptable(np.array(values, np.int64), threshold, period)


def _row(count: int, threshold: int, base: int, reach: int) -> list[int]:
    """Give the noise of a count for each key; the keys are dealt out in a fixed order that differs from row to row."""
    steps = [step for step in range(-reach, reach + 1) if not (count + step) % base and count + step >= threshold]
    if count < threshold or 0 in steps[:1]:
        return [0] * KEYS  # withheld, or the threshold itself, below which nothing is shown
    numbers = _shared(np.array(steps, float), base)
    dealt = [step for step, number in zip(steps, numbers, strict=True) for _one in range(number)]
    order = np.random.default_rng([count, threshold, base, reach]).permutation(KEYS)
    return [dealt[at] for at in order]


def _shared(steps: NDArray[np.float64], base: int) -> list[int]:
    """Share 256 keys out among steps: as the least informative chances of mean nought have it, in whole numbers."""
    chances = _least_informative(steps)
    numbers = np.floor(chances * KEYS).astype(int)
    lacking = KEYS - int(numbers.sum())
    numbers[np.argsort(numbers - chances * KEYS, kind="stable")[:lacking]] += 1
    for _try in range(KEYS):
        off = float(steps @ numbers)
        if abs(off) <= base / 2:
            break
        down, up = (1, 0) if off > 0 else (0, 1)
        pairs = [at for at in range(len(steps) - 1) if numbers[at + down] > 0]
        at = max(pairs, key=lambda one: numbers[one + down])
        numbers[at + down] -= 1
        numbers[at + up] += 1
    return [int(number) for number in numbers]


def _least_informative(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the chances of greatest entropy with mean nought: exponential in the step, its slope found by halving."""
    low, high = -1.0, 1.0
    chances = np.full(len(steps), 1 / len(steps))
    for _halving in range(60):
        slope = (low + high) / 2
        chances = np.exp(slope * steps)
        chances /= chances.sum()
        low, high = (slope, high) if float(chances @ steps) < 0 else (low, slope)
    return chances
