"""The way home, what visits find, how cases end and begin again, as drawn tables and their figures."""

import pytest

from tabara.protection.cases.models import Case
from tabara.protection.reintegration.models import Ending, Episode, Reintegration, Return, Visit
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
RETURNS = """
person | state       | prepared_on | depart_on | arrived_on | outcome     | called_off_on | call_off_reason
-------|-------------|-------------|-----------|------------|-------------|---------------|----------------
Anna   | handed_over | 2025-01     | 2025-02   | 2025-02    | with_family | -             | -
Anna   | arrived     | 2025-05     | 2025-06   | 2025-06    | -           | -             | -
Bea    | called_off  | 2025-02     | 2025-03   | -          | -           | 2025-03       | not_safe
Bea    | prepared    | 2025-03     | 2025-04   | -          | -           | -             | -
Carl   | arrived     | 2024-03     | 2024-04   | 2024-04    | -           | -             | -
Eric   | arrived     | 2025-03     | 2025-04   | 2025-04    | -           | -             | -
"""
PLANS = """
name | person | starts_on
-----|--------|----------
a    | Anna   | 2025-01
b    | Bea    | 2025-01
e    | Eric   | 2025-01
"""
VISITS = """
name | plan | person | month | due_on     | state   | done_on    | economic | social | safe | risk | reason
-----|------|--------|-------|------------|---------|------------|----------|--------|------|------|----------
a1   | a    | Anna   | 1     | 2025-02-01 | kept    | 2025-02-02 | 2        | 3      | no   | high | -
a3   | a    | Anna   | 3     | 2025-03-31 | missed  | 2025-04-01 | -        | -      | -    | -    | put_off
a6   | a    | Anna   | 6     | 2025-07-01 | kept    | 2025-07-01 | 3        | 3      | yes  | low  | -
a12  | a    | Anna   | 12    | 2026-01-01 | planned | -          | -        | -      | -    | -    | -
b1   | b    | Bea    | 1     | 2025-02-01 | missed  | 2025-02-01 | -        | -      | -    | -    | not_found
b3   | b    | Bea    | 3     | 2025-04-01 | dropped | 2025-03-01 | -        | -      | -    | -    | declined
e1   | e    | Eric   | 1     | 2025-02-01 | kept    | 2025-02-01 | 2        | 3      | no   | high | -
"""
INSTEAD = """
plan | person | month | due_on     | state | done_on    | economic | social | safe | risk | instead_of
-----|--------|-------|------------|-------|------------|----------|--------|------|------|-----------
a    | Anna   | 3     | 2025-04-10 | kept  | 2025-04-11 | 1        | 4      | yes  | low  | a3
"""
ENDINGS = """
person | reason       | ended_on | reopened_on | reopen_reason
-------|--------------|----------|-------------|--------------
Anna   | lost_contact | 2025-03  | 2025-05     | found_again
Anna   | goals_met    | 2025-09  | -           | -
Bea    | declined     | 2024-03  | -           | -
Eric   | declined     | 2025-03  | 2025-04     | new_need
"""
EPISODES = """
person | follows | reason        | begun_on
-------|---------|---------------|---------
Anna   | Anna    | re_trafficked | 2025-10
Bea    | Bea     | came_back     | 2024-10
Eric   | Eric    | came_back     | 2025-10
"""
COUNTED = {
    "returns_prepared": 4,
    "returns_arrived": 2,
    "returns_called_off": 1,
    "people_returned": 1,
    "visits_due": 4,
    "visits_kept": 3,
    "visits_missed": 2,
    "visits_unsafe": 1,
    "visits_high_risk": 1,
    "outcomes_compared": 4,
    "outcomes_better": 2,
    "outcomes_worse": 1,
    "cases_closed": 3,
    "cases_reopened": 1,
    "people_with_new_episode": 1,
}
BROKEN_DOWN = {
    ("returns_prepared", "return_state"): {"handed_over": 1, "arrived": 1, "called_off": 1, "prepared": 1},
    ("returns_prepared", "from_country"): {"KE": 4},
    ("returns_called_off", "return_call_off"): {"not_safe": 1},
    ("visits_due", "visit_month"): {"1": 2, "3": 1, "6": 1},
    ("visits_kept", "quarter"): {"2025-Q1": 2, "2025-Q3": 1},
    ("visits_missed", "visit_missed"): {"put_off": 1, "not_found": 1},
    ("outcomes_better", "reintegration_dimension"): {"economic": 1, "social": 1},
    ("outcomes_worse", "visit_month"): {"3": 1},
    ("cases_closed", "closure_reason"): {"lost_contact": 1, "goals_met": 1, "unknown": 1},
    ("cases_reopened", "reopen_reason"): {"found_again": 1},
    ("people_with_new_episode", "episode_reason"): {"re_trafficked": 1},
}


@pytest.fixture
def mart(worker, built):
    cases = drawn.people(worker, PEOPLE)
    drawn.stored(Return, RETURNS, cases, from_country="KE", to_country="TZ", prepared_by=worker)
    made = {"start": "day", "made_by": worker, "made_on": drawn.day("2025-01")}
    known = {"plan": drawn.stored(Reintegration, PLANS, cases, **made)}
    known["instead_of"] = drawn.stored(Visit, VISITS, cases, known)
    drawn.stored(Visit, INSTEAD, cases, known)
    drawn.stored(Ending, ENDINGS, cases)
    drawn.stored(Episode, EPISODES, cases, {"follows": cases}, begun_by=worker)
    for name, on in (("Anna", "2025-09"), ("Bea", "2024-03"), ("Carl", "2025-08"), ("Eric", "2025-08")):
        Case._base_manager.filter(pk=cases[name].pk).update(status="closed", closed_on=drawn.day(on))
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN
