"""Linking lists: how well on invented people of several kinds, and how long 100,000 records take in how much memory.

The published set of invented people is measured where it lies beside the project; the other sets are made here, with
other noise. A million records on Spark take long, and need pyspark: they are compared only where BENCH_SPARK names how
many records to take; the model is the one that was trained on DuckDB.
"""

import csv
import os
import resource
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from bench.table import Row
from tabara.methods.linkage import Linkage, link
from tests.methods.linkage import crowd

PUBLISHED = Path(__file__).parents[2] / "shared" / "data" / "linkage" / "people_3k.csv"
KINDS = {
    "plain": crowd.Noise(),
    "rough": crowd.ROUGH,
    "two divisions": crowd.DIVIDED,
    "western": crowd.WESTERN,
    "families and shelters": crowd.FAMILIES,
    "whole names in one field": crowd.JOINED,
    "no birth": crowd.UNDATED,
    "names and sex alone": crowd.NAMES_ALONE,
}
SEEDS = (1, 2)
PEOPLE, MANY = 1_800, 56_000
PRECISION = 0.95
MINUTES, GIGABYTES = 10.0, 6.0


def measure() -> list[Row]:
    """Return the rows of the table."""
    rows = published() if PUBLISHED.exists() else []
    for kind, noise in KINDS.items():
        for seed in SEEDS:
            people = crowd.crowd(PEOPLE, seed, noise)
            found = link(crowd.table(people), seed=seed, divisions=crowd.divisions())
            rows += quality(f"{kind}, {len(people):,} records, seed {seed}", found, people)
    return [*rows, *many(), *spark()]


def published() -> list[Row]:
    """Return what is found of the published set, beside what was asked and what a textbook gives."""
    with PUBLISHED.open(encoding="utf-8") as file:
        people = list(csv.DictReader(file))
    limits = (0.845, 0.73)
    rows = [Row("textbook Splink on the published set: best F1", 0.557, "")]
    for seed in SEEDS:
        rows += quality(f"the published set, seed {seed}", link(crowd.table(people), seed=seed), people, limits)
    return rows


def quality(
    what: str, found: Linkage, people: list[crowd.Row], limits: tuple[float | None, float | None] = (None, None)
) -> list[Row]:
    """Return the best F1, the recall at 95 % precision, and how honest the highest probabilities are."""
    told, truth = found.pairs.to_pydict(), crowd.same(people)
    pairs = zip(told["unique_id_l"], told["unique_id_r"], strict=True)
    right, stated = np.array([pair in truth for pair in pairs]), np.array(told["probability"])
    last = np.append(stated[1:] != stated[:-1], True)  # a threshold takes all pairs of one probability
    hits = np.cumsum(right)[last]
    precision, recall = hits / (np.flatnonzero(last) + 1), hits / len(truth)
    best = float((2 * precision * recall / np.maximum(precision + recall, 1e-9)).max())
    reached = float(recall[precision >= PRECISION].max(initial=0.0))
    return [
        Row(f"{what}: best F1", best, "", at_least=limits[0]),
        Row(f"{what}: recall at 95 % precision", reached, "", at_least=limits[1]),
        *certain(what, right[stated >= 0.95]),
    ]


def certain(what: str, right: Any) -> list[Row]:
    """Return how honest the highest probabilities are, where any are so high: names alone never are."""
    if not len(right):
        return []
    return [Row(f"{what}: of pairs stated above 0.95, right", float(right.mean()), "", at_least=0.95)]


def many() -> list[Row]:
    """Return how long 100,000 records take, with the training, and in how much memory."""
    people = crowd.crowd(MANY, 3)
    what = f"{len(people):,} records"
    found, rows = timed(f"{what}: linked, with training", lambda: link(crowd.table(people)), MINUTES)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [*rows, Row(f"{what}: most memory", memory, "GB", at_most=GIGABYTES), *quality(what, found, people)]


def timed(what: str, work: Callable[[], Linkage], at_most: float | None = None) -> tuple[Linkage, list[Row]]:
    """Return what was linked; how long it took by the clock; and how long processors worked, whatever else ran."""
    start, worked = time.perf_counter(), processors()
    found = work()
    minutes, busy = (time.perf_counter() - start) / 60, (processors() - worked) / 60
    return found, [Row(what, minutes, "min", at_most=at_most), Row(f"{what}: of processors", busy, "min")]


def processors() -> float:
    """Return the seconds that processors worked for this process, and for those of its own that have ended."""
    told = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in told)


def spark() -> list[Row]:
    """Return how long Spark takes with the model of a small set, where it is asked for and installed."""
    records = int(os.environ.get("BENCH_SPARK", "0"))
    if not records or find_spec("pyspark") is None:
        why = "BENCH_SPARK names no number of records" if not records else "the package pyspark is not installed"
        sys.stderr.write(f"Left out: Spark, because {why}.\n")
        return []
    model = link(crowd.table(crowd.crowd(PEOPLE, 3))).model
    people = crowd.crowd(round(records * MANY / 100_000), 4)
    what = f"{len(people):,} records on Spark, with the model of DuckDB"
    found, rows = timed(what, lambda: link(crowd.table(people), engine="spark", model=model))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    return [*rows, Row(f"{what}: most memory of Java", memory, "GB"), *quality(what, found, people)]
