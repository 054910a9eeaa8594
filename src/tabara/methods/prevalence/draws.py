"""What draws from a posterior say: intervals, whether the chains agree, and how far chance may move each figure.

References
----------
Gelman, Carlin, Stern, Dunson, Vehtari and Rubin (2013), "Bayesian data analysis", 3rd edition, section 11.4.
"""

from collections.abc import Callable

import numpy as np

from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.estimate import Interval

LEVELS = (95, 80)


def credible(quantile: Callable[[float], float], given: str) -> tuple[Interval, ...]:
    """Give the intervals to quote, with equal shares outside on both sides.

    >>> [(one.low, one.high) for one in credible(lambda share: 1000 * share, "a straight line")]
    [(25.0, 975.0), (100.0, 900.0)]
    """
    return tuple(
        Interval(level, quantile((100 - level) / 200), quantile((100 + level) / 200), given) for level in LEVELS
    )


def rhat(chains: Floats) -> float:
    """Give the split R-hat of chains by draws: how much wider all draws are than each half of a chain; 1 if alike.

    >>> round(rhat(np.array([[1.0, 2.0, 1.5, 1.8], [1.7, 1.2, 1.9, 1.4]])), 2)
    0.74
    """
    half = chains.shape[1] // 2
    halves = np.concatenate([chains[:, :half], chains[:, -half:]])
    within = float(halves.var(axis=1, ddof=1).mean())
    between = half * float(halves.mean(axis=1).var(ddof=1))
    if within == 0.0:
        return 1.0 if between == 0.0 else float("inf")
    return float(np.sqrt((half - 1) / half + between / (half * within)))


def standard_error(chains: Floats, share: float) -> float:
    """Give the Monte Carlo error of a quantile, from how much the chains' own quantiles differ."""
    each = np.quantile(chains, share, axis=1)
    return float(each.std(ddof=1) / np.sqrt(len(each)))
