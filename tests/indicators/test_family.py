"""How soon help comes, who answers for children, and the search for relatives, as drawn tables and their figures."""

import pytest

from tabara.protection.assistance.models import Service
from tabara.protection.family.models import Guardian, Tracing
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
PEOPLE = """
person | sex    | born | counted | opened
-------|--------|------|---------|-----------
Anna   | female | 2015 | yes     | 2025-01-10
Bea    | female | 2012 | yes     | 2025-01-10
Carl   | male   | 1990 | yes     | 2025-01-10
Dora   | female | -    | yes     | 2025-01-10
Emma   | female | 2015 | yes     | 2024-01-10
Eric   | male   | 2015 | no      | 2025-01-10
"""
GIVEN = """
person | code    | delivered_on | retracted_on
-------|---------|--------------|-------------
Anna   | medical | 2025-01-13   | -
Anna   | medical | 2025-01-30   | -
Bea    | medical | 2025-01-11   | 2025-01-12
Bea    | medical | 2025-01-17   | -
Carl   | medical | 2025-02-09   | -
Dora   | medical | 2025-02-10   | -
Emma   | medical | 2025-01-11   | -
Eric   | medical | 2025-01-11   | -
"""
GUARDIANS = """
person | kind     | since   | until   | ended_reason
-------|----------|---------|---------|-------------
Anna   | relative | 2025-02 | 2025-03 | unsafe
Anna   | court    | 2025-03 | -       | -
Bea    | parent   | 2025-02 | 2025-02 | mistake
Emma   | court    | 2024-03 | -       | -
Eric   | court    | 2025-03 | -       | -
"""
TRACINGS = """
person | tie    | asked_on | state
-------|--------|----------|-------------
Anna   | mother | 2025-02  | reunited
Anna   | father | 2025-02  | not_found
Carl   | father | 2025-02  | not_suitable
Carl   | mother | 2025-03  | searching
Emma   | mother | 2024-03  | reunited
Eric   | mother | 2025-03  | reunited
"""
COUNTED = {
    "people_helped_in_3_days": 1,
    "people_helped_in_7_days": 2,
    "people_helped_in_30_days": 3,
    "persons_registered": 4,
    "children_registered": 2,
    "children_with_guardian": 1,
    "children_without_guardian": 1,
    "people_given_guardian": 1,
    "tracings_asked": 4,
    "tracings_found": 2,
    "tracings_reunited": 1,
}
BROKEN_DOWN = {
    ("people_helped_in_7_days", "sex"): {"female": 2},
    ("people_given_guardian", "guardian_kind"): {"relative": 1, "court": 1},
    ("tracings_asked", "tracing_state"): {"searching": 1, "reunited": 1, "not_suitable": 1, "not_found": 1},
    ("tracings_asked", "age_group"): {"child": 2, "adult": 2},
}


@pytest.fixture
def mart(worker, built):
    cases = drawn.people(worker, PEOPLE)
    typed = {"recorded_by": worker, "recorded_at": drawn.AT}
    drawn.stored(Service, GIVEN, cases, provider=worker.agency, **typed)
    drawn.stored(Guardian, GUARDIANS, cases, recorded_by=worker)
    drawn.stored(Tracing, TRACINGS, cases)
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_no_day_of_a_first_service_is_in_the_mart(mart):
    assert mart.sql("SELECT DISTINCT helped_within FROM facts ORDER BY helped_within NULLS LAST") == [
        (3,),
        (7,),
        (30,),
        (None,),
    ]
