"""The map of the 119 communes before the new division: counted, protected, drawn and written, each of another period.

The people are few in many communes, so that much must be withheld: that is what costs. Beside it stands the counting.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.instance import prepare
from bench.mart import derive_all, finish, invent, open_it
from bench.table import Row

SERVICES, PERSONS = 60_000, 6_000
FIRST, RUNS, LIMIT_MS = 2017, 6, 300.0
LEVEL, DIVISION, KEY = 2, "2017", "persons_assisted"


def measure() -> list[Row]:
    """Return the rows of the table."""
    folder = prepare() / "mart" / "bench"
    folder.mkdir(parents=True)
    invent(folder, SERVICES, PERSONS)
    derive_all(folder)
    finish(folder)
    mart = open_it(folder)
    counted = [timed(lambda year=year: count(mart, year)) for year in years()]
    withheld: list[int] = []
    drawn = [timed(lambda year=year: withheld.append(write(mart, year))) for year in years()]
    mart.close()
    what = f"map: {len(places())} communes counted, protected, drawn and written"
    return [
        Row("map: counting alone, median", statistics.median(counted[1:]), "ms"),
        Row(f"{what}, slowest of {RUNS}", max(drawn[1:]), "ms", at_most=LIMIT_MS),
        Row("map: places withheld on it, median", statistics.median(withheld), ""),
    ]


def years() -> range:
    """Give the years measured, after one that warms up."""
    return range(FIRST, FIRST + RUNS + 1)


def places() -> tuple[Any, ...]:
    """Give the communes."""
    from tabara import codelists

    return codelists.pack().places.at_level(LEVEL, DIVISION)


def period(year: int) -> dict[str, dt.date]:
    """Give a year as a period."""
    return {"since": dt.date(year, 1, 1), "until": dt.date(year + 1, 1, 1)}


def count(mart: Any, year: int) -> None:
    """Count by commune, and protect nothing."""
    from tabara.indicators import compute
    from tabara.methods.disclosure import INTERNAL

    compute([KEY], mart=mart, by=("commune",), geography=DIVISION, rule=INTERNAL, **period(year))


def write(mart: Any, year: int) -> int:
    """Make the map as a page shows it; return how many places are withheld."""
    from django.template.loader import render_to_string

    from tabara.indicators import compute
    from tabara.interfaces.web import mapping
    from tabara.methods.disclosure import PUBLIC
    from tabara.publication.maps import Shade

    found = compute([KEY], mart=mart, by=("commune",), geography=DIVISION, rule=PUBLIC, **period(year))
    values = {place.code: Shade(0) for place in places()}
    for one in found:
        number = float(one.value) if isinstance(one.value, int) else None
        values[one.by["commune"]] = Shade(number, withheld=one.withheld)
    shown = mapping.drawn(values, level=LEVEL, version=DIVISION, title="People")
    render_to_string("figures/_map.html", {"map": shown})
    return shown.drawing.withheld


def timed(act: Callable[[], object]) -> float:
    """Return how long it took, in milliseconds."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000
