"""The lines of a table as matrices, for the solver that hides and for the one that attacks."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array

from tabara.methods.disclosure.table import Line

Row = dict[int, float]


class Relations(NamedTuple):
    """Sparse rows, by position: those of `equal` add up to nought, those of `at_least` to nought or more."""

    equal: list[Row]
    at_least: list[Row]


def relations(lines: Sequence[Line]) -> Relations:
    """Write down what every reader of a table knows about its entries.

    >>> relations([Line((0, 1), 2)])
    Relations(equal=[{0: 1.0, 1: 1.0, 2: -1.0}], at_least=[])
    """
    equal: list[Row] = []
    at_least: list[Row] = []
    for line in lines:
        members_less_total = {**dict.fromkeys(line.members, 1.0), line.total: -1.0}
        if line.overlapping:
            at_least.append(members_less_total)
            at_least += [{line.total: 1.0, member: -1.0} for member in line.members]
        else:
            equal.append(members_less_total)
    return Relations(equal, at_least)


def matrix(rows: Sequence[Row], columns: int) -> csr_array:
    """Make a sparse matrix of such rows.

    >>> matrix([{0: 1.0, 2: -1.0}], 3).toarray().tolist()
    [[1.0, 0.0, -1.0]]
    """
    values = np.array([value for row in rows for value in row.values()], float)
    across = np.array([column for row in rows for column in row], int)
    down = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return coo_array((values, (down, across)), shape=(len(rows), columns)).tocsr()
