"""Poisson log-linear models fitted to many tables at once, each with a model of its own.

Newton's method, which is iteratively reweighted least squares for this model, on all tables together. The matrix of
second derivatives at terms s and t is the expected count of the histories that contain both, so it is gathered from
one superset sum instead of multiplied out.

References
----------
Cormack (1989), "Log-linear models for capture-recapture", Biometrics 45(2).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tabara.methods.prevalence.capture import Floats, Ints
from tabara.methods.prevalence.loglinear.lattice import subset_sums, superset_sums

Bools = npt.NDArray[np.bool_]

_SETTLED = 1e-7  # of the largest step of a coefficient; the error after it is of the order of its square
_LONGEST_STEP = 5.0
_START = 0.1
_DRIFTS_AFTER = 12  # steps: without an estimate a coefficient goes on by about one at each of them
_DRIFT = 0.5
_MOST_STEPS = 40
_MOST_CAREFUL_STEPS = 400
LARGEST_LOG = 60.0


@dataclass
class Problem:
    """Tables with a model each: counts, which cells are in, the terms (the empty one first; -1 fills up a row)."""

    y: Floats
    keep: Bools
    terms: Ints

    def __post_init__(self) -> None:
        self.cells = self.y.shape[1]
        self.padded = self.terms < 0
        self.at: Ints = np.where(self.padded, 0, self.terms)
        self.into = np.where(self.padded, self.cells, self.terms)  # a column beyond the table takes what fills up
        self.stat = np.where(self.padded, 0.0, np.take_along_axis(superset_sums(self.y * self.keep), self.at, axis=1))

    def rows(self, which: Ints) -> "Problem":
        """Give the same problem for some of its tables."""
        return Problem(self.y[which], self.keep[which], self.terms[which])

    def expected(self, beta: Floats) -> Floats:
        """The expected count of every history that is in."""
        counts: Floats = np.exp(np.minimum(subset_sums(self.spread(beta)), LARGEST_LOG)) * self.keep
        return counts

    def spread(self, beta: Floats) -> Floats:
        """Put the coefficients at the positions of their terms."""
        alpha = np.zeros((len(beta), self.cells + 1))
        np.put_along_axis(alpha, self.into, beta, axis=1)
        return np.ascontiguousarray(alpha[:, : self.cells])

    def curvature(self, sums: Floats) -> Floats:
        """The matrix of second derivatives of each table from the superset sums of its expected counts."""
        size, many = self.terms.shape[1], len(self.terms)
        both: Ints = (self.at[:, :, None] | self.at[:, None, :]).reshape(many, -1)
        matrix = np.take_along_axis(sums, both, axis=1).reshape(many, size, size)
        if self.padded.any():
            matrix[self.padded[:, :, None] | self.padded[:, None, :]] = 0.0
            row, column = np.nonzero(self.padded)
            matrix[row, column, column] = 1.0
        return matrix

    def derivatives(self, beta: Floats) -> tuple[Floats, Floats]:
        """The slope of the likelihood at each term, and the matrix of second derivatives."""
        sums = superset_sums(self.expected(beta))
        slope = np.where(self.padded, 0.0, self.stat - np.take_along_axis(sums, self.at, axis=1))
        return slope, self.curvature(sums)

    def start(self) -> Floats:
        """Coefficients of a weighted least-squares fit to the logarithms of the counts."""
        weight = (self.y + _START) * self.keep
        target = np.take_along_axis(superset_sums(weight * np.log(self.y + _START)), self.at, axis=1)
        return solved(self.curvature(superset_sums(weight)), np.where(self.padded, 0.0, target))


class Likelihood(Protocol):
    """The likelihood of many tables, of a model each, as far as Newton's method asks for it."""

    padded: Bools

    def rows(self, which: Ints, /) -> "Likelihood":
        """Give the same for some of the tables."""
        ...

    def derivatives(self, beta: Floats, /) -> tuple[Floats, Floats]:
        """Give the slope at each term, and the matrix of second derivatives."""
        ...


def newton(problem: Likelihood, start: Floats) -> tuple[Floats, Bools]:
    """Give the coefficients and whether they settled.

    Where no estimate exists a coefficient drifts off for ever while the likelihood hardly changes, so what has to
    settle is the coefficients themselves: a fit that did is a proof that its estimate exists.
    """
    beta = np.where(problem.padded, 0.0, start)
    settled = np.zeros(len(beta), bool)
    open_ = np.arange(len(beta))
    left = problem
    for turn in range(_MOST_STEPS):
        step = _step(left, beta[open_])
        beta[open_] += step
        longest = np.abs(step).max(axis=1, initial=0.0)
        settled[open_] = longest < _SETTLED
        going = ~settled[open_] & np.isfinite(longest) & ~((turn >= _DRIFTS_AFTER) & (longest > _DRIFT))
        if not going.any():
            break
        if not going.all():
            open_, left = open_[going], left.rows(np.flatnonzero(going))
    return beta, settled


def careful_newton(problem: Problem) -> tuple[Floats, Bools]:
    """Do the same with steps that never lower the likelihood: slower, for the few known to have an estimate."""
    beta = problem.start()
    settled = np.zeros(len(beta), bool)
    for _ in range(_MOST_CAREFUL_STEPS):
        step = _step(problem, beta)
        settled = np.abs(step).max(axis=1) < _SETTLED
        if settled.all():
            return beta + step, settled
        before, share = _likelihood(problem, beta), np.ones((len(beta), 1))
        for _ in range(30):
            worse = _likelihood(problem, beta + share * step) < before - 1e-12 * np.abs(before)
            share[worse] /= 2
        beta = beta + share * step
    return beta, settled


def _likelihood(problem: Problem, beta: Floats) -> Floats:
    total: Floats = (problem.stat * beta).sum(axis=1) - problem.expected(beta).sum(axis=1)
    return total


def _step(problem: Likelihood, beta: Floats) -> Floats:
    slope, curvature = problem.derivatives(beta)
    step = solved(curvature, slope)
    longest = np.abs(step).max(axis=1, keepdims=True, initial=_LONGEST_STEP)
    return np.asarray(step * (_LONGEST_STEP / longest), np.float64)


def solved(matrices: Floats, right: Floats) -> Floats:
    """Solve each system; one that has no solution gives nan, and does not disturb the others."""
    try:
        return np.asarray(np.linalg.solve(matrices, right[:, :, None])[:, :, 0], np.float64)
    except np.linalg.LinAlgError:
        out = np.full(right.shape, np.nan)
        for at, (matrix, side) in enumerate(zip(matrices, right, strict=True)):
            if np.isfinite(matrix).all() and np.linalg.matrix_rank(matrix) == len(side):
                out[at] = np.linalg.solve(matrix, side)
        return out
