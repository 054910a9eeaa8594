"""Learn the model from the records alone: nobody says which of them are one person.

The shares among different people come from pairs drawn at random, those among the same person from expectation and
maximisation inside blocks, each of which leaves out what it blocks on. A share that a small set has not seen is not
nought: each is drawn towards its usual value as if a few more pairs had been seen.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pyarrow as pa
from splink import block_on
from splink.internals.exceptions import EMTrainingException

from tabara.methods.linkage.pairs.blocking import Rule, count
from tabara.methods.linkage.pairs.model import LEAST, Model

BLOCKS: tuple[Rule, ...] = (("given_key", "surname_key"), ("surname_key", "born"), ("given_key", "province", "born"))
FEWEST_PAIRS = 200  # a block with fewer teaches less than what is usual
MOST_PAIRS = 1_000_000
RANDOM_PAIRS = 5_000_000
CHUNKS = 10  # of random pairs, so that sampling stops where enough were seen; few records are compared in one go
FEWER_TURNS = (1, 2, 4, 8)  # what the most turns are divided by, one after the other, until a block teaches
TOO_SMALL = "is below the minimum allowed"  # Splink's words for a share that the turns brought to nought
USUAL = 0.02  # how much what is usual weighs beside what the blocks taught

Tell = Callable[[float], None]


def trained(linker: Any, fields: pa.Table, *, seed: int, tell: Tell) -> Model:
    """Train the model of a linker in place, and return what it learned."""
    usual = _shares(linker, "m_probability")
    chunks = 1 if len(fields) * (len(fields) - 1) / 2 <= RANDOM_PAIRS else CHUNKS
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed, num_chunks=chunks)
    tell(1 / (len(BLOCKS) + 1))
    for at, block in enumerate(BLOCKS, start=2):
        if count(fields, block) >= FEWEST_PAIRS:
            _maximise(linker, block)
        tell(at / (len(BLOCKS) + 1))
    other = {name: _whole(row) for name, row in _shares(linker, "u_probability").items()}
    learned = _shares(linker, "m_probability")
    same = {name: _mixed(learned[name], _whole(row)) for name, row in usual.items()}
    kin = {name: _between(same[name], other[name]) for name in same}
    prior = 1 / max(len(fields), 2)
    return Model(prior / 2, same, other, prior / 2, kin, len(fields))


def _between(same: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    """Start kin half way: of one family half of what one person has is the same, and half as among strangers."""
    return tuple((one + two) / 2 for one, two in zip(same, other, strict=True))


def _maximise(linker: Any, block: Rule) -> None:
    """Learn from a block, in fewer turns where what no pair of one person shows goes to nought: Splink refuses that.

    Where lists are written with care, the share of the pairs that disagree shrinks faster with each turn; long before
    it is refused it is less than is told apart here. A block that failed has to leave the model as it was.
    """
    settings = linker._settings_obj  # Splink gives no other way to set the turns, or to undo a training that failed
    before, usual = settings.core_model_settings, settings.training_settings
    for part in FEWER_TURNS:
        settings.core_model_settings = before.copy()
        settings.training_settings = replace(usual, max_iterations=usual.max_iterations // part)
        if _taught(linker, block):
            break
    else:  # nothing can be learned in it: the others, and what is usual, have to do
        settings.core_model_settings = before
    settings.training_settings = usual


def _taught(linker: Any, block: Rule) -> bool:
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block), max_pairs=MOST_PAIRS)
    except EMTrainingException:  # no pair in it has what is compared
        return False
    except ValueError as error:
        if TOO_SMALL not in str(error):
            raise
        return False
    return True


def _shares(linker: Any, which: str) -> dict[str, list[float]]:
    """Read the shares of every comparison's steps, without the unknown; what was never seen counts as nearly nought."""
    told: Mapping[str, Any] = linker.misc.save_model_to_json()
    return {
        comparison["output_column_name"]: [
            _number(level.get(which)) for level in comparison["comparison_levels"] if not level.get("is_null_level")
        ]
        for comparison in told["comparisons"]
    }


def _number(share: object) -> float:
    return max(float(share), LEAST) if isinstance(share, float | int) else LEAST


def _whole(row: list[float]) -> tuple[float, ...]:
    total = sum(row)
    return apart(tuple(share / total for share in row))


def _mixed(learned: list[float], usual: tuple[float, ...]) -> tuple[float, ...]:
    total = sum(learned)
    return _whole([(1 - USUAL) * one / total + USUAL * other for one, other in zip(learned, usual, strict=True)])


def apart(row: tuple[float, ...]) -> tuple[float, ...]:
    """Part equal neighbours by a hair, so that every step keeps a weight of its own by which it is known again."""
    return tuple(share * (1 - 1e-7 * at) for at, share in enumerate(row)) if _alike(row) else row


def _alike(row: tuple[float, ...]) -> bool:
    return any(one == two for one, two in pairwise(sorted(row)))
