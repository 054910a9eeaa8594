"""Alerts and focal points: counted without anybody's agreement, for no row of theirs is a person's."""

import datetime as dt
import uuid
from collections.abc import Iterator

import pyarrow as pa

from tabara.access.protected import Whole
from tabara.mart.extraction.protection.hung import BIT, CODE, NO, month_at
from tabara.mart.extraction.reading import Reading, Row, Source
from tabara.protection.community.enums import AlertState
from tabara.protection.community.models import Alert, AlertStep, FocalPoint

DAY = pa.date32()
AT_ONCE = 10_000


def alerts(reading: Reading) -> Iterator[Row]:
    """Give the alerts: whether somebody weighed each in its time, and whether it led to a case."""
    weighed = _weighed(reading)
    query = (
        Alert.objects.everything(Whole.MART)
        .order_by("received_at", "id")
        .values_list(
            "id", "agency__key", "source", "priority", "state", "close_reason", "received_at", "place", "place_version"
        )
    )
    for nth, row in enumerate(query.iterator(chunk_size=AT_ONCE), 1):
        number, *told, state, closed, received, place, version = row
        led = state == AlertState.TAKEN
        reason = closed if state == AlertState.CLOSED else ""
        yield nth, *told, state, reason, weighed.get(number), led, month_at(received), *reading.place(place, version)


def points(reading: Reading) -> Iterator[Row]:
    """Give the focal points. The days are the first of their months: at the end of a month that says the same."""
    query = FocalPoint.objects.order_by("since", "id").values_list(
        "agency__key", "mandate", "since", "until", "place", "place_version"
    )
    for nth, (agency, mandate, since, until, place, version) in enumerate(query.iterator(chunk_size=AT_ONCE), 1):
        yield nth, agency, mandate, _first(since), _first(until), *reading.place(place, version)


def _weighed(reading: Reading) -> dict[uuid.UUID, bool]:
    """Say of each alert that was weighed whether that was within the hours of the priority it came in with."""
    hours = reading.pack.parameters["triage_hours"]
    came_in: dict[uuid.UUID, str] = {}
    found: dict[uuid.UUID, bool] = {}
    query = AlertStep.objects.order_by("done_at", "id").values_list(
        "alert", "state", "priority", "done_at", "alert__received_at"
    )
    for alert, state, priority, done_at, received_at in query.iterator(chunk_size=AT_ONCE):
        first = came_in.setdefault(alert, priority)
        if state == AlertState.TRIAGED:
            found.setdefault(alert, done_at <= received_at + dt.timedelta(hours=int(hours[first])))
    return found


def _first(day: dt.date | None) -> dt.date | None:
    return None if day is None else day.replace(day=1)


SOURCES = (
    Source(
        "alerts",
        pa.schema(
            [
                ("nth", NO),
                ("agency", CODE),
                ("alert_source", CODE),
                ("priority", CODE),
                ("alert_state", CODE),
                ("alert_closure", CODE),
                ("in_time", BIT),
                ("led", BIT),
                ("m", NO),
                ("place", CODE),
                ("place_version", CODE),
            ]
        ),
        alerts,
    ),
    Source(
        "points",
        pa.schema(
            [
                ("nth", NO),
                ("agency", CODE),
                ("focal_mandate", CODE),
                ("since", DAY),
                ("until", DAY),
                ("place", CODE),
                ("place_version", CODE),
            ]
        ),
        points,
    ),
)
