"""Compare the pairs that some rules bring together, a part of the records after the other: all of them need not fit.

Of each pair there is kept which step of each comparison held, one byte each, and what frequencies add to its weight.
The pairs are put in order, so that neither the engine nor the number of parts changes a digit.
"""

import math
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tabara.methods.linkage.merging import Ints
from tabara.methods.linkage.pairs import comparisons, engines
from tabara.methods.linkage.pairs.blocking import Rule, count
from tabara.methods.linkage.pairs.engines import Engine
from tabara.methods.linkage.pairs.model import Model
from tabara.methods.linkage.pairs.people import ID
from tabara.methods.linkage.pairs.refining import Bytes, Compared, Floats, steps_of
from tabara.methods.linkage.pairs.training import Tell

CONSIDERED = 1e-5  # below this probability a pair cannot come to matter, and is dropped where it was compared

_LEFT, _RIGHT = f"{ID}_l", f"{ID}_r"

Part = tuple[Ints, dict[str, Bytes], dict[str, Floats]]


@dataclass(frozen=True)
class Found:
    """Compared pairs of records by number, the smaller one first, and what was seen of each."""

    left: Ints
    right: Ints
    seen: Compared


def numbered(fields: pa.Table) -> pa.Table:
    """Give the records numbers in the order in which they stand, which compare and sort more quickly than words."""
    at = fields.column_names.index(ID)
    return fields.set_column(at, ID, pa.array(np.arange(len(fields)), pa.int32()))


def compared(fields: pa.Table, rules: tuple[Rule, ...], model: Model, engine: Engine, tell: Tell) -> Found:
    """Compare the pairs of records that share what one of the rules names."""
    parts = math.ceil(sum(count(fields, rule) for rule in rules) / engines.MOST_AT_ONCE[engine])
    scales = {name: _scale(name, model, fields) for name in comparisons.FREQUENT}
    found = []
    with engines.opened(engine) as database:
        records = engines.registered(database, numbered(fields))
        linker = engines.linker(database, records, comparisons.settings(rules, model))
        for part in range(1, parts + 1):
            some = linker.inference.predict_chunk((part, parts), (1, 1), CONSIDERED, warning_mode="never")
            found.append(_kept(engines.taken(database, some, _columns()), model, scales))
            tell(part / parts)
    return _ordered(found, len(fields))


def _columns() -> list[str]:
    weights = [f"mw_{name}" for name in comparisons.COMPARED]
    return [_LEFT, _RIGHT, *weights, *(f"mw_tf_adj_{name}" for name in comparisons.FREQUENT)]


def _kept(found: pa.Table, model: Model, scales: dict[str, Floats]) -> Part:
    """Keep of the pairs their place in the order of all pairs, their steps, and their frequencies."""
    left, right = (_numbers(found[name]) for name in (_LEFT, _RIGHT))
    steps = {name: steps_of(_floats(found[f"mw_{name}"]), model, name) for name in comparisons.COMPARED}
    frequency = {name: _floats(found[f"mw_tf_adj_{name}"]) + scale[steps[name]] for name, scale in scales.items()}
    return np.minimum(left, right) << 32 | np.maximum(left, right), steps, frequency


def _ordered(found: list[Part], records: int) -> Found:
    places = np.concatenate([place for place, _, _ in found])
    order = np.argsort(places)
    places = places[order]
    steps = {name: np.concatenate([seen[name] for _, seen, _ in found])[order] for name in comparisons.COMPARED}
    frequency = {name: np.concatenate([added[name] for _, _, added in found])[order] for name in comparisons.FREQUENT}
    return Found(places >> 32, places & 0xFFFFFFFF, Compared(steps, frequency, records * (records - 1) / 2))


def _scale(name: str, model: Model, fields: pa.Table) -> Floats:
    """Set frequencies against how often a column is the same, and not only in the step of that name.

    Of pairs in one province those in one commune are in a step of their own; without this the others would be weighed
    as if their province were more common than it is.
    """
    scale = np.zeros(comparisons.STEPS[name] + 1)  # the last is what is left, and -1 the unknown
    for at, step in enumerate(comparisons.COMPARED[name][1]):
        if step.frequency_of is not None:
            plain = model.other[name][comparisons.exact(name, step.frequency_of)]
            scale[at] = np.log2(_together(fields[step.frequency_of]) / plain)
    return scale


def _together(column: pa.ChunkedArray) -> float:
    """Give the chance that two records of which a column is known say the same in it."""
    counts = np.asarray(column.drop_null().value_counts().field("counts").to_numpy(), np.float64)
    return float((counts / counts.sum()) @ (counts / counts.sum())) if len(counts) else 1.0


def _floats(column: pa.ChunkedArray) -> Floats:
    return np.asarray(column.to_numpy(), np.float64)


def _numbers(column: pa.ChunkedArray) -> Ints:
    return np.asarray(column.to_numpy(), np.int64)
