"""How a table of what hangs on a case is read: with the two keys first, of those who agreed to be counted."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from django.utils import timezone

from tabara.access.protected import Protected, Whole
from tabara.mart.extraction.reading import Reading, Row, month

KEY, NO, CODE, BIT, MONEY = pa.int64(), pa.int32(), pa.string(), pa.bool_(), pa.float64()


def hung(
    reading: Reading, model: Any, *names: str, order: Sequence[str] = (), case: str = "case", **only: Any
) -> Iterator[Row]:
    """Give rows of a model as the keys of person and case, and the fields named; `case` leads to the case."""
    held = model.objects.everything(Whole.MART) if isinstance(model.objects, Protected) else model.objects.all()
    query = held.filter(**only).order_by(*order)
    keys = (f"{case}__person__statistical_key", f"{case}__statistical_key")
    yield from reading.of(query.values_list(*keys, *names), f"{case}__person")


def table(**columns: pa.DataType) -> pa.Schema:
    """Give the columns of such a table, after its two keys."""
    return pa.schema([("person_key", KEY), ("case_key", KEY), *columns.items()])


def month_at(instant: dt.datetime | None) -> int | None:
    """Write the month of an instant, as people there saw it; nothing where there is none."""
    return None if instant is None else month(timezone.localdate(instant))


def in_time(done: dt.date | None, due: dt.date) -> bool | None:
    """Say whether something was done by its day; nothing where it was not done."""
    return None if done is None else done <= due


def trend(first: int, last: int) -> str:
    """Say how a measure compares with an earlier one."""
    return "same" if last == first else "better" if last > first else "worse"
