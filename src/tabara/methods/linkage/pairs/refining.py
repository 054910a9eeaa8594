"""What the blocks taught apart, taught again on all compared pairs at once.

Splink trains each comparison in the blocks that do not use it. Afterwards the pairs are compared on all fields, and
expectation and maximisation run on them together, with the frequencies of names in the weights: so the share of
matches comes out of the data instead of being guessed, and no field is judged in a special sample only. Pairs drawn
at random hold a few of one person, which makes a field like the telephone look common; what those pairs add is taken
out again.

Lists of victims hold families. Sisters share a surname, a mother, a telephone, a place and nearly an age, and all of it
says "the same" although the given name says no. So there is a third kind of pair besides the same and strangers: kin,
who may share anything, in shares that are learned, but whose given names are as those of strangers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tabara.methods.linkage.pairs.model import LEAST, MOST, Model

MOST_TURNS, SETTLED = 60, 1e-5
WEIGHS = 25.0  # as many pairs as what was learned before counts for
TOLD_BY = "given"  # what tells one person from another of the family
MOST_LEFT = {"given": 0.05, "surname": 0.1, "sex": 0.05}  # of pairs of one person: other names altogether, another sex
MOST_BITS = 300.0
LEAST_LEFT = 0.05  # of a share among random pairs, however many of them may be of one person

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Compared:
    """Compared pairs: for each comparison the step that held (-1: unknown), and what frequencies add to its weight."""

    steps: Mapping[str, Bytes]
    frequency: Mapping[str, Floats]
    pairs: float  # of all records, compared or not


class Kinds(NamedTuple):
    """For each pair, how probable it is that it is of one person, and that it is of two of one family."""

    same: Floats
    kin: Floats


def steps_of(weights: Floats, model: Model, name: str) -> Bytes:
    """Know the step again from the weight that it gave.

    >>> model = Model(0.1, {"sex": (0.8, 0.2)}, {"sex": (0.5, 0.5)}, 0.1, {"sex": (0.5, 0.5)})
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
        taught = _taught(start, kinds(model, compared), compared, weighed)
        moved = abs(np.log(taught.prior / model.prior))
        model = taught
        if moved < SETTLED:
            break
    return model, probabilities(model, compared)


def settled(model: Model, compared: Compared) -> tuple[Model, Floats]:
    """Give a model of other records with the shares of one person and one family among these, and the probabilities."""
    for _ in range(MOST_TURNS):
        prior, prior_kin = (_prior(of, compared) for of in kinds(model, compared))
        moved = abs(np.log(prior / model.prior))
        model = replace(model, prior=prior, prior_kin=prior_kin)
        if moved < SETTLED:
            break
    return model, probabilities(model, compared)


def probabilities(model: Model, compared: Compared) -> Floats:
    """Give each pair's probability under a model."""
    return kinds(model, compared).same


def kinds(model: Model, compared: Compared) -> Kinds:
    """Weigh for each pair whether it is of one person or of one family, against strangers."""
    strangers = 1 - model.prior - model.prior_kin
    same = np.full(len(next(iter(compared.steps.values()))), np.log2(model.prior / strangers))
    kin = np.full_like(same, np.log2(model.prior_kin / strangers))
    for name, steps in compared.steps.items():
        frequency = compared.frequency.get(name, 0.0)
        same += _weights(model.same[name], model.other[name])[steps] + frequency
        if name != TOLD_BY:
            kin += _weights(model.kin[name], model.other[name])[steps] + frequency
    same, kin = np.exp2(np.minimum(same, MOST_BITS)), np.exp2(np.minimum(kin, MOST_BITS))
    total = 1 + same + kin
    return Kinds(np.asarray(same / total, np.float64), np.asarray(kin / total, np.float64))


def _weights(shares: Sequence[float], other: Sequence[float]) -> Floats:
    """Give the weight of each step in bits, and nothing at the end for the unknown."""
    return np.append(np.log2(shares) - np.log2(other), 0.0)


def _taught(start: Model, found: Kinds, compared: Compared, weighed: Mapping[str, Sequence[bool]]) -> Model:
    """Take one turn: the shares among pairs of one person and of one family, and what is left of the others."""
    prior, prior_kin = (_prior(of, compared) for of in found)
    same, kin, other = {}, {}, {}
    for name, steps in compared.steps.items():
        same[name] = _believed(name, _shares(start.same[name], steps, found.same))
        kin[name] = start.kin[name] if name == TOLD_BY else _shares(start.kin[name], steps, found.kin)
        other[name] = _others(np.asarray(start.other[name]), np.asarray(same[name]), prior, np.asarray(weighed[name]))
    return replace(start, prior=prior, prior_kin=prior_kin, same=same, kin=kin, other=other)


def _prior(found: Floats, compared: Compared) -> float:
    return min(max(float(found.sum()), 1.0) / compared.pairs, MOST)


def _shares(before: Sequence[float], steps: Bytes, found: Floats) -> tuple[float, ...]:
    seen = np.bincount(steps[steps >= 0], weights=found[steps >= 0], minlength=len(before))
    share = (seen + WEIGHS * np.asarray(before)) / (seen.sum() + WEIGHS)
    return tuple(np.maximum(share, LEAST).tolist())


def _believed(name: str, shares: tuple[float, ...]) -> tuple[float, ...]:
    """Hold what is left of a comparison below what can be believed of one person, whatever the pairs seem to teach."""
    *steps, left = shares
    most = MOST_LEFT.get(name, 1.0)
    if left <= most:
        return shares
    return (*(share * (1 - most) / (1 - left) for share in steps), most)


def _others(drawn: Floats, same: Floats, prior: float, weighed: npt.NDArray[np.bool_]) -> tuple[float, ...]:
    """Take the pairs of one person out of the pairs drawn at random; weighed steps rest on frequencies instead."""
    left = np.maximum((drawn - prior * same) / (1 - prior), LEAST_LEFT * drawn)
    return tuple(np.where(weighed, drawn, np.clip(left, LEAST, 1.0)).tolist())
