"""Public numbers about places, as drawn tables and their figures."""

import datetime as dt

import pytest

from tabara.prevention.models import Awareness, ContextFile, ContextValue
from tests.factories import make_agency, make_member
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
FILES = """
name  | layer     | state    | fingerprint | done_at
------|-----------|----------|-------------|--------
first | displaced | imported | 1           | 2025-04
again | displaced | imported | 2           | 2025-10
gone  | displaced | undone   | 3           | 2025-11
storm | disasters | imported | 4           | 2025-10
edge  | border    | imported | 5           | 2025-10
"""
VALUES = """
file  | line | place    | as_of   | value | cause
------|------|----------|---------|-------|---------
first | 1    | ZZ101    | 2025-03 | 100   | conflict
first | 2    | ZZ102    | 2025-03 | 101   | disaster
first | 3    | ZZ201    | 2025-03 | 9     | -
first | 4    | ZZ1      | 2025-03 | 201   | -
first | 5    | ZZ10101  | 2025-03 | 60    | -
again | 1    | ZZ101    | 2025-09 | 30    | conflict
again | 2    | ZZ101    | 2025-09 | 12    | disaster
again | 3    | ZZ20101  | 2025-09 | 4     | -
gone  | 1    | ZZ101    | 2025-10 | 999   | -
storm | 1    | ZZ101    | 2025-03 | 40    | disaster
storm | 2    | ZZ101    | 2025-09 | 5     | disaster
storm | 3    | ZZ201    | 2024-09 | 7     | disaster
edge  | 1    | ZZ101    | 2025-09 | 1     | -
"""
SESSIONS = """
held_on | leader | reached | place | heard
--------|--------|---------|-------|------
2025-11 | agency | 10      | ZZ101 | -
2025-11 | media  | 0       | ZZ102 | 900
2024-11 | agency | 10      | ZZ201 | -
"""
COUNTED = {
    "displaced_people": 30 + 12 + 101 + 9,
    "displaced_without_session": 76 + 9,
    "people_affected_by_disasters": 45,
    "communes_with_displacement_known": 3,
}
BROKEN_DOWN = {
    ("displaced_people", "context_cause"): {"conflict": 30, "disaster": 113, "unknown": 9},
    ("displaced_people", "province"): {"ZZA": 143, "ZZB": 9},
    ("displaced_people", "commune"): {"ZZA1": 42 + 25, "ZZA2": 76, "ZZB1": 9},
    ("displaced_without_session", "commune"): {"ZZA2": 76, "ZZB1": 9},
    ("people_affected_by_disasters", "quarter"): {"2025-Q1": 40, "2025-Q3": 5},
    ("communes_with_displacement_known", "province"): {"ZZA": 2, "ZZB": 1},
}


@pytest.fixture
def mart(built):
    keeper, agency = make_member("coordinator"), make_agency("first")
    sent = {"agency": agency, "sent_by": keeper, "sent_at": drawn.AT, "lines": 1, "source": "Invented"}
    files = drawn.stored(ContextFile, FILES, **sent)
    drawn.stored(ContextValue, VALUES, known={"file": files}, place_version="2010")
    drawn.stored(Awareness, SESSIONS, agency=agency, recorded_by=keeper, recorded_at=drawn.AT, place_version="2010")
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_a_round_stands_until_the_next_one_of_its_place_or_until_it_is_too_old(mart):
    rows = mart.sql("SELECT DISTINCT since, until FROM context_number WHERE commune_2010 = 'ZZ101' ORDER BY since")
    march, september = dt.date(2025, 3, 1), dt.date(2025, 9, 1)
    assert (march, september) in rows
    assert (september, dt.date(2027, 9, 1)) in rows


def test_in_the_division_in_which_it_was_told_every_number_is_as_it_was_told(mart):
    query = "SELECT commune_2010, sum(number) FROM context_number WHERE context_layer = 'displaced' AND m = 202503"
    query += " GROUP BY commune_2010"
    assert {place: int(number) for place, number in mart.sql(query)} == {"ZZ101": 100, "ZZ102": 101, "ZZ201": 9}


def test_a_layer_that_only_says_whether_is_no_figure(mart):
    assert mart.sql("SELECT count(*) FROM context_number WHERE context_layer = 'border'") == [(0,)]
