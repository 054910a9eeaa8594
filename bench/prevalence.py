"""The estimators of hidden people beside what the R packages need, on the published tables.

The seconds of R are quoted from our specification's measurements of SparseMSE and MultipleSystemsEstimation on a loaded
machine of two cores; ours are seconds of the processor here, with the same resamples where R's are at hand. Run with
OMP_NUM_THREADS=1: read the ratios, not the seconds.
"""

import time
from collections.abc import Callable

import numpy as np

from bench.table import Row
from tabara.methods.prevalence import CaptureTable, Estimate, bic_ensemble, capture_table, stepwise
from tests.methods.prevalence.published import published

# Stepwise with a thousand resamples, each with its own selection, and the jackknife: SparseMSE, and how much faster.
SPARSE = {
    "UKdat": (885.0, 50),
    "UKdat_5": (185.0, 15),
    "Ned_5": (295.0, 15),
    "Kosovo": (114.0, 15),
    "Korea": (31.5, 15),
}
# The table, order, resamples and among how many models: MultipleSystemsEstimation.
ENSEMBLES = {
    ("UKdat_5", 2, 0, 100): 4.6,
    ("UKdat_5", 3, 0, 100): 27.6,
    ("UKdat_5", 2, 200, 100): 70.0,
    ("Korea", 2, 1000, 6): 24.6,
    ("Kosovo", 3, 1000, 20): 33.8,
}
EIGHT_LISTS = 5.0
EVERY_MODEL = 30.0  # seconds for all models of pairs of five lists in a thousand resamples


def measure() -> list[Row]:
    """Return the rows of the table."""
    rows = []
    for name, (theirs, at_least) in SPARSE.items():
        rows += beside(f"{name}: stepwise, 1,000 resamples", theirs, lambda name=name: sparse(name), at_least)
    for (name, order, many, among), theirs in ENSEMBLES.items():
        what = f"{name}: models of order {order}, {many} resamples among {among}"
        rows += beside(what, theirs, lambda one=(name, order, many, among): ensemble(*one))
    every, eight = seconds(lambda: ensemble("UKdat_5", 2, 1000, 1024)), eight_lists()
    wide = seconds(lambda: stepwise(eight, bootstrap=1000, seed=1))
    return [
        *rows,
        Row("UKdat_5: all 1,024 models of pairs in 1,000 resamples", every, "s", at_most=EVERY_MODEL),
        Row("eight lists, 255 histories: stepwise, 1,000 resamples", wide, "s", at_most=EIGHT_LISTS),
    ]


def eight_lists() -> CaptureTable:
    """Return a table of invented people on eight lists, of whom every second history has somebody."""
    rng = np.random.default_rng(8)
    on = rng.random((20_000, 8)) < rng.uniform(0.04, 0.16, 8)
    on[:, 1] |= on[:, 0] & (rng.random(20_000) < 0.3)
    histories, counts = np.unique(on[on.any(axis=1)], axis=0, return_counts=True)
    pairs = zip(histories.astype(int).tolist(), counts.tolist(), strict=True)
    return capture_table("ABCDEFGH", {tuple(one): count for one, count in pairs})


def beside(what: str, theirs: float, call: Callable[[], Estimate], at_least: float | None = None) -> list[Row]:
    """Return what R needs, what we need, and how many times less that is."""
    ours = seconds(call)
    return [
        Row(f"{what}: R, quoted", theirs, "s"),
        Row(f"{what}: here", ours, "s"),
        Row("times faster", theirs / ours, "", at_least=at_least),
    ]


def seconds(call: Callable[[], Estimate]) -> float:
    """Return the seconds of the processor that a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


def sparse(name: str) -> Estimate:
    """Estimate stepwise from a thousand resamples."""
    return stepwise(published(name), bootstrap=1000, seed=1)


def ensemble(name: str, order: int, many: int, among: int) -> Estimate:
    """Estimate with the best of all models."""
    return bic_ensemble(published(name), order=order, bootstrap=many, among=among, seed=1)
