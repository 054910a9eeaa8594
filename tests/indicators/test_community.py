"""Alerts and focal points: what an agency heard, how fast it looked, and where somebody listens."""

import datetime as dt

import pytest

from tabara.indicators import compute
from tabara.methods.disclosure import INTERNAL, PUBLIC
from tabara.protection.community.models import Alert, AlertStep, FocalPoint
from tests.factories import make_agency
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
HOUR = dt.timedelta(hours=1)
# In the demo pack an urgent alert is weighed within 2 hours, a high one within 24.
ALERTS = """
agency | source  | came   | weighed | after | priority | state     | place
-------|---------|--------|---------|-------|----------|-----------|------
first  | hotline | urgent | yes     | 2     | urgent   | taken     | ZZ101
first  | hotline | urgent | yes     | 3     | normal   | closed    | ZZ102
first  | police  | high   | yes     | 24    | urgent   | passed_on | -
second | police  | high   | -       | -     | high     | new       | -
"""
POINTS = """
mandate | since      | until      | place   | place_version
--------|------------|------------|---------|--------------
women   | 2024-05-10 | -          | ZZ10101 | 2010
women   | 2025-12-31 | -          | ZZ10102 | 2010
elder   | 2024-05-10 | 2026-01-01 | ZZ2     | 2010
elder   | 2024-05-10 | 2025-12-31 | ZZ10201 | 2010
elder   | 2026-01-01 | -          | ZZ10201 | 2010
"""
COUNTED = {
    "alerts_received": 4,
    "alerts_weighed": 3,
    "alerts_weighed_in_time": 2,
    "alerts_led_to_case": 1,
    "alerts_closed": 1,
    "focal_points_active": 3,
    "communes_covered": 1,
}
BROKEN_DOWN = {
    ("alerts_received", "alert_source"): {"hotline": 2, "police": 2},
    ("alerts_received", "priority"): {"urgent": 2, "high": 1, "normal": 1},
    ("alerts_received", "agency"): {"first": 3, "second": 1},
    ("alerts_closed", "alert_closure"): {"false": 1},
    ("focal_points_active", "focal_mandate"): {"women": 2, "elder": 1},
}


@pytest.fixture
def mart(worker, built):
    for row in drawn.rows(ALERTS):
        alert(worker, row, dt.datetime(2025, 3, 4, 9, tzinfo=dt.UTC))
    alert(worker, drawn.rows(ALERTS)[0], dt.datetime(2024, 3, 4, 9, tzinfo=dt.UTC))
    told = {"supervise_on": drawn.day("2025-01"), "recorded_by": worker, "recorded_at": drawn.AT}
    drawn.stored(FocalPoint, POINTS, agency=worker.agency, **told)
    return built()


def alert(worker, row, at):
    agency = make_agency(row["agency"])
    place = {"place": row["place"], "place_version": "2010"} if row["place"] else {}
    told = {"source": row["source"], "channel": "telephone", "recorded_by": worker, "recorded_at": at, **place}
    ended = "false" if row["state"] == "closed" else ""
    one = Alert(agency=agency, received_at=at, state=row["state"], priority=row["priority"], close_reason=ended, **told)
    Alert._base_manager.bulk_create([one])
    step = {"alert": one, "agency": agency, "done_by": worker}
    AlertStep.objects.create(state="new", priority=row["came"], done_at=at, **step)
    if row["weighed"]:
        later = at + int(row["after"]) * HOUR
        AlertStep.objects.create(state="triaged", priority=row["priority"], done_at=later, **step)
        AlertStep.objects.create(state="triaged", priority=row["priority"], done_at=later + 90 * HOUR, **step)


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_an_alert_lies_in_its_province_in_both_divisions(mart):
    period = {"since": dt.date(2025, 1, 1), "until": dt.date(2026, 1, 1)}
    for version, cells in (("2010", {"ZZ1": 2, "unknown": 2}), ("2024", {"ZZA": 2, "unknown": 2})):
        asked = {"by": ("province",), "rule": INTERNAL, "geography": version, **period}
        found = compute(["alerts_received"], mart=mart, **asked)
        assert {one.by["province"]: one.value for one in found} == cells


def test_so_few_focal_points_are_withheld_and_their_communes_are_not(mart):
    assert figure("focal_points_active", mart, rule=PUBLIC) is None
    assert figure("communes_covered", mart, rule=PUBLIC) == 1


def test_no_day_and_no_hill_of_a_focal_point_is_in_the_mart(mart):
    days = mart.sql("SELECT DISTINCT day(since) AS d FROM points UNION SELECT DISTINCT day(until) AS d FROM points")
    assert sorted(one for (one,) in days if one) == [1]
    assert {place for (place,) in mart.sql("SELECT place FROM points")} == {"ZZ101", "ZZ102", "ZZ2"}
