"""Whether a model has an estimate for a table at all, and whether it is the only one.

An estimate exists if and only if the sufficient statistics lie inside the cone that the rows of the design span. The
smallest face that holds them is that of the histories with people in them, so that only *which* histories are seen
matters, not how many people have them, and one answer serves every table with the same histories. They lie outside
if some change of the coefficients leaves the histories with people as they are and lowers none of the others, but
raises one. Few changes leave so many histories as they are, often none, so that the linear programme has a handful of
unknowns however many histories there are; a change can be as large as one likes, so that its answer is nought or one
and more.

References
----------
Fienberg and Rinaldo (2012), "Maximum likelihood estimation in log-linear models", Annals of Statistics 40(2).
Chan, Silverman and Vincent (2021), "Multiple systems estimation for sparse capture data", JASA 116(535).
"""

from enum import IntFlag

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import linprog

from tabara.methods.prevalence.capture import Floats, Ints
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.loglinear.lattice import superset_sums

_BLURRED, _CLEAR = 1e-13, 1e-6  # of the largest: between them it is asked again, and more exactly
_NOTHING, _DIGITS = 1e-9, 12
_RAISED = 0.5  # the answer is nought or at least one


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
    spread = np.linalg.eigvalsh(_shared(cells, terms))  # of the design's columns: squares of its singular values
    if not _BLURRED * spread[-1] < spread[0] < _CLEAR * spread[-1]:
        return bool(spread[0] >= _CLEAR * spread[-1])
    return bool(np.linalg.matrix_rank(design(cells, terms)) == len(terms))


def _kept(cells: Ints, terms: Ints) -> Floats:
    """The changes of the coefficients that leave these histories as they are."""
    spread, axes = np.linalg.eigh(_shared(cells, terms))
    blurred = (spread > _BLURRED * spread[-1]) & (spread < _CLEAR * spread[-1])
    return null_space(design(cells, terms)) if blurred.any() else axes[:, spread <= _BLURRED * spread[-1]]


def _shared(cells: Ints, terms: Ints) -> Floats:
    """How many of the histories contain both of two terms."""
    seen = np.zeros((1, 1 << int(max(cells.max(initial=0), terms.max())).bit_length()))
    seen[0, cells] = 1.0
    return np.asarray(superset_sums(seen)[0, terms[:, None] | terms[None, :]])


def exists(cells: Ints, terms: Ints, seen: np.ndarray) -> bool:
    """Whether there is an estimate, where `seen` says which of the histories have people in them.

    >>> exists(np.array([1, 2, 3]), np.array([0, 1, 2]), np.array([True, True, False]))
    False
    """
    kept = _kept(cells[seen], terms)
    if not kept.shape[1]:
        return True
    raised = design(cells[~seen], terms) @ kept
    raised = np.unique(np.round(raised[np.abs(raised).max(axis=1, initial=0.0) > _NOTHING], _DIGITS), axis=0)
    if not len(raised):
        return True
    within = [np.ones(len(raised)), np.zeros(len(raised))]
    found = linprog(
        -raised.sum(axis=0),
        A_ub=np.vstack([raised, -raised]),
        b_ub=np.concatenate(within),
        bounds=(None, None),
    )
    if found.x is None or found.fun is None:
        raise PrevalenceError(f"Whether the model has an estimate could not be decided: {found.message}")
    return bool(-found.fun < _RAISED)
