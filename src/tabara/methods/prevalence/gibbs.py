"""Chains that draw from the posterior of latent classes, many side by side in the same arrays.

A person belongs to one of a few classes; within a class, standing on one list says nothing about standing on another.
The sizes of the classes are broken off a stick one after another (a Dirichlet process, cut at so many classes), so
that the counts decide how many are in use. Each turn draws the unseen people, everybody's class, the chances of being
on each list, the sizes, and how readily new classes arise; sizes stay in logarithms, where tiny ones do not vanish.

References
----------
Manrique-Vallier (2016), "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72(4).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tabara.methods.prevalence.capture import Floats, Ints
from tabara.methods.prevalence.errors import PrevalenceError

CAP, MOST_CAP = 20.0, 1e5
_EDGE = 1e-15
_TRIES = 20
_REACH = 40.0  # in logarithms: what is less likely than e^-40 times the likeliest is not drawn


@dataclass(frozen=True, slots=True)
class Run:
    """How many chains, how long, and the prior; `cap` is the most unseen people for each one seen.

    The R package LCMCR has a cap of 20 in its compiled code and does not say so. Where the lists say little, the cap
    is what bounds the answer.
    """

    chains: int = 20
    iterations: int = 50_000
    burn_in: int = 10_000
    thin: int = 50
    classes: int = 10
    shape: float = 0.25
    rate: float = 0.25
    cap: float = CAP

    def __post_init__(self) -> None:
        if min(self.chains, self.classes) < 2 or self.thin < 1 or self.burn_in < 0 or self.iterations < 4 * self.thin:
            raise PrevalenceError("Latent classes need two chains and classes at least, and four draws of each chain.")
        if not (min(self.shape, self.rate, self.cap) > 0 and self.shape + self.rate < np.inf and self.cap <= MOST_CAP):
            why = "The prior's shape and rate and the cap of unseen people must be above nought"
            raise PrevalenceError(f"{why}, and the cap at most {MOST_CAP:,.0f} for each one seen.")

    @property
    def draws(self) -> int:
        return self.iterations // self.thin


@dataclass(slots=True)
class _State:
    log_on: Floats  # chain, class, list: the chance to stand on it
    log_off: Floats
    log_size: Floats  # chain, class
    readiness: Floats  # chain


def totals(counts: Floats, run: Run, rng: np.random.Generator) -> Iterator[Ints]:
    """Draw the total of each chain, again and again; counts stand by the bit mask of their history."""
    seen = np.flatnonzero(counts[1:]) + 1
    seen = seen[np.argsort(-counts[seen], kind="stable")]
    lists = counts.size.bit_length() - 1
    on = (np.append(seen, 0)[:, None] >> np.arange(lists) & 1).astype(float)
    observed = int(counts[seen].sum())
    people = np.zeros((run.chains, seen.size + 1), np.int64)
    people[:, :-1] = counts[seen]
    state = _start(run, lists, rng)
    for turn in range(1, run.burn_in + run.draws * run.thin + 1):
        chances = _chances(state, on)
        people[:, -1] = unseen(observed, chances[:, :, -1].sum(axis=1), int(run.cap * observed), rng)
        shares = (chances / chances.sum(axis=1, keepdims=True)).transpose(0, 2, 1)
        _redraw(state, rng.multinomial(people, shares).astype(float), on, run, rng)
        if turn > run.burn_in and (turn - run.burn_in) % run.thin == 0:
            yield people[:, -1] + observed


def _start(run: Run, lists: int, rng: np.random.Generator) -> _State:
    """Start every chain where the prior would: often with one class, at times with many."""
    readiness = np.maximum(rng.gamma(run.shape, 1 / run.rate, run.chains), 1e-3)
    on = rng.uniform(_EDGE, 1 - _EDGE, (run.chains, run.classes, lists))
    state = _State(np.log(on), np.log1p(-on), np.empty((run.chains, run.classes)), readiness)
    _break_stick(state, np.zeros((run.chains, run.classes)), run, rng)
    return state


def _chances(state: _State, on: Floats) -> Floats:
    """The chance of each class with each history, in its chain; never quite nought."""
    base = state.log_size + state.log_off.sum(axis=2)
    chances: Floats = np.exp((state.log_on - state.log_off) @ on.T + base[:, :, None]) + 1e-300
    return chances


def _redraw(state: _State, people: Floats, on: Floats, run: Run, rng: np.random.Generator) -> None:
    """Draw chances and sizes from the people (chain, history, class)."""
    size = people.sum(axis=1)
    listed = people.transpose(0, 2, 1) @ on
    chance = rng.beta(1.0 + listed, 1.0 + size[:, :, None] - listed).clip(_EDGE, 1 - _EDGE)
    state.log_on, state.log_off = np.log(chance), np.log1p(-chance)
    _break_stick(state, size, run, rng)


def _break_stick(state: _State, size: Floats, run: Run, rng: np.random.Generator) -> None:
    """Draw the sizes of the classes and how readily new ones arise, given how many people are in each."""
    beyond = np.cumsum(size[:, ::-1], axis=1)[:, -2::-1]
    taken = _log_gamma(1.0 + size[:, :-1], rng)
    left = _log_gamma(state.readiness[:, None] + beyond, rng)
    whole = np.logaddexp(taken, left)
    rest = np.cumsum(left - whole, axis=1)
    state.log_size[:, :-1] = taken - whole
    state.log_size[:, 1:-1] += rest[:, :-1]
    state.log_size[:, -1] = rest[:, -1]
    state.readiness = rng.standard_gamma(run.shape + run.classes - 1, run.chains) / (run.rate - rest[:, -1])


def _log_gamma(shape: Floats, rng: np.random.Generator) -> Floats:
    """The logarithm of gamma draws, right even where they are too small to be numbers (Marsaglia and Tsang 2000)."""
    drawn: Floats = np.log(rng.standard_gamma(shape + 1.0)) - rng.standard_exponential(shape.shape) / shape
    return drawn


def unseen(observed: int, missed: Floats, most: int, rng: np.random.Generator) -> Ints:
    """Draw how many people were missed by all lists, none beyond the cap, given each chain's chance to be missed.

    It is a negative binomial: the prior of the total is 1/N.

    >>> [int(one) for one in unseen(100, np.array([0.5, 0.999999]), 2_000, np.random.default_rng(1))]
    [97, 1980]
    """
    odds = missed / np.maximum(1.0 - missed, _EDGE)
    drawn = _poisson(observed, odds, rng)
    for _ in range(_TRIES):
        beyond = np.flatnonzero(drawn > most)
        if not beyond.size:
            return drawn
        drawn[beyond] = _poisson(observed, odds[beyond], rng)
    for chain in np.flatnonzero(drawn > most):
        drawn[chain] = _below(observed, float(min(missed[chain], 1 - _EDGE)), most, rng)
    return drawn


def _poisson(observed: int, odds: Floats, rng: np.random.Generator) -> Ints:
    return rng.poisson(np.minimum(rng.standard_gamma(observed, odds.size) * odds, 1e15))


def _below(observed: int, missed: float, most: int, rng: np.random.Generator) -> int:
    """Draw from the same, cut at the cap, where nearly all of it lies beyond: downwards from the cap."""
    falling = most / ((observed + most - 1) * missed)  # how much less likely the next lower number is
    reach = most if falling >= 1.0 else min(most, int(_REACH / -np.log(falling)))
    numbers = np.arange(most - reach, most + 1)
    steps = np.log((observed + numbers[1:] - 1) * missed / numbers[1:])
    weights = np.concatenate([[0.0], np.cumsum(steps)])
    chances = np.exp(weights - weights.max())
    return int(rng.choice(numbers, p=chances / chances.sum()))
