"""Who is the same person, as a trusted unit can tell that holds tokens of single fields: Fellegi and Sunter's model.

It is the clear-text model in token space, trained on the tokens alone. Tokens tell the same from another, not how far
apart two words are; beginnings, words without one sound, and years around stand in for that.

References
----------
Fellegi and Sunter (1969), "A theory for record linkage", Journal of the American Statistical Association 64.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from tabara.methods.linkage.pairs import engines
from tabara.methods.linkage.pairs.blocking import chosen
from tabara.methods.linkage.pairs.engines import Engine
from tabara.methods.linkage.pairs.model import Model
from tabara.methods.linkage.pairs.refining import Compared, Floats, refined, steps_of
from tabara.methods.linkage.pairs.training import trained
from tabara.methods.linkage.tokens.study import Link
from tabara.methods.linkage.tokens.trusted.comparisons import COMPARED, RULES, settings
from tabara.methods.linkage.tokens.trusted.fields import ID, fields_of

SEED = 1
CONSIDERED = 1e-5  # below this probability a pair cannot come to matter
FLOOR = 0.01  # below this one it is not given

Row = Mapping[str, Sequence[str]]


def by_fields(rows: Sequence[Row], lists: Sequence[str] = (), *, seed: int = SEED) -> tuple[Link, ...]:
    """Give the pairs of records that may be one person, with the probability that they are.

    `lists` names the list of each record: that nobody stands on one list twice as a rule says much.
    """
    fields = fields_of(rows, lists or [""] * len(rows))
    rules = chosen(fields, among=RULES, narrower=())
    if not rules:
        return ()
    with engines.opened(Engine.DUCKDB) as database:
        table = engines.registered(database, fields)
        linker = engines.linker(database, table, settings(rules))
        model = trained(linker, fields, seed=seed, tell=lambda _share: None)
        linker = engines.linker(database, table, settings(rules, model))
        found = linker.inference.predict(threshold_match_probability=CONSIDERED, warning_mode="never")
        compared = found.as_pyarrow_table()
    return _links(compared, _probabilities(compared, model, len(rows)))


def _probabilities(found: pa.Table, model: Model, records: int) -> Floats:
    weighed = {
        name: [*(step.frequency_of is not None for step in steps), False] for name, (_, steps) in COMPARED.items()
    }
    frequent = [name for name, told in weighed.items() if any(told)]
    steps = {name: steps_of(_floats(found[f"mw_{name}"]), model, name) for name in COMPARED}
    frequency = {name: _floats(found[f"mw_tf_adj_{name}"]) for name in frequent}
    return refined(model, Compared(steps, frequency, records * (records - 1) / 2), weighed)[1]


def _floats(column: pa.ChunkedArray) -> Floats:
    return np.asarray(column.to_numpy(), np.float64)


def _links(found: pa.Table, stated: Floats) -> tuple[Link, ...]:
    pairs = zip(found[f"{ID}_l"].to_pylist(), found[f"{ID}_r"].to_pylist(), stated.tolist(), strict=True)
    ordered = ((*sorted((int(one), int(other))), probable) for one, other, probable in pairs if probable >= FLOOR)
    return tuple(Link(*link) for link in sorted(ordered))
