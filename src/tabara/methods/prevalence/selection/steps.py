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
from tabara.methods.prevalence.loglinear.newton import Bools

THRESHOLD, EVERY = 0.02, 1.0
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
        fits[0].space,
        np.vstack([one.beta for one in fits]),
        np.vstack([one.live for one in fits]),
        np.vstack([one.zero for one in fits]),
        np.concatenate([one.fault for one in fits]),
    )
    return Selected(np.vstack([one.included for one in parts]), parts[0].steps, whole)


def select(space: Space, y: Floats, threshold: float = THRESHOLD) -> Selected:
    """Select a model of pairs for each row of `y`. `space` has the lists and their pairs as its terms."""
    single = np.array([int(term).bit_count() == 1 for term in space.terms])
    included = np.tile(single, (len(y), 1))
    fits = fit(space, y, included)
    if threshold >= EVERY:
        _take_all(space, y, single | space.possible, included, fits)
    pairs = np.flatnonzero(~single & space.possible)
    search = _Search(space, y, pairs, included, fits)
    steps: list[tuple[int, float]] = []
    going = np.flatnonzero(fits.fault == Fault.NONE)
    while len(going) and len(pairs):
        odds = search.odds(going)
        taken = search.take_one(going, odds, threshold)
        if taken[0] >= 0 and going[0] == 0:
            steps.append((int(space.terms[pairs[taken[0]]]), float(odds[0, taken[0]])))
        going = going[taken >= 0]
    return Selected(included, steps, fits)


def _take_all(space: Space, y: Floats, every: Bools, included: Bools, fits: Fits) -> None:
    """Take in all pairs at once in the rows where that model has an estimate."""
    whole = np.tile(every, (len(y), 1))
    found = fit(space, y, whole)
    good = np.flatnonzero(found.fault == Fault.NONE)
    included[good] = whole[good]
    fits.put(good, found.rows(good))


class _Search:
    """The rows on their way: the pairs that may come in, and what each row's model so far foretells of them."""

    def __init__(self, space: Space, y: Floats, pairs: Ints, included: Bools, fits: Fits) -> None:
        self.space, self.y, self.pairs, self.included, self.fits = space, y, pairs, included, fits
        self.stat = space.statistics(y)[:, 1 + pairs]
        self.foretold = fits.foretold(space.terms[pairs])

    def odds(self, going: Ints) -> Floats:
        """How likely an overlap as far out as the one seen is, on its own side, under the model."""
        stat, foretold = self.stat[going], self.foretold[going]
        fewer = pdtr(stat, foretold)
        more = np.where(stat > 0, pdtrc(np.maximum(stat - 1, 0), foretold), 1.0)
        odds = np.asarray(np.where(foretold > 0, np.minimum(fewer, more), 1.0))
        odds[self.included[np.ix_(going, self.pairs)]] = np.inf
        return odds

    def take_one(self, going: Ints, odds: Floats, threshold: float) -> Ints:
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
            good = self._fitted(going[waiting], best)
            taken[waiting[good]] = best[good]
            odds[waiting[~good], best[~good]] = np.inf
            waiting = waiting[~good]
        return taken

    def _fitted(self, rows: Ints, best: Ints) -> Bools:
        """Fit each row with one more pair, and keep what has an estimate."""
        larger = self.included[rows].copy()
        larger[np.arange(len(rows)), self.pairs[best]] = True
        found = fit(self.space, self.y[rows], larger, self._start(rows, best))
        good = found.fault == Fault.NONE
        kept, fitted = rows[good], found.rows(np.flatnonzero(good))
        self.fits.put(kept, fitted)
        self.foretold[kept] = fitted.foretold(self.space.terms[self.pairs])
        self.included[kept] = larger[good]
        return np.asarray(good)

    def _start(self, rows: Ints, best: Ints) -> Floats:
        """The coefficients so far, and for the pair taken in what sets its own overlap right."""
        start = self.fits.beta[rows].copy()
        seen, foretold = self.stat[rows, best], self.foretold[rows, best]
        start[np.arange(len(rows)), 1 + self.pairs[best]] = np.log(np.maximum(seen, 1.0) / np.maximum(foretold, 1e-300))
        return start
