"""From a table of people to pairs with probabilities: prepare, choose pairs, train, compare, refine."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tabara.methods.linkage.linked import FLOOR, PAIRS, POSSIBLE, Linkage
from tabara.methods.linkage.pairs import comparisons, engines
from tabara.methods.linkage.pairs.blocking import Rule, chosen
from tabara.methods.linkage.pairs.comparing import Found, compared, numbered
from tabara.methods.linkage.pairs.engines import Engine
from tabara.methods.linkage.pairs.fields import fields_of
from tabara.methods.linkage.pairs.model import Model, from_json
from tabara.methods.linkage.pairs.people import ID, rows_of
from tabara.methods.linkage.pairs.places import Division
from tabara.methods.linkage.pairs.refining import Compared, Floats, probabilities, refined, settled
from tabara.methods.linkage.pairs.together import in_agreement
from tabara.methods.linkage.pairs.training import Tell, trained
from tabara.methods.linkage.phonetic import NORMALISER

SEED = 1
DIGITS = 6
BESIDES = ("born", "province", "mother_key", "phone")  # what tells people of one name apart
MOST_TAUGHT = 100_000  # records that a model is learned from: more teach it nothing new
PHASES = {"preparing": 0.1, "learning": 0.4, "comparing": 0.8, "weighing": 0.85, "bringing into agreement": 1.0}
"""The steps of the work, and which share of it is done after each."""


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
    trained, but how many pairs are of one person is learned anew among another number of records. `tell` hears which
    share is done.
    """
    say, comparer = tell or (lambda _share: None), Engine(engine)
    engines.refuse_missing(comparer)
    given = None if model is None else from_json(model, comparisons.STEPS)
    rows = rows_of(people)
    say(0.0)
    fields = fields_of(rows, divisions)
    del rows
    rules = chosen(fields)
    say(PHASES["preparing"])
    if not rules:
        return _linkage(fields, None, np.zeros(0), given, seed, engine, say)
    start = _among(given, len(fields)) if given else _trained(fields, rules, seed, _within("learning", say))
    say(PHASES["learning"])
    found = compared(fields, rules, start, comparer, _within("comparing", say))
    final, stated = _weighed(start, given, found.seen)
    say(PHASES["weighing"])
    return _linkage(fields, found, stated, final, seed, engine, say)


def phase(share: float) -> tuple[str, float]:
    """Name the step of the work that is under way when a share of all is done, and how much of the step is.

    >>> phase(0.0), phase(0.4), phase(1.0)
    (('preparing', 0.0), ('comparing', 0.0), ('bringing into agreement', 1.0))
    """
    name = next((name for name, last in PHASES.items() if share < last), [*PHASES][-1])
    first, last = _span(name)
    return name, (share - first) / (last - first)


def _within(name: str, say: Tell) -> Tell:
    """Let a step tell its own share, from nought to one."""
    first, last = _span(name)
    return lambda done: say(first + done * (last - first))


def _span(name: str) -> tuple[float, float]:
    """Give the share of all the work that is done before a step, and the share after it."""
    ends = [0.0, *PHASES.values()]
    at = [*PHASES].index(name)
    return ends[at], ends[at + 1]


def _among(model: Model, records: int) -> Model:
    return model if model.records == records else model.among(records)


def _trained(fields: pa.Table, rules: tuple[Rule, ...], seed: int, tell: Tell) -> Model:
    """Learn a model on DuckDB, whichever engine compares, so that it is the same for both."""
    some = fields
    if len(fields) > MOST_TAUGHT:
        some = fields.take(np.sort(np.random.default_rng(seed).choice(len(fields), MOST_TAUGHT, replace=False)))
    with engines.opened(Engine.DUCKDB) as database:
        linker = engines.linker(database, engines.registered(database, numbered(some)), comparisons.settings(rules))
        return _among(trained(linker, some, seed=seed, tell=tell), len(fields))


def _weighed(start: Model, given: Model | None, seen: Compared) -> tuple[Model, Floats]:
    """Give the model as it is after the comparing, and each pair's probability."""
    if given is None:
        return refined(start, seen, _by_frequency())
    return (given, probabilities(given, seen)) if start is given else settled(start, seen)


def _by_frequency() -> dict[str, list[bool]]:
    return {
        name: [*(step.frequency_of is not None for step in steps), False]
        for name, (_, steps) in comparisons.COMPARED.items()
    }


def _linkage(
    fields: pa.Table, found: Found | None, stated: Floats, model: Model | None, seed: int, engine: str, say: Tell
) -> Linkage:
    """Bring the probabilities into agreement, hold back names alone, and put the pairs in their order."""
    kept = stated >= FLOOR
    nobody = np.zeros(0, np.int64)
    left, right = (found.left[kept], found.right[kept]) if found else (nobody, nobody)
    alone, chance = np.round(stated[kept], DIGITS), np.random.default_rng(seed).random
    tell = _within("bringing into agreement", say)
    left, right, shares = in_agreement(left, right, alone, len(fields), chance, tell)
    ids = fields[ID].combine_chunks()
    shown = np.round(np.where(_may_be_certain(fields, left, right), shares, _held_back(shares)), DIGITS)
    order = np.lexsort((right, left, -shown))
    order = order[shown[order] >= FLOOR]
    pairs = pa.table([ids.take(left[order]), ids.take(right[order]), shown[order]], schema=PAIRS)
    told = "" if model is None else model.as_json()
    return Linkage(pairs, tuple(ids.to_pylist()), float(shown.sum()), told, len(stated), seed, engine, versions())


def _may_be_certain(fields: pa.Table, left: Any, right: Any) -> Any:
    """Tell which pairs have whole names, and anything besides: two people of one name are in every list."""

    def known(name: str) -> Any:
        valid = pc.is_valid(fields[name]).to_numpy()
        return valid[left] & valid[right]

    return known("given_key") & known("surname_key") & np.any([known(name) for name in BESIDES], axis=0)


def _held_back(stated: Floats) -> Floats:
    """Keep the order of pairs with a single name or with names alone, and let none of them become certain."""
    start = 2 * POSSIBLE - 1
    return np.where(stated > start, start + (stated - start) / 2, stated)


def versions() -> tuple[tuple[str, str], ...]:
    """Say what the pairs were found with."""
    return ("normaliser", str(NORMALISER)), ("splink", version("splink"))
