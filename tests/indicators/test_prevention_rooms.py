"""What was told to people and who was trained, as drawn tables and their figures."""

import pytest

from tabara.prevention.models import (
    Attendance,
    Awareness,
    Campaign,
    Certificate,
    Course,
    Question,
    Reach,
    Register,
    Trainee,
    Training,
)
from tests.factories import make_agency, make_member
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
CAMPAIGNS = """
name | title | theme         | since
-----|-------|---------------|--------
run  | Run   | false_offers  | 2025-01
"""
SESSIONS = """
name   | campaign | held_on | leader | theme        | channel | counting   | reached | heard | alerts | struck_at
-------|----------|---------|--------|--------------|---------|------------|---------|-------|--------|----------
market | run      | 2025-02 | agency | false_offers | market  | rows       | 40      | -     | 2      | -
school | -        | 2025-05 | agency | children     | school  | one_by_one | 30      | -     | 0      | -
radio  | run      | 2025-05 | media  | false_offers | radio   | -          | 0       | 9000  | 1      | -
twice  | -        | 2025-05 | agency | children     | school  | -          | 30      | -     | 5      | 2025-06
old    | -        | 2024-05 | agency | children     | school  | -          | 10      | -     | 0      | -
"""
GROUPS = """
session | sex    | age_group | reached
--------|--------|-----------|--------
market  | female | adult     | 25
market  | male   | child     | 5
school  | female | child     | 30
twice   | female | child     | 30
"""
QUESTIONS = """
session | topic
--------|------------
market  | work_abroad
market  | help
school  | help
twice   | help
"""
COURSES = """
name  | title   | topic   | hours
------|---------|---------|------
judge | Judging | judging | 12
"""
TRAININGS = """
name  | course | held_on | struck_at
------|--------|---------|----------
first | judge  | 2025-02 | -
again | judge  | 2025-09 | -
other | -      | 2025-09 | -
twice | judge  | 2025-09 | 2025-10
"""
ATTENDANCES = """
training | profile    | attended
---------|------------|---------
first    | magistrate | 3
again    | magistrate | 2
other    | teacher    | 8
twice    | magistrate | 9
"""
TRAINEES = """
name | training | number | profile    | sex    | token | after | passed | refresh_on
-----|----------|--------|------------|--------|-------|-------|--------|-----------
1    | first    | 1      | magistrate | female | 101   | 80    | yes    | 2025-08
2    | first    | 2      | magistrate | male   | 102   | 40    | no     | 2025-08
3    | again    | 1      | magistrate | female | 101   | 90    | yes    | 2027-08
4    | again    | 2      | magistrate | male   | 103   | -     | -      | 2027-08
5    | twice    | 1      | magistrate | male   | 104   | 90    | yes    | 2025-08
"""
CERTIFICATES = """
trainee | code | language | issued_on
--------|------|----------|----------
1       | C1   | fr       | 2025-03
3       | C2   | rn       | 2025-10
5       | C3   | fr       | 2025-10
"""
REGISTERS = """
profile    | number | as_of   | source
-----------|--------|---------|---------
magistrate | 50     | 2024-01 | Ministry
magistrate | 54     | 2025-03 | Ministry
teacher    | 900    | 2025-01 | Ministry
"""
COUNTED = {
    "people_reached": 70,
    "people_reached_by_group": 70,
    "girls_and_boys_reached": 35,
    "awareness_by_theme": 3,
    "sessions_in_campaigns": 2,
    "broadcast_audience": 9000,
    "questions_raised": 3,
    "alerts_from_sessions": 3,
    "trainings_held": 3,
    "training_hours": 24,
    "people_trained": 13,
    "attendances_by_subject": 13,
    "persons_trained": 3,
    "training_tests": 3,
    "training_tests_passed": 2,
    "refreshers_due": 1,
    "certificates_issued": 2,
    "profession_register": 954,
}
BROKEN_DOWN = {
    ("people_reached_by_group", "sex"): {"female": 55, "male": 5, "unknown": 10},
    ("people_reached_by_group", "age_group"): {"adult": 25, "child": 35, "unknown": 10},
    ("awareness_by_theme", "awareness_channel"): {"market": 1, "school": 1, "radio": 1},
    ("questions_raised", "question_topic"): {"work_abroad": 1, "help": 2},
    ("attendances_by_subject", "training_subject"): {"judging": 5, "unknown": 8},
    ("persons_trained", "sex"): {"female": 1, "male": 2},
    ("profession_register", "profile"): {"magistrate": 54, "teacher": 900},
}


@pytest.fixture
def mart(built):
    written = {"recorded_by": make_member("secretariat"), "recorded_at": drawn.AT, "agency": make_agency("first")}
    runs = drawn.stored(Campaign, CAMPAIGNS, **written)
    told = drawn.stored(Awareness, SESSIONS, known={"campaign": runs}, **written)
    drawn.stored(Reach, GROUPS, known={"session": told})
    drawn.stored(Question, QUESTIONS, known={"session": told})
    courses = drawn.stored(Course, COURSES, **written)
    held = drawn.stored(Training, TRAININGS, known={"course": courses}, **written)
    drawn.stored(Attendance, ATTENDANCES, known={"training": held})
    listed = drawn.stored(Trainee, TRAINEES, known={"training": held})
    drawn.stored(Certificate, CERTIFICATES, known={"trainee": listed}, issued_by=written["recorded_by"])
    drawn.stored(Register, REGISTERS, **written)
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_no_name_and_no_token_is_in_the_mart(mart):
    assert "token" not in mart.columns["trainee"]
    assert mart.sql("SELECT DISTINCT trainee FROM trainee ORDER BY trainee") == [(1,), (2,), (3,)]
