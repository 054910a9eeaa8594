"""What the blocks taught apart, taught again on all compared pairs at once.

Splink trains each comparison in the blocks that do not use it. Afterwards the pairs are compared on all fields, and
expectation and maximisation run on them together, with the frequencies of names in the weights: so the share of
matches comes out of the data instead of being guessed, and no field is judged in a special sample only. Pairs drawn
at random hold a few of one person, which makes a field like the telephone look common; what those pairs add is taken
out again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tabara.methods.linkage.pairs.model import LEAST, Model

MOST_TURNS, SETTLED = 60, 1e-5
WEIGHS = 25.0  # as many pairs as what was learned before counts for
LEAST_LEFT = 0.05  # of a share among random pairs, however many of them may be of one person

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Compared:
    """Compared pairs: for each comparison the step that held (-1: unknown), and what frequencies add to the weight."""

    steps: Mapping[str, Bytes]
    frequency: Floats
    pairs: float  # of all records, compared or not


def steps_of(weights: Floats, model: Model, name: str) -> Bytes:
    """Know the step again from the weight that it gave.

    >>> model = Model(0.1, {"sex": (0.8, 0.2)}, {"sex": (0.5, 0.5)})
    >>> steps_of(np.log2([1.6, 0.4, 1.0]), model, "sex").tolist()
    [0, 1, -1]
    """
    known = np.log2(model.same[name]) - np.log2(model.other[name])
    values, steps = np.append(known, 0.0), np.append(np.arange(len(known)), -1).astype(np.int8)
    order = np.argsort(values)
    middles = (values[order][1:] + values[order][:-1]) / 2
    return np.asarray(steps[order][np.searchsorted(middles, weights)], np.int8)


def refined(model: Model, compared: Compared, weighed: Mapping[str, Sequence[bool]]) -> tuple[Model, Floats]:
    """Give the model taught on all pairs, and each pair's probability; `weighed` tells which steps have frequencies."""
    start = model
    for _ in range(MOST_TURNS):
        found = probabilities(model, compared)
        taught = _taught(start, found, compared, weighed)
        moved = abs(np.log(taught.prior / model.prior))
        model = taught
        if moved < SETTLED:
            break
    return model, probabilities(model, compared)


def probabilities(model: Model, compared: Compared) -> Floats:
    """Give each pair's probability under a model."""
    weight = np.log2(model.prior / (1 - model.prior)) + compared.frequency
    for name, steps in compared.steps.items():
        known = np.log2(model.same[name]) - np.log2(model.other[name])
        weight = weight + np.append(known, 0.0)[steps]
    return np.asarray(1 / (1 + np.exp2(-weight)), np.float64)


def _taught(start: Model, found: Floats, compared: Compared, weighed: Mapping[str, Sequence[bool]]) -> Model:
    """Take one turn: the shares among pairs of one person, and what is left of the others."""
    matches = max(float(found.sum()), 1.0)
    prior = min(matches / compared.pairs, 0.5)
    same, other = {}, {}
    for name, steps in compared.steps.items():
        before = np.asarray(start.same[name])
        seen = np.bincount(steps[steps >= 0], weights=found[steps >= 0], minlength=len(before))
        share = (seen + WEIGHS * before) / (seen.sum() + WEIGHS)
        same[name] = tuple(np.maximum(share, LEAST).tolist())
        other[name] = _others(np.asarray(start.other[name]), share, prior, np.asarray(weighed[name]))
    return replace(start, prior=prior, same=same, other=other)


def _others(drawn: Floats, same: Floats, prior: float, weighed: npt.NDArray[np.bool_]) -> tuple[float, ...]:
    """Take the pairs of one person out of the pairs drawn at random; weighed steps rest on frequencies instead."""
    left = np.maximum((drawn - prior * same) / (1 - prior), LEAST_LEFT * drawn)
    return tuple(np.where(weighed, drawn, np.clip(left, LEAST, 1.0)).tolist())
