"""How each two lists overlap: whom they share, and whether that is more or less than others lead one to think.

The odds ratio of two lists needs those who are on neither, whom nobody has counted. Among people on a third list they
are counted. So the ratio is told among people on any other list, and on each other list by itself; half a person is
added to each of the four counts, so that an empty one leaves a ratio.

References
----------
Haldane (1956), "The estimation and significance of the logarithm of a ratio of frequencies", Annals of Human
Genetics 20(4).
"""

from itertools import combinations

import numpy as np

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.study.shape import Overlap

_HALF = 0.5
_NORMAL_95 = 1.959963984540054


def overlaps(table: CaptureTable) -> tuple[Overlap, ...]:
    """Give each two lists with whom they share, and their odds ratio.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> lists = capture_table("ABC", {(1, 0, 1): 4, (0, 1, 1): 4, (1, 1, 1): 4, (0, 0, 1): 4, (1, 1, 0): 2})
    >>> [(one.both, one.odds_ratio) for one in overlaps(lists)][0]
    (6, 1.0)
    """
    return tuple(_overlap(table, one, other) for one, other in combinations(table.lists, 2))


def _overlap(table: CaptureTable, one: str, other: str) -> Overlap:
    rest = [name for name in table.lists if name not in (one, other)]
    cells = _cells(table, one, other, table.mask(*rest))
    given = {name: _ratio(_cells(table, one, other, table.mask(name))) for name in rest}
    ratio = _ratio(cells)
    if ratio is None:
        return Overlap((one, other), table.total(one, other), None, None, None, given)
    wide = float(np.exp(_NORMAL_95 * np.sqrt((1 / (np.array(cells) + _HALF)).sum())))
    return Overlap((one, other), table.total(one, other), ratio, ratio / wide, ratio * wide, given)


def _cells(table: CaptureTable, one: str, other: str, third: int) -> list[int]:
    """Among people on a list of `third`: on neither, on the first only, on the second only, on both."""
    first, second = table.mask(one), table.mask(other)
    cells = [0, 0, 0, 0]
    for history, count in zip(table.histories, table.counts, strict=True):
        if history & third:
            cells[bool(history & first) + 2 * bool(history & second)] += count
    return cells


def _ratio(cells: list[int]) -> float | None:
    """The odds ratio; none where nobody is on a third list."""
    neither, first, second, both = (cell + _HALF for cell in cells)
    return both * neither / (first * second) if any(cells) else None
