"""Draw from the posterior of a Poisson log-linear model: Hamiltonian Monte Carlo, many chains in the same arrays.

The logarithm of the posterior is concave, so its highest point and its curvature there are found by Newton's method.
In coordinates in which that curvature is round, a few long steps along the gradient lead to a nearly independent
draw, and one step size fits every table.

References
----------
Neal (2011), "MCMC using Hamiltonian dynamics", in: Handbook of Markov chain Monte Carlo, chapter 5.
"""

from dataclasses import dataclass

import numpy as np

from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.errors import PrevalenceError

_STEP, _STEPS = 0.35, 5  # a quarter of a turn or so, which makes draws independent of where they started
_ROUNDS, _STILL, _SHORTEST = 200, 1e-9, 1e-9
_HIGHEST = 60.0  # e^60 people: a step that leads there is refused anyway


@dataclass(frozen=True, slots=True)
class Posterior:
    """Counts, a row of the design for each, and how strongly a normal prior draws each coefficient to nought."""

    y: Floats
    design: Floats
    precision: Floats

    def height(self, points: Floats) -> Floats:
        """Give the logarithm of the posterior at points (rows), up to a constant."""
        expected = np.minimum(points @ self.design.T, _HIGHEST)
        answer: Floats = expected @ self.y - np.exp(expected).sum(axis=-1) - 0.5 * (points**2) @ self.precision
        return answer

    def slope(self, points: Floats) -> Floats:
        """Give its gradient there."""
        rate = np.exp(np.minimum(points @ self.design.T, _HIGHEST))
        answer: Floats = (self.y - rate) @ self.design - points * self.precision
        return answer

    def curvature(self, point: Floats) -> Floats:
        """Give minus its second derivatives at one point."""
        rate = np.exp(np.minimum(self.design @ point, _HIGHEST))
        answer: Floats = self.design.T @ (rate[:, None] * self.design) + np.diag(self.precision)
        return answer


def draw(posterior: Posterior, rng: np.random.Generator, *, chains: int, draws: int, warm: int) -> Floats:
    """Draw coefficients: chains by draws by coefficients; the first `warm` of each chain are dropped."""
    top = highest(posterior)
    shape = np.linalg.cholesky(np.linalg.inv(posterior.curvature(top)))
    at = rng.standard_normal((chains, top.size))
    kept = np.empty((chains, draws, top.size))
    for turn in range(warm + draws):
        at = _moved(posterior, top, shape, at, rng)
        if turn >= warm:
            kept[:, turn - warm] = top + at @ shape.T
    return kept


def highest(posterior: Posterior) -> Floats:
    """Find the coefficients at which the posterior is highest, or say that it has no top."""
    start = np.linalg.lstsq(posterior.design, np.log(posterior.y + 0.5), rcond=None)[0]
    point = np.asarray(start, np.float64)
    for _ in range(_ROUNDS):
        step = np.linalg.solve(posterior.curvature(point), posterior.slope(point[None])[0])
        length = 1.0
        while posterior.height((point + length * step)[None])[0] < posterior.height(point[None])[0] - 1e-9:
            length /= 2
            if length < _SHORTEST:
                break
        point = point + length * step
        if float(np.abs(step).max()) < _STILL:
            return point
    raise PrevalenceError("The posterior has no highest point: the table does not bound some coefficient.")


def _moved(posterior: Posterior, top: Floats, shape: Floats, at: Floats, rng: np.random.Generator) -> Floats:
    """Send every chain along its gradient with a random push, and let it stay where energy got lost on the way."""
    push = rng.standard_normal(at.shape)
    pace = _STEP * rng.uniform(0.6, 1.2, (len(at), 1))
    there, speed = at, push + 0.5 * pace * _slope(posterior, top, shape, at)
    for step in range(_STEPS):
        there = there + pace * speed
        speed = speed + (pace if step < _STEPS - 1 else 0.5 * pace) * _slope(posterior, top, shape, there)
    before = posterior.height(top + at @ shape.T) - 0.5 * (push**2).sum(axis=1)
    after = posterior.height(top + there @ shape.T) - 0.5 * (speed**2).sum(axis=1)
    goes = -rng.standard_exponential(len(at)) < after - before
    return np.where(goes[:, None], there, at)


def _slope(posterior: Posterior, top: Floats, shape: Floats, at: Floats) -> Floats:
    answer: Floats = posterior.slope(top + at @ shape.T) @ shape
    return answer
