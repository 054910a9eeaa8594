"""Stays, the nights of each month, and how many places there were. Nights go as far as the day of the build."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa

from tabara.mart.extraction.protection.hung import BIT, CODE, NO, hung, month_at, table
from tabara.mart.extraction.reading import Reading, Row, Source, month, month_or_none
from tabara.protection.directory.enums import StayState
from tabara.protection.directory.models import Ask, Room, Stay, Taken

PLACE = ("taken__room__kind", "taken__room__provider__agency__key")
DAY = dt.timedelta(days=1)
STAYED = (StayState.IN, StayState.LEFT)


def stays(reading: Reading) -> Iterator[Row]:
    """Give the stays of those who arrived."""
    names = (*PLACE, "left_to", "left_safe", "arrived_on", "left_on")
    for *keys, kind, agency, to, safe, arrived, left in hung(reading, Stay, *names, state__in=STAYED):
        yield *keys, kind, agency or "", to, safe, month(arrived), month_or_none(left)


def asks(reading: Reading) -> Iterator[Row]:
    """Give the requests for a place, each with whether it was answered within a day; nothing where nobody answered."""
    names = ("kind", "provider__agency__key", "state", "decline_reason", "asked_at", "answered_at")
    for *keys, kind, agency, state, reason, asked, answered in hung(reading, Ask, *names):
        in_a_day = None if answered is None else answered - asked <= DAY
        yield *keys, kind, agency or "", state, reason, month_at(asked), in_a_day


def nights(reading: Reading) -> Iterator[Row]:
    """Give the nights of each stay by month: read anew for everybody at each build, since every day adds one."""
    whole = replace(reading, persons=None)
    for *keys, kind, agency, arrived, left in hung(whole, Stay, *PLACE, "arrived_on", "left_on", state__in=STAYED):
        for named, number in by_month(arrived, left or reading.until).items():
            yield *keys, kind, agency or "", named, number


def beds(reading: Reading) -> Iterator[Row]:
    """Give, by shelter and month, the nights of all places that were in order."""
    broken = _broken(reading.until)
    query = Room.objects.order_by("provider_id", "kind").values_list(
        "pk", "kind", "places", "provider__agency__key", "provider__since", "provider__until"
    )
    for room, kind, places, agency, since, until in query:
        for named, number in by_month(since, until or reading.until).items():
            yield kind, agency or "", named, max(0, number * places - broken[room, named])


def by_month(since: dt.date, until: dt.date) -> Counter[int]:
    """Count the nights from a day until a day, by the month of their evening.

    >>> by_month(dt.date(2026, 1, 30), dt.date(2026, 2, 3))
    Counter({202601: 2, 202602: 2})
    """
    found: Counter[int] = Counter()
    day = since
    while day < until:
        following = min(until, (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1))
        found[month(day)] += (following - day).days
        day = following
    return found


def _broken(until: dt.date) -> Counter[tuple[object, int]]:
    found: Counter[tuple[object, int]] = Counter()
    rows = Taken.objects.exclude(out_of_order="").values_list("room", "places", "since", "until")
    for room, places, since, mended in rows:
        for named, number in by_month(since, min(mended or until, until)).items():
            found[room, named] += number * places
    return found


SOURCES = (
    Source(
        "asks",
        table(bed_kind=CODE, provider=CODE, ask_state=CODE, decline_reason=CODE, m=NO, in_a_day=BIT),
        asks,
    ),
    Source("stays", table(bed_kind=CODE, provider=CODE, left_to=CODE, left_safe=CODE, m=NO, left_m=NO), stays),
)
DAILY = (Source("nights", table(bed_kind=CODE, provider=CODE, m=NO, nights=NO), nights),)
OTHERS = (Source("beds", pa.schema([("bed_kind", CODE), ("provider", CODE), ("m", NO), ("nights", NO)]), beds),)
