"""Which quarters are over: what is counted of one under way, given out once, would bind the paper of the whole."""

import datetime as dt

from django.utils import timezone

from tabara.mart import Mart

Period = tuple[dt.date, dt.date]


def finished_until(mart: Mart, on: dt.date) -> dt.date:
    """Return the first day after the last quarter that was over both on a day and when the mart was built."""
    day = min(on, timezone.localdate(mart.built_at))
    return dt.date(day.year, day.month - (day.month - 1) % 3, 1)


def is_over(year: int, *, mart: Mart, on: dt.date) -> bool:
    """Say whether a year was over both on a day and when the mart was built."""
    return finished_until(mart, on).year > year


def last_two(mart: Mart, on: dt.date) -> tuple[Period, Period]:
    """Return the last quarter that is over and the one before it, each half-open."""
    until = finished_until(mart, on)
    since = _earlier(until, 3)
    return (since, until), (_earlier(since, 3), since)


def _earlier(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return dt.date(year, month + 1, 1)
