"""What is best for a child, cases that go to another agency, places asked for, and what became of plans: as drawn."""

import pytest

from tabara.methods.disclosure import PUBLIC
from tabara.protection.directory.models import Ask, Provider
from tabara.protection.planning.models import Action, BestInterests, Conference, Decision, Goal, Plan
from tabara.protection.referral.models import Transfer
from tests.factories import make_agency
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
PEOPLE = """
person | sex    | counted | opened
-------|--------|---------|-----------
Anna   | female | yes     | 2025-01-01
Bea    | female | yes     | 2025-01-01
Carl   | male   | yes     | 2025-01-01
Eric   | male   | no      | 2025-01-01
"""
BEST_INTERESTS = """
person | kind          | matter     | heard          | decision  | decided_on | review_by
-------|---------------|------------|----------------|-----------|------------|-----------
Anna   | assessment    | care       | talk           | relatives | 2025-01-31 | 2025-07-31
Anna   | determination | return     | play           | stay      | 2025-02-01 | 2025-08-01
Bea    | assessment    | care       | not_wished     | parents   | 2025-01-02 | 2025-07-02
Bea    | assessment    | separation | observed       | foster    | 2024-12-31 | 2025-07-02
Carl   | determination | return     | representative | stay      | 2026-01-05 | 2026-07-02
Eric   | determination | return     | talk           | stay      | 2025-01-05 | 2025-07-02
"""
TRANSFERS = """
person | code | holder | to     | state     | reason   | asked_at   | offered_at | ended_at   | decline_reason
-------|------|--------|--------|-----------|----------|------------|------------|------------|---------------
Anna   | t1   | first  | clinic | accepted  | services | 2025-02-01 | 2025-02-03 | 2025-02-10 | -
Bea    | t2   | first  | clinic | accepted  | moved    | 2025-02-01 | 2025-02-01 | 2025-02-09 | -
Carl   | t3   | first  | clinic | declined  | moved    | 2025-03-01 | 2025-03-01 | 2025-03-02 | no_place
Carl   | t4   | clinic | first  | declined  | services | 2025-05-01 | -          | 2025-05-02 | helped_here
Bea    | t5   | clinic | first  | requested | services | 2025-05-01 | -          | -          | -
Anna   | t6   | first  | clinic | withdrawn | services | 2025-06-01 | 2025-06-01 | 2025-06-02 | -
Anna   | t7   | first  | clinic | accepted  | services | 2024-02-01 | 2024-02-01 | 2024-02-02 | -
Eric   | t8   | first  | clinic | accepted  | services | 2025-02-01 | 2025-02-01 | 2025-02-02 | -
"""
ASKS = """
person | provider | kind  | since      | state     | asked_at   | answered_at | decline_reason
-------|----------|-------|------------|-----------|------------|-------------|---------------
Anna   | house    | women | 2025-02-10 | accepted  | 2025-02-01 | 2025-02-02  | -
Anna   | other    | girls | 2025-02-10 | declined  | 2025-02-01 | 2025-02-01  | no_place
Bea    | house    | women | 2025-02-10 | accepted  | 2025-02-01 | 2025-02-03  | -
Bea    | house    | unit  | 2025-04-10 | sent      | 2025-04-01 | -           | -
Carl   | other    | men   | 2025-04-10 | withdrawn | 2025-04-01 | -           | -
Carl   | other    | men   | 2024-04-10 | accepted  | 2024-04-01 | 2024-04-01  | -
Eric   | house    | men   | 2025-04-10 | accepted  | 2025-04-01 | 2025-04-01  | -
"""
PLANS = """
name | person | number | state     | agrees | submitted_at | decided_at
-----|--------|--------|-----------|--------|--------------|-----------
a1   | Anna   | 1      | approved  | yes    | 2025-02-01   | 2025-02-02
b1   | Bea    | 1      | approved  | no     | 2025-02-01   | 2025-02-02
c1   | Carl   | 1      | approved  | -      | 2025-02-01   | 2025-02-02
c2   | Carl   | 2      | submitted | yes    | 2025-04-01   | -
e1   | Eric   | 1      | approved  | yes    | 2025-02-01   | 2025-02-02
"""
GOALS = """
name | person | plan | stem | number | domain | state
-----|--------|------|------|--------|--------|------
g1   | Anna   | a1   | 1    | 1      | safety | open
"""
ACTIONS = """
person | plan | goal | stem | service | agency | due_on     | state   | dropped_for | ended_on
-------|------|------|------|---------|--------|------------|---------|-------------|-----------
Anna   | a1   | g1   | 11   | medical | clinic | 2025-03-10 | dropped | not_wanted  | 2025-03-01
Anna   | a1   | g1   | 12   | legal   | first  | 2025-04-10 | dropped | mistake     | 2025-03-01
Anna   | a1   | g1   | 13   | legal   | first  | 2025-04-10 | done    | -           | 2025-03-01
"""
DECISIONS = """
person | conference | number | due_on     | state   | dropped_for  | ended_on
-------|------------|--------|------------|---------|--------------|-----------
Anna   | one        | 1      | 2025-03-10 | dropped | not_possible | 2025-03-01
Anna   | one        | 2      | 2025-03-10 | done    | -            | 2025-03-01
"""
COUNTED = {
    "children_best_interests": 2,
    "best_interests_decided": 3,
    "best_interests_determined": 1,
    "best_interests_in_a_month": 2,
    "best_interests_child_spoke": 2,
    "transfers_begun": 6,
    "transfers_offered": 4,
    "transfers_accepted": 2,
    "transfers_declined": 2,
    "transfers_answered_in_a_week": 2,
    "places_asked": 5,
    "places_promised": 2,
    "places_declined": 1,
    "places_unanswered": 1,
    "places_answered_in_a_day": 2,
    "plans_agreed": 1,
    "plan_actions_dropped": 2,
    "conference_decisions_dropped": 1,
}
BROKEN_DOWN = {
    ("best_interests_decided", "best_interests_matter"): {"care": 2, "return": 1},
    ("best_interests_decided", "child_heard"): {"talk": 1, "play": 1, "not_wished": 1},
    ("best_interests_determined", "best_interests_option"): {"stay": 1},
    ("transfers_begun", "sender"): {"first": 4, "clinic": 2},
    ("transfers_accepted", "transfer_reason"): {"services": 1, "moved": 1},
    ("transfers_declined", "transfer_decline_reason"): {"no_place": 1, "helped_here": 1},
    ("places_asked", "provider"): {"clinic": 3, "unknown": 2},
    ("places_asked", "bed_kind"): {"women": 2, "girls": 1, "unit": 1, "men": 1},
    ("places_declined", "decline_reason"): {"no_place": 1},
    ("plan_actions_dropped", "drop_reason"): {"not_wanted": 1, "mistake": 1},
    ("conference_decisions_dropped", "drop_reason"): {"not_possible": 1},
}


