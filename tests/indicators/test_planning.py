"""What people need and what is planned for it, as drawn tables and their figures."""

import uuid

import pytest

from tabara.protection.planning.models import (
    Action,
    Assessment,
    Attendance,
    Conference,
    Decision,
    Goal,
    Plan,
    Score,
)
from tests.factories import make_agency
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
PEOPLE = """
person | sex    | counted | opened
-------|--------|---------|--------
Anna   | female | yes     | 2024-01
Bea    | female | yes     | 2024-01
Eric   | male   | no      | 2024-01
"""
ASSESSMENTS = """
name | person | assessed_on | risk
-----|--------|-------------|-----
a1   | Anna   | 2024-05     | high
a2   | Anna   | 2025-02     | high
a3   | Anna   | 2025-04     | low
b1   | Bea    | 2025-02     | low
b2   | Bea    | 2026-01     | high
e1   | Eric   | 2025-02     | high
e2   | Eric   | 2025-04     | low
"""
SCORES = """
assessment | person | domain | score
-----------|--------|--------|------
a1         | Anna   | safety | 1
a2         | Anna   | safety | 5
a3         | Anna   | safety | 3
a2         | Anna   | health | 4
a3         | Anna   | health | 2
a2         | Anna   | legal  | 3
a3         | Anna   | legal  | 3
a3         | Anna   | family | 2
b1         | Bea    | safety | 1
b2         | Bea    | safety | 5
b2         | Bea    | health | -
e1         | Eric   | safety | 1
e2         | Eric   | safety | 5
"""
PLANS = """
name | person | number | state     | submitted_at | decided_at
-----|--------|--------|-----------|--------------|-----------
a1   | Anna   | 1      | replaced  | 2025-02-01   | 2025-02-08
a2   | Anna   | 2      | approved  | 2025-05-01   | 2025-05-09
a3   | Anna   | 3      | draft     | -            | -
b1   | Bea    | 1      | sent_back | 2025-02-01   | 2025-02-02
old  | Bea    | 2      | closed    | 2024-02-01   | 2024-02-02
e1   | Eric   | 1      | approved  | 2025-02-01   | 2025-02-02
"""
GOALS = """
name | person | plan | stem | number | domain | state
-----|--------|------|------|--------|--------|----------
g1   | Anna   | a1   | 1    | 1      | safety | open
g2   | Anna   | a1   | 2    | 2      | health | met
g3   | Anna   | a1   | 3    | 3      | legal  | open
g4   | Anna   | a2   | 1    | 1      | safety | met
g5   | Anna   | a2   | 3    | 3      | legal  | taken_out
g6   | Anna   | a2   | 4    | 4      | family | not_met
g7   | Anna   | a3   | 5    | 1      | safety | met
g8   | Bea    | b1   | 6    | 1      | safety | met
g9   | Bea    | old  | 7    | 1      | safety | met
g10  | Eric   | e1   | 8    | 1      | safety | met
"""
ACTIONS = """
person | plan | goal | stem | service | agency | due_on     | state   | ended_on
-------|------|------|------|---------|--------|------------|---------|-----------
Anna   | a1   | g1   | 11   | medical | clinic | 2025-03-10 | done    | 2025-03-10
Anna   | a1   | g1   | 12   | legal   | first  | 2025-03-10 | open    | -
Anna   | a2   | g4   | 12   | legal   | first  | 2025-03-10 | done    | 2025-06-01
Anna   | a2   | g4   | 13   | legal   | first  | 2025-06-10 | dropped | 2025-06-01
Anna   | a2   | g4   | 14   | medical | first  | 2025-06-10 | open    | -
Anna   | a3   | g7   | 15   | medical | first  | 2025-06-10 | done    | 2025-06-01
Anna   | a2   | g4   | 16   | medical | first  | 2026-06-10 | open    | -
Eric   | e1   | g10  | 17   | medical | first  | 2025-06-10 | done    | 2025-06-01
"""
CONFERENCES = """
name | person | held_on
-----|--------|--------
one  | Anna   | 2025-02
two  | Anna   | 2025-03
old  | Anna   | 2024-03
not  | Eric   | 2025-02
"""
THERE = """
conference | person | agency
-----------|--------|-------
one        | Anna   | first
one        | Anna   | first
one        | Anna   | clinic
"""
DECISIONS = """
person | conference | number | due_on  | state   | ended_on
-------|------------|--------|---------|---------|---------
Anna   | one        | 1      | 2025-03 | done    | 2025-02
Anna   | one        | 2      | 2025-03 | done    | 2025-04
Anna   | two        | 1      | 2025-04 | dropped | 2025-04
Anna   | two        | 2      | 2026-04 | open    | -
Eric   | not        | 1      | 2025-03 | done    | 2025-02
"""
COUNTED = {
    "people_assessed": 2,
    "people_assessed_high_risk": 1,
    "needs_compared": 3,
    "needs_better": 1,
    "needs_worse": 1,
    "plans_submitted": 3,
    "plans_approved": 2,
    "plans_approved_in_a_week": 1,
    "people_with_plan": 1,
    "goals_set": 3,
    "goals_met": 2,
    "plan_actions_due": 3,
    "plan_actions_done": 2,
    "plan_actions_done_in_time": 1,
    "conferences_held": 2,
    "conference_decisions_due": 2,
    "conference_decisions_done_in_time": 1,
}
BROKEN_DOWN = {
    ("people_assessed", "risk"): {"high": 1, "low": 2},
    ("needs_compared", "need_domain"): {"safety": 1, "health": 1, "legal": 1},
    ("needs_better", "need_domain"): {"safety": 1},
    ("goals_set", "goal_state"): {"met": 2, "not_met": 1},
    ("goals_set", "quarter"): {"2025-Q1": 2, "2025-Q2": 1},
    ("plan_actions_due", "provider"): {"clinic": 1, "first": 2},
    ("plan_actions_due", "need"): {"medical": 2, "legal": 1},
}


@pytest.fixture
def mart(worker, built):
    cases = drawn.people(worker, PEOPLE)
    agencies = {"agency": {key: make_agency(key) for key in ("first", "clinic")}}
    stems = {"stem": {str(number): uuid.UUID(int=number) for number in range(20)}}
    day = drawn.day("2024-01")
    looked = {"assessed_by": worker, "suggested": "low", "next_on": day, "recorded_at": drawn.AT}
    known = {"assessment": drawn.stored(Assessment, ASSESSMENTS, cases, **looked)}
    drawn.stored(Score, SCORES, cases, known)
    plans = drawn.stored(Plan, PLANS, cases, review_on=day, written_by=worker, written_at=drawn.AT)
    goals = drawn.stored(Goal, GOALS, cases, {"plan": plans, **stems})
    drawn.stored(Action, ACTIONS, cases, {"plan": plans, "goal": goals, **agencies, **stems})
    met = drawn.stored(Conference, CONFERENCES, cases, recorded_by=worker, recorded_at=drawn.AT)
    drawn.stored(Attendance, THERE, cases, {"conference": met, **agencies})
    drawn.stored(Decision, DECISIONS, cases, {"conference": met}, owner=worker)
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_a_conference_says_how_many_agencies_were_there(mart):
    assert mart.sql("SELECT agencies FROM case_conference WHERE m = 202502") == [(2,)]
