"""Print an infosheet, and draw a dashboard's chart, again and again: each time with another figure."""

import datetime as dt
import statistics
import time
from collections.abc import Callable

from bench.table import Row
from tabara.publication.charts import bar_chart
from tabara.publication.infosheet import render
from tests.publication import sheets

TIMES = 20
LIMIT = 1.0  # seconds, after the first


def measure() -> list[Row]:
    """Return the rows of the table."""
    on = dt.date(2026, 11, 21)
    made = [sheets.protection().but("P1", value=9_000 + n).but("P8b", value=2_000 + n) for n in range(TIMES + 1)]
    first, later = timed(lambda n: render(made[n], language="fr" if n % 2 else "en", on=on))
    _, charts = timed(lambda n: bar_chart(made[n].figures, "fr"))
    return [
        Row("infosheet as PDF, the first of a process", first, "s"),
        Row(f"infosheet as PDF, median of the {TIMES} after it", statistics.median(later), "s", at_most=LIMIT),
        Row(f"infosheet as PDF, slowest of the {TIMES} after it", max(later), "s", at_most=LIMIT),
        Row("a dashboard's bar chart, median", statistics.median(charts), "s"),
    ]


def timed(work: Callable[[int], object]) -> tuple[float, list[float]]:
    """Return how long the first took, and each of the others."""
    took = []
    for n in range(TIMES + 1):
        start = time.perf_counter()
        work(n)
        took.append(time.perf_counter() - start)
    return took[0], took[1:]
