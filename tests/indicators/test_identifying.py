"""What people agreed to, interviews, contested decisions and time to reflect, as drawn tables and their figures."""

import pytest

from tabara.protection.cases.models import Consent, Determination, Interview, Recourse, Reflection, Screening
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
PEOPLE = """
person | sex    | counted | opened
-------|--------|---------|--------
Anna   | female | yes     | 2024-01
Bea    | female | yes     | 2024-01
Carl   | male   | yes     | 2024-01
Eric   | male   | no      | 2024-01
"""
CONSENTS = """
person | purpose | given | asked_on | withdrawn_on
-------|---------|-------|----------|-------------
Anna   | return  | no    | 2025-02  | -
Anna   | return  | yes   | 2025-03  | 2025-06
Bea    | return  | no    | 2025-03  | -
Bea    | justice | yes   | 2025-03  | 2026-01
Carl   | return  | yes   | 2024-03  | 2024-04
Eric   | return  | yes   | 2025-03  | 2025-05
"""
INTERVIEWS = """
person | state   | begun_on | ended_on
-------|---------|----------|---------
Anna   | dropped | 2025-02  | 2025-02
Anna   | done    | 2025-03  | 2025-03
Bea    | open    | 2025-03  | -
Carl   | done    | 2024-03  | 2025-03
Eric   | done    | 2025-03  | 2025-03
"""
SCREENINGS = """
person | screened_on
-------|------------
Anna   | 2025-03
Anna   | 2025-09
Carl   | 2024-03
Eric   | 2025-03
"""
RECOURSES = """
person | kind   | asked_by | state     | asked_on | due_on  | decided_on
-------|--------|----------|-----------|----------|---------|-----------
Anna   | review | agency   | upheld    | 2025-02  | 2025-03 | 2025-03
Anna   | appeal | person   | changed   | 2025-04  | 2025-05 | 2025-06
Bea    | appeal | lawyer   | withdrawn | 2025-04  | 2025-05 | 2025-04
Carl   | appeal | person   | open      | 2025-04  | 2025-05 | -
Carl   | review | agency   | changed   | 2024-04  | 2024-05 | 2024-05
Eric   | appeal | person   | changed   | 2025-04  | 2025-05 | 2025-04
"""
REFLECTIONS = """
person | step     | since   | until   | reason | recorded_on
-------|----------|---------|---------|--------|------------
Anna   | begun    | 2025-02 | 2025-03 | -      | 2025-02
Anna   | extended | 2025-02 | 2025-05 | health | 2025-03
Anna   | extended | 2025-02 | 2025-06 | safety | 2025-05
Anna   | begun    | 2025-08 | 2025-09 | -      | 2025-08
Bea    | begun    | 2025-03 | 2025-04 | -      | 2025-03
Bea    | ended    | 2025-03 | 2025-03 | -      | 2025-03
Carl   | begun    | 2024-12 | 2025-01 | -      | 2025-01
Eric   | begun    | 2025-03 | 2025-04 | -      | 2025-03
"""


@pytest.fixture
def mart(worker, built):
    cases = drawn.people(worker, PEOPLE)
    drawn.stored(Consent, CONSENTS, cases, language="fr")
    facts = {"begun_by": worker, "saved_by": worker, "saved_at": drawn.AT}
    drawn.stored(Interview, INTERVIEWS, cases, **facts)
    drawn.stored(Screening, SCREENINGS, cases, screened_by=worker)
    of = {"decided_on": drawn.day("2024-01"), "decided_by": worker, "agency": worker.agency, "child_rule": False}
    told = {"status": "possible", "deciding_kind": "ngo", "elements_met": True}
    decided = drawn.stored(Determination, "name | person\nany | Anna", cases, **of, **told)
    drawn.stored(Recourse, RECOURSES, cases, of=decided["any"], recorded_by=worker)
    drawn.stored(Reflection, REFLECTIONS, cases, recorded_by=worker)
    return built()


COUNTED = {
    "people_asked_to_agree": 2,
    "people_who_agreed": 2,
    "people_who_withdrew": 1,
    "interviews_begun": 3,
    "interviews_completed": 1,
    "people_screened": 1,
    "recourses_asked": 4,
    "recourses_decided": 2,
    "recourses_decided_in_time": 1,
    "recourses_changed": 1,
    "people_given_reflection": 2,
    "people_given_more_reflection": 1,
    "people_who_ended_reflection": 1,
}
BROKEN_DOWN = {
    ("people_asked_to_agree", "consent_purpose"): {"return": 2, "justice": 1},
    ("people_who_agreed", "consent_purpose"): {"return": 1, "justice": 1},
    ("recourses_asked", "recourse_kind"): {"review": 1, "appeal": 3},
    ("recourses_asked", "sex"): {"female": 3, "male": 1},
    ("recourses_decided", "recourse_state"): {"upheld": 1, "changed": 1},
    ("people_given_more_reflection", "reflection_reason"): {"health": 1, "safety": 1},
    ("people_given_reflection", "quarter"): {"2025-Q1": 2, "2025-Q3": 1},
}


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN
