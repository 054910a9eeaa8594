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
from tabara.methods.prevalence.loglinear.lattice import contains, subset_sums, superset_sums
from tabara.methods.prevalence.loglinear.newton import LARGEST_LOG, Bools, Problem, careful_newton, newton
from tabara.methods.prevalence.loglinear.parts import Parts, parts_of

_WHOLE = 8  # lists: with no more of them the sums over all histories are as quick as those part by part


class Space:
    """The histories of so many lists and the terms that models on them may have. It remembers what it found out."""

    def __init__(self, lists: int, terms: Ints, keep: Bools) -> None:
        self.lists, self.terms, self.keep = lists, terms, keep
        self.inside = contains(lists, terms)
        self.possible = (self.inside & keep).any(axis=1)  # a term that only impossible histories contain is no term
        self.in_parts = lists > _WHOLE and bool(keep[1:].all())
        self._identifiable: dict[bytes, bool] = {}
        self._exists: dict[bytes, bool] = {}

    def statistics(self, y: Floats) -> Floats:
        """Give how many people stand on all lists of each term: of the empty one, which is everybody, first."""
        seen = y * self.keep
        where = np.flatnonzero(seen.any(axis=0))
        inside = np.vstack([np.ones(len(where)), self.inside[:, where]]).T
        return np.asarray(seen[:, where] @ inside)

    def empty(self, y: Floats) -> Bools:
        """Tell which terms nobody's history contains, for each table."""
        answer: Bools = self.statistics(y)[:, 1:] == 0
        return answer

    def cells(self, zero: Bools) -> Bools:
        """Tell which histories stay when these terms are minus infinity."""
        if self.in_parts:
            return np.array([self.keep & ~self.inside[row].any(axis=0) for row in zero])
        answer: Bools = self.keep & ~((zero.astype(np.float64) @ self.inside.astype(np.float64)) > 0)
        return answer

    def identifiable(self, live: Bools, zero: Bools) -> Bools:
        """Tell for each row whether the terms in `live` can be told apart where those in `zero` are minus infinity."""
        packed = np.ascontiguousarray(np.hstack([np.packbits(live, axis=1), np.packbits(zero, axis=1)]))
        answer = np.zeros(len(live), bool)
        for row, key in enumerate(one.tobytes() for one in packed):
            if key not in self._identifiable:
                terms = np.append(0, self.terms[live[row]])
                cells = np.flatnonzero(self.cells(zero[row : row + 1])[0])
                self._identifiable[key] = identifiable(cells, terms)
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

    space: Space
    beta: Floats  # the coefficients of the empty term and of every term of the space, nought where it is in no model
    live: Bools  # the terms that are in, and
    zero: Bools  # those that are in and minus infinity
    fault: Ints

    def rows(self, which: Ints) -> "Fits":
        """Give the same for some of the rows."""
        return Fits(self.space, self.beta[which], self.live[which], self.zero[which], self.fault[which])

    def put(self, which: Ints, found: "Fits") -> None:
        """Put what was found later in the place of some rows."""
        self.beta[which], self.live[which], self.zero[which] = found.beta, found.live, found.zero
        self.fault[which] = found.fault

    @property
    def parameters(self) -> Ints:
        """How many parameters there are, counted with those at minus infinity."""
        return np.asarray(1 + self.live.sum(axis=1) + self.zero.sum(axis=1))

    @property
    def mu(self) -> Floats:
        """The expected counts of all histories; nought where there is no estimate."""
        spread = np.zeros((len(self.beta), len(self.space.keep)))
        spread[:, np.append(0, self.space.terms)] = self.beta
        counts = np.exp(np.minimum(subset_sums(spread), LARGEST_LOG))
        return np.asarray(counts * self.space.cells(self.zero) * (self.fault == Fault.NONE)[:, None])

    @property
    def hidden(self) -> Floats:
        """The expected number of those whom nobody has seen."""
        return np.where(self.fault == Fault.NONE, np.exp(self.beta[:, 0]), np.nan)

    def foretold(self, pairs: Ints) -> Floats:
        """Give how many people are expected on each pair of lists, whatever else they stand on."""
        if not self.space.in_parts or not len(pairs):
            return superset_sums(self.mu)[:, pairs]
        terms, beta = _packed(self.space.terms, self.live), _gathered(self.live, self.beta)
        found = _parts(self.space, np.zeros(terms.shape), terms, self.zero).foretold(beta, pairs, self.space.lists)
        return np.where((self.fault == Fault.NONE)[:, None], found, 0.0)

    def log_likelihood(self, y: Floats) -> Floats:
        """The logarithm of the Poisson likelihood, with its constants."""
        mu = self.mu
        total: Floats = (xlogy(y, np.where(y > 0, mu, 1.0)) - mu - gammaln(y + 1)).sum(axis=1)
        return total

    def aic(self, y: Floats) -> Floats:
        """Akaike's criterion."""
        return 2.0 * self.parameters - 2.0 * self.log_likelihood(y)

    def bic(self, y: Floats) -> Floats:
        """Schwarz's criterion, in which the people seen are the observations."""
        return np.asarray(self.parameters * np.log(y.sum(axis=1)) - 2.0 * self.log_likelihood(y), np.float64)


