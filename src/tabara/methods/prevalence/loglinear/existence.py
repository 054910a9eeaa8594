"""Whether a model has an estimate for a table at all, and whether it is the only one.

An estimate exists if and only if the sufficient statistics lie inside the cone that the rows of the design span. The
smallest face that holds them is that of the histories with people in them, so that only *which* histories are seen
matters, not how many people have them: the linear programme asks on noughts and ones, where its answer is nought or
far from it, and one answer serves every table with the same histories.

References
----------
Fienberg and Rinaldo (2012), "Maximum likelihood estimation in log-linear models", Annals of Statistics 40(2).
Chan, Silverman and Vincent (2021), "Multiple systems estimation for sparse capture data", JASA 116(535).
"""

from enum import IntFlag

import numpy as np
from scipy.optimize import linprog

from tabara.methods.prevalence.capture import Floats, Ints
from tabara.methods.prevalence.errors import PrevalenceError

_INSIDE = 1e-6  # of one person: on noughts and ones the answer is nought, or a fraction of small whole numbers


class Fault(IntFlag):
    """What is wrong with a model for a table; 3 is both."""

    NONE = 0
    NO_ESTIMATE = 1
    NOT_IDENTIFIABLE = 2


def design(cells: Ints, terms: Ints) -> Floats:
    """Give the design: a row for each history, a one where it contains the term.

    >>> design(np.array([1, 2, 3]), np.array([0, 1, 2])).tolist()
    [[1.0, 1.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]]
    """
    return np.asarray((cells[:, None] & terms[None, :]) == terms[None, :], np.float64)


def identifiable(cells: Ints, terms: Ints) -> bool:
    """Whether the model tells its coefficients apart on these histories.

    >>> identifiable(np.array([1, 2, 3]), np.array([0, 1, 2, 3]))
    False
    """
    if len(cells) < len(terms):
        return False
    return bool(np.linalg.matrix_rank(design(cells, terms)) == len(terms))


def exists(cells: Ints, terms: Ints, seen: np.ndarray) -> bool:
    """Whether there is an estimate, where `seen` says which of the histories have people in them.

    >>> exists(np.array([1, 2, 3]), np.array([0, 1, 2]), np.array([True, True, False]))
    False
    """
    if seen.all():
        return True
    rows = design(cells, terms)
    goal = np.append(np.zeros(len(cells)), -1.0)  # the last variable: how far inside
    balance = np.column_stack([rows.T, np.zeros(len(terms))])
    above = np.column_stack([-np.eye(len(cells)), np.ones(len(cells))])
    found = linprog(
        goal,
        A_ub=above,
        b_ub=np.zeros(len(cells)),
        A_eq=balance,
        b_eq=rows.T @ seen.astype(np.float64),
        bounds=[(0, None)] * len(cells) + [(0, 1)],
    )
    if found.x is None:
        raise PrevalenceError(f"Whether the model has an estimate could not be decided: {found.message}")
    return bool(found.x[-1] > _INSIDE)
