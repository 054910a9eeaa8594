"""Public numbers about places, layer by layer: what stood of each place, from which day until which."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pyarrow as pa

from tabara.codelists import CodelistError, Pack, months_later
from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source, month
from tabara.prevention.enums import YES_OR_NO, FileState
from tabara.prevention.models import ContextValue

NO, CODE, DAY = pa.int32(), pa.string(), pa.date32()
COMMUNE, USUAL_MONTHS = 2, 24
Entry = tuple[str, str, str, dt.date, dict[str, int]]  # layer, division, place, day, numbers by cause


def values(reading: Reading) -> Iterator[Row]:
    """Give the numbers that people were counted in; each stands until the next day that is told of its place.

    What is told of a commune stands before what is told of its hills, and a province or the country counts only in a
    layer that tells of nothing finer: nobody is counted twice.
    """
    rule = reading.pack.priority
    back = {one.layer: one.months for one in rule.parts if one.layer}
    quiet = month(months_later(reading.until, -rule.quiet_months))
    nth = 0
    for layer, entries in groupby(_entries(reading.pack), key=lambda one: one[0]):
        some = list(_once(reading.pack, list(entries)))
        after = {one[1:4]: two[3] for one, two in pairwise(some) if one[1:3] == two[1:3]}
        for entry in some:
            _layer, version, place, day, numbers = entry
            last = months_later(day, back.get(layer, USUAL_MONTHS))
            until = min(after.get(entry[1:4], last), last)
            for cause, number in sorted(numbers.items()):
                nth += 1
                yield (
                    nth,
                    layer,
                    cause or "unknown",
                    number,
                    month(day),
                    day,
                    until,
                    quiet,
                    *reading.place(place, version),
                )


def _entries(pack: Pack) -> Iterator[Entry]:
    """Give what each place had on each day, from the file that was imported last."""
    counted = [key for key, one in pack.codelist("context_layer").codes.items() if one.more.get("unit") != YES_OR_NO]
    query = (
        ContextValue.objects.filter(file__state=FileState.IMPORTED, file__layer__in=counted)
        .order_by("file__layer", "place_version", "place", "as_of", "-file__done_at", "-file")
        .values_list("file__layer", "place_version", "place", "as_of", "file", "cause", "value")
    )
    for key, rows in groupby(query.iterator(chunk_size=AT_ONCE), key=lambda row: row[:4]):
        _file, last = next(groupby(rows, key=lambda row: row[4]))
        numbers: dict[str, int] = {}
        for *_key, cause, value in last:
            numbers[cause] = numbers.get(cause, 0) + value
        layer, version, place, day = key
        yield layer, version, place, day, numbers


def _once(pack: Pack, entries: list[Entry]) -> Iterator[Entry]:
    """Give the entries of a layer in which nobody is counted twice."""
    levels = {one[1:3]: _level(pack, one[2], one[1]) for one in entries}
    finest = min(COMMUNE, max(levels.values(), default=0))
    told = {key for key, level in levels.items() if level == COMMUNE}
    for entry in entries:
        key: Any = entry[1:3]
        level = levels[key]
        if level == finest or (level > COMMUNE and (entry[1], _commune(pack, entry)) not in told):
            yield entry


def _level(pack: Pack, code: str, version: str) -> int:
    try:
        return pack.places.place(code, version).level
    except CodelistError:
        return -1  # the pack knows the place no more


def _commune(pack: Pack, entry: Entry) -> str:
    found = pack.places.ancestor(pack.places.place(entry[2], entry[1]), COMMUNE)
    return found.code if found else ""


COLUMNS = [("nth", NO), ("context_layer", CODE), ("context_cause", CODE), ("number", pa.int64()), ("m", NO)]
COLUMNS += [("since", DAY), ("until", DAY), ("quiet_m", NO), ("place", CODE), ("place_version", CODE)]
SOURCES = (Source("context_values", pa.schema(COLUMNS), values),)
