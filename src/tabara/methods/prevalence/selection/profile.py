"""The interval that the profile likelihood of the population's size gives, for one model.

For every size of the population, the hidden people are put into the table as if they had been counted, and the model
is fitted to the full table. The likelihood is the multinomial one, with the size as its parameter.

References
----------
Cormack (1992), "Interval estimation for mark-recapture studies of closed populations", Biometrics 48(2), 567-576.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtri, gammaln, psi, xlogy

from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.estimate import Interval
from tabara.methods.prevalence.loglinear import Fault, Space, fit
from tabara.methods.prevalence.loglinear.newton import Bools

GIVEN = "profile likelihood; the model is the right one and was not chosen from the table"
_FURTHEST = 12.0  # on the logarithm of the hidden number: a limit beyond is none
_PACE = 0.5
_PRECISE = 1e-12


def profiled(
    space: Space, y: Floats, included: Bools, hidden: float, levels: tuple[float, ...]
) -> tuple[float, tuple[Interval, ...]]:
    """Give the most likely size of the population and its limits; `hidden` is about where to look.

    A limit that the likelihood does not set is infinite above, and the people seen below.
    """
    full = Space(space.lists, space.terms, space.keep | (np.arange(len(space.keep)) == 0))
    observed = float(y.sum())

    def height(log_hidden: float) -> float:
        return _likelihood(full, y, included, float(np.exp(log_hidden)))[0]

    def slope(log_hidden: float) -> float:
        return _likelihood(full, y, included, float(np.exp(log_hidden)))[1]

    around = float(np.log(max(hidden, 1e-6)))
    top = _crossing(slope, around, _PACE if slope(around) > 0 else -_PACE)
    best, limits = height(top), []
    for level in levels:
        fall = best - float(chdtri(1, 1 - level / 100)) / 2
        above = partial(_above, height, fall)
        low, high = _crossing(above, top, -_PACE), _crossing(above, top, _PACE)
        limits.append(Interval(level, observed + float(np.exp(low)), observed + float(np.exp(high)), GIVEN))
    return observed + float(np.exp(top)), tuple(limits)


def _above(height: Callable[[float], float], fall: float, at: float) -> float:
    return height(at) - fall


def _likelihood(full: Space, y: Floats, included: Bools, hidden: float) -> tuple[float, float]:
    """The logarithm of the profile likelihood, and its slope along the hidden number."""
    counts = y.copy()
    counts[0] = hidden
    found = fit(full, counts[None, :], included[None, :])
    if found.fault[0] != Fault.NONE:
        return -np.inf, np.nan
    size, mu = float(counts.sum()), np.where(counts > 0, found.mu[0], 1.0)
    height = gammaln(size + 1) - gammaln(hidden + 1) + xlogy(counts, mu / size).sum()
    return float(height), float(psi(size + 1) - psi(hidden + 1) + np.log(mu[0] / size))


def _crossing(of: Callable[[float], float], start: float, pace: float) -> float:
    """Where a function changes its sign on one side of a start; infinite where it never does."""
    near, far, sign = start, start + pace, of(start) > 0
    while (of(far) > 0) == sign:
        if abs(far - start) > _FURTHEST:
            return float(np.copysign(np.inf, pace))
        near, far = far, far + pace
    return float(brentq(of, min(near, far), max(near, far), xtol=_PRECISE))
