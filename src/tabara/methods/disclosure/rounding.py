"""Round counts to a base, and make shares of the rounded ones: the simplest protection, with a known error.

Rounding to the nearest multiple of a base is wrong by a quarter of it on average at most (1.25 for 5); at random, it is
right on average, and wrong by a third. A share made of unrounded counts would give the counts away, so it is made anew.

References
----------
Willenborg and de Waal (2001), Elements of Statistical Disclosure Control, chapter 9.
"""

import numpy as np

from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.shares import percentage


def rounded(count: int, base: int = 5) -> int:
    """Round to the nearest multiple, half up.

    >>> [rounded(count) for count in (0, 2, 3, 7, 8, 12)], rounded(15, 10)
    ([0, 0, 5, 5, 10, 10], 20)
    """
    _refuse(count, base)
    return (2 * count + base) // (2 * base) * base


def randomly_rounded(count: int, base: int, rng: np.random.Generator) -> int:
    """Round up or down by chance, so that the mean is the count: up the likelier, the nearer it is.

    The same cell asked for twice is rounded twice: use it once for a table that is kept, or `cell_keys` for pages.

    >>> randomly_rounded(10, 5, np.random.default_rng(1)), randomly_rounded(13, 5, np.random.default_rng(1))
    (10, 15)
    """
    _refuse(count, base)
    below, over = count - count % base, count % base
    return below + base if rng.integers(base) < over else below


def rounded_share(count: int, of: int, base: int = 5) -> int | None:
    """Give the whole percentage of two rounded counts; none where nothing is left of the whole.

    >>> rounded_share(13, 41), rounded_share(1, 2), rounded_share(2, 3)
    (38, None, 0)
    """
    if count > of:
        raise DisclosureError(f"A share cannot be more than all: {count} of {of}.")
    return percentage(rounded(count, base), rounded(of, base))


def mean_error(base: int) -> float:
    """Give by how much the nearest multiple is wrong on average, all remainders being equally likely.

    >>> mean_error(5), mean_error(10)
    (1.2, 2.5)
    """
    return sum(abs(rounded(count, base) - count) for count in range(base)) / base


def _refuse(count: int, base: int) -> None:
    if count < 0:
        raise DisclosureError(f"A count cannot be negative: {count}.")
    if base < 1:
        raise DisclosureError(f"A base must be one or more: {base}.")
