"""Models of many tables fitted at once, with what is wrong with those that cannot be.

Extended maximum likelihood: a term that nobody's history contains has the coefficient minus infinity. The histories
that contain it are left out with it, and the criteria still count it as a parameter.

References
----------
Chan, Silverman and Vincent (2021), "Multiple systems estimation for sparse capture data", JASA 116(535).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln, xlogy

from tabara.methods.prevalence.capture import Floats, Ints
from tabara.methods.prevalence.loglinear.existence import Fault, exists, identifiable
from tabara.methods.prevalence.loglinear.lattice import contains, superset_sums
from tabara.methods.prevalence.loglinear.newton import Bools, Problem, careful_newton, newton


class Space:
    """The histories of so many lists and the terms that models on them may have. It remembers what it found out."""

    def __init__(self, lists: int, terms: Ints, keep: Bools) -> None:
        self.lists, self.terms, self.keep = lists, terms, keep
        self.inside = contains(lists, terms)
        self.possible = (self.inside & keep).any(axis=1)  # a term that only impossible histories contain is no term
        self._identifiable: dict[bytes, bool] = {}
        self._exists: dict[bytes, bool] = {}

    def empty(self, y: Floats) -> Bools:
        """Tell which terms nobody's history contains, for each table."""
        answer: Bools = superset_sums(y * self.keep)[:, self.terms] == 0
        return answer

    def cells(self, zero: Bools) -> Bools:
        """Tell which histories stay when these terms are minus infinity."""
        answer: Bools = self.keep & ~((zero.astype(np.float64) @ self.inside.astype(np.float64)) > 0)
        return answer

    def identifiable(self, live: Bools, cells: Bools) -> Bools:
        """Tell for each row whether the terms in `live` can be told apart on its cells."""
        packed = np.ascontiguousarray(np.hstack([np.packbits(live, axis=1), np.packbits(cells, axis=1)]))
        answer = np.zeros(len(live), bool)
        for row, key in enumerate(one.tobytes() for one in packed):
            if key not in self._identifiable:
                terms = np.append(0, self.terms[live[row]])
                self._identifiable[key] = identifiable(np.flatnonzero(cells[row]), terms)
            answer[row] = self._identifiable[key]
        return answer

    def exists(self, live: Bools, cells: Bools, y: Floats) -> bool:
        """Whether one model has an estimate for one table."""
        seen = y > 0
        key = b"".join(np.packbits(one).tobytes() for one in (live, cells, seen))
        if key not in self._exists:
            where = np.flatnonzero(cells)
            self._exists[key] = exists(where, np.append(0, self.terms[live]), seen[where])
        return self._exists[key]


@dataclass(slots=True)
class Fits:
    """What was found for each row; where `fault` is not nought the other numbers mean nothing."""

    alpha: Floats  # the coefficients at the positions of their terms
    mu: Floats  # the expected counts
    fault: Ints
    parameters: Ints  # counted with those at minus infinity

    def rows(self, which: Ints) -> "Fits":
        """Give the same for some of the rows."""
        return Fits(self.alpha[which], self.mu[which], self.fault[which], self.parameters[which])

    @property
    def hidden(self) -> Floats:
        """The expected number of those whom nobody has seen."""
        return np.where(self.fault == Fault.NONE, np.exp(self.alpha[:, 0]), np.nan)

    def log_likelihood(self, y: Floats) -> Floats:
        """The logarithm of the Poisson likelihood, with its constants."""
        total: Floats = (xlogy(y, np.where(y > 0, self.mu, 1.0)) - self.mu - gammaln(y + 1)).sum(axis=1)
        return total

    def aic(self, y: Floats) -> Floats:
        """Akaike's criterion."""
        return 2.0 * self.parameters - 2.0 * self.log_likelihood(y)

    def bic(self, y: Floats) -> Floats:
        """Schwarz's criterion, in which the people seen are the observations."""
        return np.asarray(self.parameters * np.log(y.sum(axis=1)) - 2.0 * self.log_likelihood(y), np.float64)


def fit(space: Space, y: Floats, included: Bools, start: Floats | None = None) -> Fits:
    """Fit to each row of `y` the model of the terms that are `included` in its row.

    `start` holds coefficients at the positions of their terms, where somebody has an idea of them.
    """
    zero = included & space.empty(y)
    live, cells = included & ~zero, space.cells(zero)
    fault = np.where(space.identifiable(live, cells), Fault.NONE, Fault.NOT_IDENTIFIABLE).astype(np.int64)
    alpha, mu = np.zeros(y.shape), np.zeros(y.shape)
    able = np.flatnonzero(fault == Fault.NONE)
    if len(able):
        terms = _packed(space.terms, live[able])
        problem = Problem(y[able], cells[able], terms)
        first = None if start is None else np.take_along_axis(start[able], problem.at, axis=1)
        beta, settled = newton(problem, first)
        for row in np.flatnonzero(~settled):
            beta[row], fault[able[row]] = _decided(space, problem.rows(np.array([row])), live[able[row]])
        beta = np.where(fault[able, None] == Fault.NONE, beta, 0.0)
        alpha[able], mu[able] = problem.spread(beta), problem.expected(beta)
    return Fits(alpha, mu, fault, 1 + included.sum(axis=1))


def _decided(space: Space, problem: Problem, live: Bools) -> tuple[Floats, Fault]:
    """What did not settle: there is no estimate, or it takes smaller steps."""
    nothing = np.zeros(problem.terms.shape[1])
    if not space.exists(live, problem.keep[0], problem.y[0]):
        return nothing, Fault.NO_ESTIMATE
    beta, settled = careful_newton(problem)
    return (beta[0], Fault.NONE) if settled.all() else (nothing, Fault.NO_ESTIMATE)


def _packed(terms: Ints, live: Bools) -> Ints:
    """The live terms of each row behind the empty one, filled up with -1."""
    size = int(live.sum(axis=1).max(initial=0))
    first = np.argsort(~live, axis=1, kind="stable")[:, :size]
    packed = np.where(np.take_along_axis(live, first, axis=1), terms[first], -1)
    return np.hstack([np.zeros((len(live), 1), np.int64), packed])


def faults(space: Space, y: Floats, included: Bools) -> Fault:
    """Say everything that is wrong with one model for one table.

    The two questions are asked apart, so that both answers are told.
    """
    zero = included & space.empty(y[None, :])[0]
    live, cells = included & ~zero, space.cells(zero[None, :])[0]
    found = Fault.NONE if space.exists(live, cells, y) else Fault.NO_ESTIMATE
    return found if space.identifiable(live[None, :], cells[None, :])[0] else found | Fault.NOT_IDENTIFIABLE
