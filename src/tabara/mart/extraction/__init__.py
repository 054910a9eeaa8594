"""The domain's rows, read by the application's own drivers and written as Parquet: an allow-list, column by column."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tabara.mart.extraction import (
    activities,
    commission,
    context,
    countries,
    court,
    lookups,
    outside,
    people,
    plan,
    prevention,
    protection,
    recruitment,
    referrals,
)
from tabara.mart.extraction.reading import Reading, Source

__all__ = ["PEOPLE", "SOURCES", "Reading", "Source", "extract", "write_table"]

# What hangs on a case is read before the cases, and these before the persons: what is added meanwhile is left for the
# next build, and nothing is read whose case was not.
PEOPLE: tuple[Source, ...] = (*referrals.SOURCES, *protection.PEOPLE, *people.SOURCES)
COUNTED = (  # no name is in it
    *(*prevention.SOURCES, *recruitment.SOURCES, *activities.SOURCES),
    *(*commission.SOURCES, *countries.SOURCES, *outside.SOURCES, *plan.SOURCES, *court.SOURCES, *context.SOURCES),
)
SOURCES: tuple[Source, ...] = (*protection.DAILY, *PEOPLE, *protection.OTHERS, *COUNTED)
ROWS_AT_ONCE = 50_000


def extract(folder: Path, reading: Reading, told: Callable[[float, str], None]) -> dict[str, int]:
    """Write every table of the mart that comes from the domain or the pack; return how many rows each has."""
    counts = {}
    for number, source in enumerate(SOURCES):
        told(number / len(SOURCES), source.name)
        counts[source.name] = write_source(folder / f"{source.name}.parquet", source, reading)
    for name, table in lookups.tables(reading.pack).items():
        write_table(folder / f"{name}.parquet", table)
    return counts


def write_source(file: Path, source: Source, reading: Reading) -> int:
    """Write one table, some rows at a time; return how many it has."""
    count, waiting = 0, []
    with pq.ParquetWriter(file, source.columns, compression="zstd") as writer:
        for row in source.rows(reading):
            waiting.append(row)
            if len(waiting) == ROWS_AT_ONCE:
                count += _flush(writer, source.columns, waiting)
        count += _flush(writer, source.columns, waiting)
    return count


def write_table(file: Path, table: pa.Table) -> None:
    """Write a table that is small enough to be held at once."""
    pq.write_table(table, file, compression="zstd")


def _flush(writer: pq.ParquetWriter, columns: pa.Schema, waiting: list[tuple[object, ...]]) -> int:
    number = len(waiting)
    if number:
        by_column = zip(zip(*waiting, strict=True), columns.types, strict=True)
        writer.write_batch(pa.record_batch([pa.array(values, kind) for values, kind in by_column], schema=columns))
        waiting.clear()
    return number
