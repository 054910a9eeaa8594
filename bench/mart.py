"""The mart of a million services: its rebuild by DuckDB, and 78 indicators over it, beside reading the same columns.

The floor is pyarrow decoding the columns of the extracted tables, with nothing done to them. The rows
are invented, a hundred thousand people over seven years, written as extraction writes them. 78 indicators are thirteen
counts, each broken down by six things; opening the mart is measured apart, for an open one answers many. The limits
are on the time of the processors, which other work on the machine does not change.
"""

import datetime as dt
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.instance import prepare
from bench.table import Row

SERVICES, PERSONS = 1_000_000, 100_000
TIMES = 7
LIMIT_REBUILD, LIMIT_INDICATORS = 10.0, 1.0
AT = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
SINCE, UNTIL = dt.date(2017, 1, 1), dt.date(2024, 1, 1)
BREAKDOWNS = ("sex", "age_group", "category", "province", "household", "quarter")
COUNTS = 13
HELP = ("psychosocial", "cash", "medical", "material", "iga", "nfi", "shelter", "legal")
EXTRACTED = ("persons", "cases", "categories", "services", "decisions", "screenings")


@dataclass(frozen=True)
class Took:
    """How long a thing took: by the clock, and of the processors."""

    clock: float
    processors: float


def measure(services: int = SERVICES, persons: int = PERSONS) -> list[Row]:
    """Return the rows of the table."""
    home = prepare()
    folder = home / "mart" / "bench"
    folder.mkdir(parents=True)
    invent(folder, services, persons)
    floor = timed(lambda: decode(folder))
    rebuild = timed(lambda: derive_all(folder))
    finish(folder)
    opened = timed(lambda: open_it(folder).close())
    mart = open_it(folder)
    answered = timed(lambda: ask(mart))
    mart.close()
    shutil.rmtree(folder.parent, ignore_errors=True)
    number = len(BREAKDOWNS) * COUNTS
    return [
        Row(f"decoding the columns of {services:,} services and their cases", floor.clock, "s"),
        Row("rebuilding the mart from them", rebuild.clock, "s"),
        Row("processor time of that over decoding", rebuild.processors / floor.processors, "", LIMIT_REBUILD),
        Row("opening the mart", opened.clock, "s"),
        Row(f"{number} indicators over it", answered.clock, "s"),
        Row("processor time of that over decoding", answered.processors / floor.processors, "", LIMIT_INDICATORS),
    ]


def timed(work: Callable[[], Any]) -> Took:
    """Return the median of several times, after one that warms the file cache."""
    took = []
    for _time in range(TIMES + 1):
        clock, processors = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - clock, time.process_time() - processors))
    return Took(*(statistics.median(column) for column in zip(*took[1:], strict=True)))


def decode(folder: Path) -> int:
    """Read the columns; return how many rows they have."""
    return sum(pq.read_table(folder / f"{name}.parquet").num_rows for name in EXTRACTED)


def derive_all(folder: Path) -> None:
    """Rebuild the derived tables."""
    from tabara import codelists
    from tabara.mart.derive import derive

    derive(folder, codelists.pack().places.versions)


def ask(mart: Any) -> None:
    """Count thirteen things, each by six breakdowns."""
    from tabara.indicators.catalogue import indicator
    from tabara.indicators.counting import Cut, count
    from tabara.indicators.periods import Period

    helped = indicator("persons_assisted")
    asked = [(helped, ()), *((helped, (("service", (code,)),)) for code in HELP)]
    others = ("services_provided", "presumed_victims", "victims_identified", "victims_assisted")
    asked += [(indicator(key), ()) for key in others]
    cuts = [Cut(one, (by,), where) for one, where in asked for by in BREAKDOWNS]
    found = count(cuts, mart=mart, period=Period(SINCE, UNTIL), geography=mart.versions[-1])
    assert len(found) == COUNTS * len(BREAKDOWNS)
    assert all(found)


def finish(folder: Path) -> None:
    """Put the build in use."""
    from tabara import codelists
    from tabara.mart import store
    from tabara.mart.extraction import lookups

    settings = lookups.settings(codelists.pack())
    store.write_about(folder, store.Build(folder.name, AT, True, 0, 0, settings))
    store.put_in_use(folder.parent, folder)


def open_it(folder: Path) -> Any:
    """Open the mart."""
    from tabara.mart import open_mart

    return open_mart(folder.parent)


def invent(folder: Path, services: int, persons: int) -> None:
    """Write the extracted tables of so many invented people and services."""
    from tabara import codelists
    from tabara.mart.extraction import ROWS_AT_ONCE, SOURCES, lookups

    pack, rng = codelists.pack(), np.random.default_rng(1)
    for name, table in lookups.tables(pack).items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    made = {"persons": people(pack, persons, rng)}
    made["cases"] = cases(pack, made["persons"], rng)
    made["services"] = helped(pack, made["cases"], services, rng)
    made |= found_out(pack, made["cases"], rng)
    for source in SOURCES:
        columns = made.get(source.name, {})
        names = zip(source.columns.names, source.columns.types, strict=True)
        table = pa.table([whole(columns, name, kind) for name, kind in names], schema=source.columns)
        file = folder / f"{source.name}.parquet"
        pq.write_table(table, file, compression="zstd", row_group_size=ROWS_AT_ONCE)