@pytest.fixture
def mart(worker, built):
    cases, at, day = drawn.people(worker, PEOPLE), drawn.AT, drawn.day("2026-01")
    agencies = {one.key: one for one in (worker.agency, make_agency("clinic"))}
    drawn.stored(BestInterests, BEST_INTERESTS, cases, recorded_by=worker, recorded_at=at)
    drawn.stored(Transfer, TRANSFERS, cases, {"holder": agencies, "to": agencies}, asked_by=worker)
    house = {"kind": "shelter", "since": day, "verified_on": day, "verified_by": worker}
    providers = {
        "house": Provider.objects.create(name="House", agency=agencies["clinic"], **house),
        "other": Provider.objects.create(name="Other", agency=None, **house),
    }
    drawn.stored(Ask, ASKS, cases, {"provider": providers}, asked_by=worker, asked_from=worker.agency)
    plans = drawn.stored(Plan, PLANS, cases, review_on=day, written_by=worker, written_at=at)
    stems = {"stem": {str(number): f"00000000-0000-7000-8000-0000000000{number:02}" for number in range(20)}}
    goals = drawn.stored(Goal, GOALS, cases, {"plan": plans, **stems})
    drawn.stored(Action, ACTIONS, cases, {"plan": plans, "goal": goals, "agency": agencies, **stems})
    met = Conference._base_manager.create(case=cases["Anna"], held_on=day, recorded_by=worker, recorded_at=at)
    drawn.stored(Decision, DECISIONS, cases, {"conference": {"one": met}}, owner=worker)
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_so_few_are_withheld_from_the_public(mart):
    assert {key: figure(key, mart, rule=PUBLIC) for key in COUNTED} == dict.fromkeys(COUNTED)
