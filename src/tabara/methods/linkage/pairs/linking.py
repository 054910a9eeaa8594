"""From a table of people to pairs with probabilities: prepare, choose pairs, train, compare, refine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tabara.methods.linkage.linked import FLOOR, PAIRS, POSSIBLE, Linkage
from tabara.methods.linkage.pairs import comparisons, engines
from tabara.methods.linkage.pairs.blocking import Rule, chosen
from tabara.methods.linkage.pairs.engines import Engine
from tabara.methods.linkage.pairs.fields import fields_of
from tabara.methods.linkage.pairs.model import Model, from_json
from tabara.methods.linkage.pairs.people import ID, rows_of
from tabara.methods.linkage.pairs.places import Division
from tabara.methods.linkage.pairs.refining import Compared, Floats, probabilities, refined, steps_of
from tabara.methods.linkage.pairs.together import in_agreement
from tabara.methods.linkage.pairs.training import Tell, trained
from tabara.methods.linkage.phonetic import NORMALISER

SEED = 1
CONSIDERED = 1e-5  # below this probability a pair cannot come to matter, and is dropped where it was compared
DIGITS = 6
PHASES = {"prepared": 0.1, "trained": 0.5, "compared": 0.9}

_LEFT, _RIGHT = f"{ID}_l", f"{ID}_r"


def link(
    people: pa.Table,
    *,
    seed: int = SEED,
    engine: str = Engine.DUCKDB.value,
    divisions: Sequence[Division] = (),
    model: str | None = None,
    tell: Tell | None = None,
) -> Linkage:
    """Find the pairs of records that may be of one person, and how probable each is; the order of rows is nothing.

    `people` has a column `unique_id` and any of those of `people.COLUMNS`, which may be empty. `divisions` say what
    ground each name of a place covers, in each division of the country. With a `model` of an earlier run nothing is
    trained. `tell` hears which share is done.
    """
    say = tell or (lambda _share: None)
    rows = rows_of(people)
    fields = fields_of(rows, divisions)
    given = None if model is None else from_json(model, comparisons.STEPS)
    rules = chosen(fields)
    say(PHASES["prepared"])
    if not rules:
        return _linkage(fields, _none(), np.zeros(0), given, seed, engine, say)
    with _opened(engine) as database:
        table = database.register(fields)
        learned = given or _trained(database, table, fields, rules, seed, say)
        say(PHASES["trained"])
        found = _compared(database, table, rules, learned)
        say(PHASES["compared"])
    compared = _as_steps(found, learned, fields)
    final, stated = (given, probabilities(given, compared)) if given else refined(learned, compared, _weighed())
    return _linkage(fields, found, stated, final, seed, engine, say)


@contextmanager
def _opened(engine: str) -> Iterator[Any]:
    database = engines.opened(Engine(engine))
    try:
        yield database
    finally:
        engines.close(database)


def _trained(database: Any, table: Any, fields: pa.Table, rules: tuple[Rule, ...], seed: int, say: Tell) -> Model:
    first, last = PHASES["prepared"], PHASES["trained"]
    linker = engines.linker(database, table, comparisons.settings(rules))
    return trained(linker, fields, seed=seed, tell=lambda done: say(first + done * (last - first)))


def _compared(database: Any, table: Any, rules: tuple[Rule, ...], model: Model) -> pa.Table:
    """Compare the pairs; what comes back is the weight of each comparison, and of the frequencies."""
    linker = engines.linker(database, table, comparisons.settings(rules, model))
    found = linker.inference.predict(threshold_match_probability=CONSIDERED, warning_mode="never")
    names = [_LEFT, _RIGHT, *(f"mw_{name}" for name in comparisons.COMPARED)]
    frequencies = [f"mw_tf_adj_{name}" for name in comparisons.FREQUENT]
    return found.as_pyarrow_table().select([*names, *frequencies])


def _as_steps(found: pa.Table, model: Model, fields: pa.Table) -> Compared:
    steps = {name: steps_of(_floats(found[f"mw_{name}"]), model, name) for name in comparisons.COMPARED}
    frequency = np.zeros(len(found))
    for name in comparisons.FREQUENT:
        frequency += _floats(found[f"mw_tf_adj_{name}"]) + _scale(name, model, fields)[steps[name]]
    return Compared(steps, frequency, len(fields) * (len(fields) - 1) / 2)


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


def _weighed() -> dict[str, list[bool]]:
    return {
        name: [*(step.frequency_of is not None for step in steps), False]
        for name, (_, steps) in comparisons.COMPARED.items()
    }


def _none() -> pa.Table:
    return PAIRS.empty_table().select([_LEFT, _RIGHT])


def _linkage(
    fields: pa.Table, found: pa.Table, stated: Floats, model: Model | None, seed: int, engine: str, say: Tell
) -> Linkage:
    """Bring the probabilities into agreement, hold single names back, and put the pairs in their order."""
    kept = stated >= FLOOR
    alone = pa.table(
        [*(found[name].filter(kept) for name in (_LEFT, _RIGHT)), np.round(stated[kept], DIGITS)], PAIRS.names
    )
    done = PHASES["compared"]
    agreed = in_agreement(alone, np.random.default_rng(seed).random, lambda share: say(done + share * (1 - done)))
    ids = fields[ID].combine_chunks()
    left, right = (pc.index_in(agreed[name], ids).to_numpy() for name in (_LEFT, _RIGHT))
    whole, shares = _whole_names(fields), agreed["probability"].to_numpy()
    shown = np.round(np.where(whole[left] & whole[right], shares, _held_back(shares)), DIGITS)
    order = [at for at in np.lexsort((right, left, -shown)) if shown[at] >= FLOOR]
    pairs = pa.table([ids.take(left[order]), ids.take(right[order]), shown[order]], schema=PAIRS)
    told = "" if model is None else model.as_json()
    return Linkage(pairs, tuple(ids.to_pylist()), float(shown.sum()), told, len(stated), seed, engine, versions())


def _whole_names(fields: pa.Table) -> Any:
    return pc.and_(pc.is_valid(fields["given_key"]), pc.is_valid(fields["surname_key"])).to_numpy()


def _held_back(stated: Floats) -> Floats:
    """Keep the order of pairs with a single name, and let none of them become certain."""
    start = 2 * POSSIBLE - 1
    return np.where(stated > start, start + (stated - start) / 2, stated)


def versions() -> tuple[tuple[str, str], ...]:
    """Say what the pairs were found with."""
    return ("normaliser", str(NORMALISER)), ("splink", version("splink"))