def whole(columns: dict[str, Any], name: str, kind: pa.DataType) -> pa.Array:
    """Give a column, of nothing where it was not invented."""
    length = len(next(iter(columns.values()), ()))
    if name not in columns:
        return pa.nulls(length, kind)
    return pa.array(columns[name]).cast(kind) if not pa.types.is_dictionary(kind) else pa.array(columns[name], kind)


def pick(rng: np.random.Generator, codes: Any, size: int, *, steep: float = 1.0) -> np.ndarray:
    """Choose codes, the first ones oftener."""
    known = np.array(list(codes), dtype=object)
    weights = 1 / np.arange(1, len(known) + 1) ** steep
    return known[rng.choice(len(known), size, p=weights / weights.sum())]


def months(rng: np.random.Generator, size: int, after: np.ndarray | None = None) -> np.ndarray:
    """Choose months of the seven years, none before those given."""
    first = np.zeros(size, dtype=int) if after is None else (after // 100 - 2017) * 12 + after % 100 - 1
    chosen = first + (rng.random(size) * (84 - first)).astype(int)
    return (2017 + chosen // 12) * 100 + chosen % 12 + 1


def people(pack: Any, number: int, rng: np.random.Generator) -> dict[str, Any]:
    """Invent people."""
    return {
        "person_key": np.unique(rng.integers(1, 2**62, number * 2))[:number],
        "sex": pick(rng, ("female", "male"), number),
        "birth_year": rng.integers(1945, 2016, number),
        "citizenship": pick(rng, ("BI", "CD", "TZ"), number, steep=4),
    }


def cases(pack: Any, persons: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """Invent a case for each, and a second one for some."""
    again = rng.choice(persons["person_key"], len(persons["person_key"]) // 30)
    keys = np.concatenate([persons["person_key"], again])
    size = len(keys)
    communes = [place.code for place in pack.places.at_level(2, pack.places.versions[0])]
    lists = ("referral_source", "household", "marital_status", "education")
    return {
        "person_key": keys,
        "case_key": np.unique(rng.integers(1, 2**62, size * 2))[:size],
        "agency": pick(rng, [f"agency{n}" for n in range(30)], size),
        "status": pick(rng, ("active", "closed"), size),
        "category": pick(rng, pack.codelist("category").codes, size),
        **{name: pick(rng, pack.codelist(name).codes, size) for name in lists},
        "determination": pick(rng, ("", "actual", "possible"), size, steep=2),
        "urgent_needs": rng.integers(0, 63, size),
        "place": pick(rng, communes, size, steep=0.3),
        "place_version": np.full(size, pack.places.versions[0], dtype=object),
        "opened_m": months(rng, size),
    }


def helped(pack: Any, known: dict[str, Any], number: int, rng: np.random.Generator) -> dict[str, Any]:
    """Invent services to these cases."""
    at = rng.integers(0, len(known["case_key"]), number)
    money = rng.random(number) < 0.3
    elsewhere = rng.random(number) < 0.15
    return {
        "person_key": known["person_key"][at],
        "case_key": known["case_key"][at],
        "m": months(rng, number, known["opened_m"][at]),
        "code": pick(rng, pack.codelist("service").codes, number),
        "provider": np.where(elsewhere, pick(rng, [f"agency{n}" for n in range(30)], number), known["agency"][at]),
        "quantity": np.where(money, np.nan, rng.integers(1, 40, number)),
        "unit": np.where(money, "", pick(rng, pack.codelist("service_unit").codes, number)),
        "amount": np.where(money, rng.integers(10, 900, number) * 500.0, np.nan),
        "currency": np.where(money, pack.currency, ""),
    }


def found_out(pack: Any, known: dict[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """Invent the reasons for protection, and what the screenings and determinations of a third of the cases found."""
    size = len(known["case_key"])
    third = np.unique(known["person_key"], return_index=True)[1][: size // 3]
    told = {name: known[name][third] for name in ("person_key", "case_key")}
    told |= {"nth": np.ones(len(third), dtype=int), "m": known["opened_m"][third]}
    codes = {name: pack.codelist(name).codes for name in ("sector", "recruiter_relation", "gbv")}
    return {
        "categories": {
            **{name: known[name] for name in ("person_key", "case_key")},
            "code": known["category"],
            "since_m": known["opened_m"],
            "is_primary": np.ones(size, dtype=bool),
        },
        "screenings": {
            **told,
            "entry_age_group": pick(rng, ("adult", "child"), len(third)),
            "trafficking_type": pick(rng, ("cross_border", "internal"), len(third)),
            "destination_country": pick(rng, ("SA", "OM", "TZ", "BI"), len(third)),
            **{name: pick(rng, listed, len(third)) for name, listed in codes.items()},
            **{n: rng.integers(1, 500, len(third)) for n in ("exploitation", "recruitment_method", "control_method")},
        },
        "decisions": {
            **told,
            "status": pick(rng, ("actual", "possible", "not_a_victim"), len(third)),
            "agency": known["agency"][third],
            "deciding_kind": pick(rng, ("ngo", "police"), len(third)),
            "child_rule": rng.random(len(third)) < 0.3,
            "elements_met": np.ones(len(third), dtype=bool),
        },
    }
