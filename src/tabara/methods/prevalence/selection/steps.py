"""Stepwise selection for sparse overlaps, on many tables at once.

From main effects, the pair whose overlap the model foretells worst is taken in, as long as that is unlikely enough,
and as long as the larger model has an estimate that is the only one.

References
----------
Chan, Silverman and Vincent (2021), "Multiple systems estimation for sparse capture data: inferential challenges when
there are nonoverlapping lists", JASA 116(535), 1297-1306.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import pdtr, pdtrc

from tabara.methods.prevalence.capture import Floats, Ints
from tabara.methods.prevalence.loglinear.existence import Fault
from tabara.methods.prevalence.loglinear.fits import Fits, Space, fit
from tabara.methods.prevalence.loglinear.lattice import superset_sums
from tabara.methods.prevalence.loglinear.newton import Bools

THRESHOLD = 0.02
_TIE = 1.0 + 1e-9  # two that are equal but for rounding are equal: the first pair by name is taken


@dataclass(slots=True)
class Selected:
    """The model of each row, how it was come to, and its fit."""

    included: Bools
    steps: list[tuple[int, float]]  # of the first row: the term taken in and its probability
    fits: Fits


def joined(parts: Sequence[Selected]) -> Selected:
    """Put together what was selected for parts of the rows."""
    fits = [one.fits for one in parts]
    whole = Fits(
        np.vstack([one.alpha for one in fits]),
        np.vstack([one.mu for one in fits]),
        np.concatenate([one.fault for one in fits]),
        np.concatenate([one.parameters for one in fits]),
    )
    return Selected(np.vstack([one.included for one in parts]), parts[0].steps, whole)


def select(space: Space, y: Floats, threshold: float = THRESHOLD) -> Selected:
    """Select a model of pairs for each row of `y`. `space` has the lists and their pairs as its terms."""
    single = np.array([int(term).bit_count() == 1 for term in space.terms])
    included = np.tile(single, (len(y), 1))
    fits = fit(space, y, included)
    pairs = np.flatnonzero(~single & space.possible)
    stat = superset_sums(y * space.keep)[:, space.terms[pairs]]
    steps: list[tuple[int, float]] = []
    going = np.flatnonzero(fits.fault == Fault.NONE)
    while len(going) and len(pairs):
        odds = _odds(stat[going], fits, going, space.terms[pairs])
        odds[included[np.ix_(going, pairs)]] = np.inf
        taken = _take_one(space, y, going, odds, pairs, threshold, included, fits)
        if taken[0] >= 0 and going[0] == 0:
            steps.append((int(space.terms[pairs[taken[0]]]), float(odds[0, taken[0]])))
        going = going[taken >= 0]
    return Selected(included, steps, fits)


def _odds(stat: Floats, fits: Fits, going: Ints, pairs: Ints) -> Floats:
    """How likely an overlap as far out as the one seen is, on its own side, under the model."""
    foretold = superset_sums(fits.mu[going])[:, pairs]
    fewer = pdtr(stat, foretold)
    more = np.where(stat > 0, pdtrc(np.maximum(stat - 1, 0), foretold), 1.0)
    return np.asarray(np.where(foretold > 0, np.minimum(fewer, more), 1.0))


def _take_one(
    space: Space, y: Floats, going: Ints, odds: Floats, pairs: Ints, threshold: float, included: Bools, fits: Fits
) -> Ints:
    """Take the least likely pair of each row that leaves an estimate; -1 for a row that has none any more.

    Asked in ascending order and by fitting: a fit that settles is the proof that was to be given, and is the next
    step's model too.
    """
    odds, taken = odds.copy(), np.full(len(going), -1)
    waiting = np.arange(len(going))
    while len(waiting):
        least = odds[waiting].min(axis=1)
        waiting = waiting[least < threshold]
        if not len(waiting):
            break
        best = (odds[waiting] <= odds[waiting].min(axis=1, keepdims=True) * _TIE).argmax(axis=1)
        rows = going[waiting]
        larger = included[rows].copy()
        larger[np.arange(len(rows)), pairs[best]] = True
        found = fit(space, y[rows], larger, _start(space, y, rows, pairs[best], fits))
        good = found.fault == Fault.NONE
        fits.alpha[rows[good]], fits.mu[rows[good]] = found.alpha[good], found.mu[good]
        included[rows[good]], fits.parameters[rows[good]] = larger[good], found.parameters[good]
        taken[waiting[good]] = best[good]
        odds[waiting[~good], best[~good]] = np.inf
        waiting = waiting[~good]
    return taken


def _start(space: Space, y: Floats, rows: Ints, added: Ints, fits: Fits) -> Floats:
    """The coefficients so far, and for the pair taken in what sets its own overlap right."""
    start = fits.alpha[rows].copy()
    term, every = space.terms[added], np.arange(len(rows))
    seen = superset_sums(y[rows] * space.keep)[every, term]
    foretold = superset_sums(fits.mu[rows])[every, term]
    start[every, term] = np.log(np.maximum(seen, 1.0) / np.maximum(foretold, 1e-300))
    return start
