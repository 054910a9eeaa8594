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
_CLOSE, _MOST_STEPS = 1e-10, 100


def profiled(
    space: Space, y: Floats, included: Bools, hidden: float, levels: tuple[float, ...]
) -> tuple[float, tuple[Interval, ...]]:
    """Give the most likely size of the population and its limits; `hidden` is about where to look.

    A limit that the likelihood does not set is infinite above, and the people seen below. So is the size itself where
    the likelihood falls from there on.
    """
    profile, observed = _Profile(space, y, included), float(y.sum())
    around = float(np.log(max(hidden, 1e-6)))
    slope = partial(_slope, profile)
    ends = _bracket(slope, around, _PACE if slope(around) > 0 else -_PACE)
    top = ends[1] if np.isinf(ends[1]) else float(brentq(slope, min(ends), max(ends), xtol=_PRECISE))
    nobody = top == -np.inf
    if np.isinf(top):
        top = around - _FURTHEST if nobody else around
    best, limits = profile(top)[0], []
    for level in levels:
        fall = best - float(chdtri(1, 1 - level / 100)) / 2
        low = -np.inf if nobody else _limit(profile, fall, top, -_PACE)
        high = _limit(profile, fall, top, _PACE, top - around)
        limits.append(Interval(level, observed + float(np.exp(low)), observed + float(np.exp(high)), GIVEN))
    return observed + (0.0 if nobody else float(np.exp(top))), tuple(limits)


class _Profile:
    """The logarithm of the profile likelihood along that of the hidden number, and its slope there.

    Each fit begins where the last one ended, which lies near it.
    """

    def __init__(self, space: Space, y: Floats, included: Bools) -> None:
        self.full = Space(space.lists, space.terms, space.keep | (np.arange(len(space.keep)) == 0))
        self.y, self.included = y, included
        self.last: Floats | None = None

    def __call__(self, log_hidden: float) -> tuple[float, float]:
        """Give both; there is no likelihood where there is no fit."""
        hidden = float(np.exp(log_hidden))
        counts = self.y.copy()
        counts[0] = hidden
        found = fit(self.full, counts[None, :], self.included[None, :], self.last)
        if found.fault[0] != Fault.NONE:
            return -np.inf, np.nan
        self.last = found.beta
        size, mu = float(counts.sum()), np.where(counts > 0, found.mu[0], 1.0)
        height = gammaln(size + 1) - gammaln(hidden + 1) + xlogy(counts, mu / size).sum()
        return float(height), hidden * float(psi(size + 1) - psi(hidden + 1) + np.log(mu[0] / size))


def _slope(profile: _Profile, at: float) -> float:
    return profile(at)[1]


def _bracket(of: Callable[[float], float], start: float, pace: float, before: float = 0.0) -> tuple[float, float]:
    """Two points on one side of a start between which a function changes its sign; infinite where it never does.

    The start may lie `before` what is looked around in.
    """
    near, far, sign = start, start + pace, of(start) > 0
    while (of(far) > 0) == sign:
        if abs(far - start) > _FURTHEST + abs(before):
            return start, float(np.copysign(np.inf, pace))
        near, far = far, far + pace
    return near, far


def _limit(profile: _Profile, fall: float, top: float, pace: float, before: float = 0.0) -> float:
    """Where the likelihood has fallen so far on one side of its top, by Newton's steps that stay where it must be."""
    near, far = _bracket(lambda at: profile(at)[0] - fall, top, pace, before)
    at, before = far, np.inf
    for _ in range(_MOST_STEPS):
        if np.isinf(far) or abs(at - before) <= _CLOSE:
            return at
        height, slope = profile(at)
        near, far = (at, far) if height > fall else (near, at)
        before, step = at, at - (height - fall) / slope if slope else np.nan
        at = step if min(near, far) <= step <= max(near, far) else (near + far) / 2
    return at
