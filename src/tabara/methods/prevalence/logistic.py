"""A multinomial logistic model of groups of people, drawn a little to nought so that an empty group has one too.

References
----------
Böhning (1992), "Multinomial logistic regression algorithm", Annals of the Institute of Statistical Mathematics 44(1).
"""

from collections.abc import Sequence

import numpy as np

from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.errors import PrevalenceError

_PRECISION = 0.1  # of the normal prior of each coefficient but the intercepts: most lie between -6 and 6
_ROUNDS, _STILL = 200, 1e-10


def one_hot(keys: Sequence[tuple[str, ...]]) -> Floats:
    """Give a row of features for each stratum: a one, and for each covariate a one at its value, but for the first.

    >>> one_hot([("f", "n"), ("f", "s"), ("m", "s")]).tolist()
    [[1.0, 0.0, 0.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]]
    """
    columns = [np.ones(len(keys))]
    for at in range(len(keys[0])):
        values = sorted({key[at] for key in keys})
        columns += [np.array([float(key[at] == value) for key in keys]) for value in values[1:]]
    return np.column_stack(columns)


def multinomial(features: Floats, counts: Floats) -> Floats:
    """Give the chances of each class for each row of features; a class that holds nobody has none.

    >>> multinomial(np.ones((2, 1)), np.array([[1.0, 2, 0], [2, 1, 0]])).tolist()
    [[0.5, 0.5, 0.0], [0.5, 0.5, 0.0]]
    """
    held = np.flatnonzero(counts.sum(axis=0) > 0)
    of, size = counts[:, held], counts.sum(axis=1)
    width, free = features.shape[1], held.size - 1
    precision = np.tile(np.append(0.0, np.full(width - 1, _PRECISION)), free)
    at = np.zeros(free * width)
    for _ in range(_ROUNDS):
        chances = _softmax(features, at, free)
        slope = (features.T @ (of - size[:, None] * chances))[:, 1:].T.ravel() - precision * at
        step = np.linalg.solve(_curvature(features, chances[:, 1:], size) + np.diag(precision), slope)
        step *= min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-300))
        at = at + step
        if float(np.abs(step).max()) < _STILL:
            whole = np.zeros(counts.shape)
            whole[:, held] = _softmax(features, at, free)
            return whole
    raise PrevalenceError("The model of the chances to stand on the lists does not settle. Use fewer covariates.")


def _softmax(features: Floats, at: Floats, free: int) -> Floats:
    linear = np.column_stack([np.zeros(len(features)), features @ at.reshape(free, -1).T])
    raised = np.exp(linear - linear.max(axis=1, keepdims=True))
    answer: Floats = raised / raised.sum(axis=1, keepdims=True)
    return answer


def _curvature(features: Floats, chances: Floats, size: Floats) -> Floats:
    """Minus the second derivatives: for each two classes a block of features by features."""
    free, width = chances.shape[1], features.shape[1]
    apart = chances[:, :, None] * (np.eye(free)[None] - chances[:, None, :]) * size[:, None, None]
    blocks: Floats = np.einsum("sab,si,sj->aibj", apart, features, features)
    return blocks.reshape(free * width, free * width)