def fit(space: Space, y: Floats, included: Bools, start: Floats | None = None) -> Fits:
    """Fit to each row of `y` the model of the terms that are `included` in its row.

    `start` holds coefficients as `Fits.beta` does, where somebody has an idea of them.
    """
    stat = space.statistics(y)
    zero = included & (stat[:, 1:] == 0)
    live = included & ~zero
    fault = np.where(space.identifiable(live, zero), Fault.NONE, Fault.NOT_IDENTIFIABLE).astype(np.int64)
    beta = np.zeros((len(y), 1 + len(space.terms)))
    able = np.flatnonzero(fault == Fault.NONE)
    if len(able):
        question = _Question(space, y[able], live[able], zero[able], stat[able])
        beta[able], fault[able] = _solved(question, None if start is None else start[able])
    return Fits(space, beta, live, zero, fault)


@dataclass(frozen=True, slots=True)
class _Question:
    """Tables, the terms of the model of each, and how many people have each term."""

    space: Space
    y: Floats
    live: Bools
    zero: Bools
    stat: Floats

    def whole(self, rows: Ints) -> Problem:
        """Give some of it over all histories."""
        terms = _packed(self.space.terms, self.live)[rows]
        return Problem(self.y[rows], self.space.cells(self.zero[rows]), terms)

    def parts(self) -> Parts:
        """Give it part by part."""
        terms = _packed(self.space.terms, self.live)
        return _parts(self.space, _gathered(self.live, self.stat), terms, self.zero)


def _solved(asked: _Question, start: Floats | None) -> tuple[Floats, Ints]:
    """Give the coefficients at every term of the space, and what is wrong."""
    in_parts, every = asked.space.in_parts, np.arange(len(asked.y))
    whole = None if in_parts and start is not None else asked.whole(every)
    first = whole.start() if start is None and whole is not None else _gathered(asked.live, np.asarray(start))
    beta, settled = newton(asked.parts() if in_parts or whole is None else whole, first)
    fault = np.full(len(beta), int(Fault.NONE))
    for row in np.flatnonzero(~settled):
        beta[row], fault[row] = _decided(asked.space, asked.whole(np.array([row])), asked.live[row])
    beta = np.where(fault[:, None] == Fault.NONE, beta, 0.0)
    out = np.zeros((len(beta), 1 + len(asked.space.terms)))
    where, size = _first(asked.live)
    real = np.take_along_axis(asked.live, where, axis=1)
    np.put_along_axis(out[:, 1:], where, np.where(real, beta[:, 1 : 1 + size], 0.0), axis=1)
    out[:, 0] = beta[:, 0]
    return out, fault


def _parts(space: Space, stat: Floats, terms: Ints, zero: Bools) -> Parts:
    where, _ = _first(zero)
    barred = np.where(np.take_along_axis(zero, where, axis=1), space.terms[where], -1)
    return parts_of(space.lists, stat, terms, barred, empty_counts=bool(space.keep[0]))


def _first(held: Bools) -> tuple[Ints, int]:
    """Where the terms stand that each row has, filled up with others behind them; and how many columns that is."""
    size = int(held.sum(axis=1).max(initial=0))
    return np.argsort(~held, axis=1, kind="stable")[:, :size], size


def _gathered(live: Bools, every: Floats) -> Floats:
    """Take from each row what belongs to the empty term and to those that it has."""
    where, _ = _first(live)
    return np.hstack([every[:, :1], np.take_along_axis(every[:, 1:], where, axis=1)])


def _decided(space: Space, problem: Problem, live: Bools) -> tuple[Floats, Fault]:
    """What did not settle: there is no estimate, or it takes smaller steps."""
    nothing = np.zeros(problem.terms.shape[1])
    if not space.exists(live, problem.keep[0], problem.y[0]):
        return nothing, Fault.NO_ESTIMATE
    beta, settled = careful_newton(problem)
    return (beta[0], Fault.NONE) if settled.all() else (nothing, Fault.NO_ESTIMATE)


def _packed(terms: Ints, live: Bools) -> Ints:
    """The live terms of each row behind the empty one, filled up with -1."""
    first, _ = _first(live)
    packed = np.where(np.take_along_axis(live, first, axis=1), terms[first], -1)
    return np.hstack([np.zeros((len(live), 1), np.int64), packed])


def faults(space: Space, y: Floats, included: Bools) -> Fault:
    """Say everything that is wrong with one model for one table.

    The two questions are asked apart, so that both answers are told.
    """
    zero = included & space.empty(y[None, :])[0]
    live, cells = included & ~zero, space.cells(zero[None, :])[0]
    found = Fault.NONE if space.exists(live, cells, y) else Fault.NO_ESTIMATE
    return found if space.identifiable(live[None, :], zero[None, :])[0] else found | Fault.NOT_IDENTIFIABLE
