"""Resamples of a survey that was drawn by strata and clusters: other weights for the same respondents.

In each stratum of n clusters, n - 1 are drawn with replacement, and the weights are scaled so that they add up to the
same on average. A stratum of one cluster cannot be resampled and is refused.

References
----------
Rao, Wu and Yue (1992), "Some recent work on resampling methods for complex surveys", Survey Methodology 18(2).
"""

from dataclasses import dataclass

import numpy as np

from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.errors import PrevalenceError

_FEWEST = 50


@dataclass(frozen=True, slots=True)
class Design:
    """How respondents were drawn: their weights, and where it was so, their strata and clusters."""

    weights: Floats
    strata: tuple[str, ...] | None = None
    clusters: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if not len(self.weights):
            raise PrevalenceError("Nobody was asked.")
        if not (np.isfinite(self.weights).all() and (self.weights > 0).all()):
            raise PrevalenceError("A respondent's weight is a number above nought.")
        for names in (self.strata, self.clusters):
            if names is not None and len(names) != len(self.weights):
                raise PrevalenceError("Each respondent needs one stratum and one cluster.")


def alone(respondents: int) -> Design:
    """Give the design of respondents who were drawn one by one with equal chances."""
    return Design(np.ones(respondents))


def resampled_weights(design: Design, many: int, rng: np.random.Generator) -> Floats:
    """Return a row of weights for each resample.

    >>> resampled_weights(alone(4), 200, np.random.default_rng(1)).shape
    (200, 4)
    """
    if many < 0 or 0 < many < _FEWEST:
        raise PrevalenceError(f"{many} resamples are too few for an interval. Draw {_FEWEST} or more, or none.")
    size = len(design.weights)
    strata = np.array(design.strata if design.strata is not None else ("",) * size)
    clusters = np.array(design.clusters if design.clusters is not None else [str(at) for at in range(size)])
    factors = np.ones((many, size))
    for stratum in np.unique(strata):
        members = strata == stratum
        names, which = np.unique(clusters[members], return_inverse=True)
        if many and len(names) < 2:
            raise PrevalenceError(f"The stratum “{stratum}” has one cluster. Join it with another one.")
        drawn = rng.multinomial(len(names) - 1, np.full(len(names), 1 / len(names)), size=many)
        factors[:, members] = (drawn * len(names) / max(len(names) - 1, 1))[:, which]
    return factors * design.weights
