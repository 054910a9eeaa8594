"""How far the National Action Plan is, as drawn tables and their figures."""

import pytest

from tabara.partnership.models import PlanActivity, PlanObjective, PlanReport, PlanTarget, PlanVersion
from tests.factories import make_agency, make_member
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
VERSIONS = """
name | number | state  | loaded_at
-----|--------|--------|----------
old  | 1      | loaded | 2024-02
new  | 2      | loaded | 2025-02
gone | 3      | undone | 2025-03
"""
OBJECTIVES = """
name | version | pillar     | code | position
-----|---------|------------|------|---------
o1   | old     | prevention | 1    | 1
n1   | new     | prevention | 1    | 1
n2   | new     | protection | 2    | 2
n3   | new     | protection | 3    | 3
x1   | gone    | prevention | 1    | 1
"""
ACTIVITIES = """
name | objective | code | position | starts_on | due_on  | progress  | indicator         | budget | funded | currency
-----|-----------|------|----------|-----------|---------|-----------|-------------------|--------|--------|---------
was  | o1        | 1.1  | 1        | 2024-01   | 2024-12 | planned   | -                 | 100    | 100    | XTS
done | n1        | 1.1  | 1        | 2024-01   | 2025-05 | -         | -                 | 400    | 400    | XTS
slow | n1        | 1.2  | 2        | 2025-01   | 2025-06 | under_way | -                 | 600    | 200    | XTS
past | n1        | 1.3  | 3        | 2025-01   | 2025-09 | planned   | persons_assisted  | 50     | -      | USD
left | n2        | 2.1  | 4        | 2025-01   | 2025-10 | dropped   | -                 | -      | -      | -
next | n2        | 2.2  | 5        | 2027-01   | 2027-12 | -         | -                 | -      | -      | -
gone | x1        | 1.1  | 1        | 2025-01   | 2025-06 | planned   | -                 | 900    | 0      | XTS
"""
TARGETS = """
activity | year | value
---------|------|------
done     | 2024 | 10
done     | 2025 | 20
slow     | 2025 | 30
past     | 2025 | 5
next     | 2027 | 5
"""
REPORTS = """
activity | told_on | told_at | progress  | spent | funded | actual | actual_year
---------|---------|---------|-----------|-------|--------|--------|------------
was      | 2024-06 | 2024-06 | under_way | 90    | -      | -      | -
done     | 2025-04 | 2025-04 | done      | 350   | -      | 21     | 2025
slow     | 2025-03 | 2025-03 | done      | 10    | -      | -      | -
slow     | 2025-08 | 2025-08 | under_way | 100   | 300    | 29     | 2025
gone     | 2025-04 | 2025-04 | done      | 1     | -      | -      | -
"""
COUNTED = {
    "plan_activities": 5,
    "plan_activities_due": 3,
    "plan_activities_done_in_time": 1,
    "plan_activities_late": 2,
    "plan_activities_budgeted": 3,
    "plan_activities_unfunded": 1,
    "plan_budget": 1000,
    "plan_funded": 700,
    "plan_spent": 450,
    "plan_targets_due": 2,
    "plan_targets_met": 1,
    "plan_objectives": 3,
    "plan_objectives_without_activity": 1,
}
BROKEN_DOWN = {
    ("plan_activities", "pillar"): {"prevention": 3, "protection": 2},
    ("plan_activities_late", "quarter"): {"2025-Q2": 1, "2025-Q3": 1},
    ("plan_objectives_without_activity", "pillar"): {"protection": 1},
}


@pytest.fixture
def mart(built):
    keeper = make_member("secretariat")
    sent = {"agency": make_agency("first"), "sent_by": keeper, "sent_at": drawn.AT, "title": "NAP", "fingerprint": "f"}
    versions = drawn.stored(PlanVersion, VERSIONS, **sent)
    objectives = drawn.stored(PlanObjective, OBJECTIVES, known={"version": versions}, words="So be it.")
    lines = {name: PlanActivity().line for name in ("1.1", "1.2", "1.3", "2.1", "2.2")}
    activities = drawn.stored(
        PlanActivity, ACTIVITIES, known={"objective": objectives}, title="Do it.", owner="Red Lamp"
    )
    for one in activities.values():
        one.line = lines[one.code]
        one.save()
    drawn.stored(PlanTarget, TARGETS, known={"activity": activities})
    drawn.stored(PlanReport, REPORTS, known={"activity": activities}, told_by=keeper)
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_a_year_that_is_over_counts_the_version_that_was_in_force_then(mart):
    assert figure("plan_activities", mart, year=2024) == 1
    assert figure("plan_budget", mart, year=2024) == 100
    assert figure("plan_activities", mart, year=2023) == 0


def test_the_mart_and_the_pages_say_the_same_of_every_activity(mart):
    """The mart reads columns, and the pages read records: both must find the same standing."""
    from tabara.partnership.queries import plan

    version, standings = plan.plan(by=make_member("secretariat"))
    assert version.number == 2
    told = mart.sql("SELECT plan_progress, funded, spent, in_time FROM plan_activity WHERE in_force ORDER BY m, due_m")
    ours = sorted(standings, key=lambda one: (one.activity.starts_on, one.activity.due_on))
    said = [
        (
            one.progress.value,
            float(one.funded or 0) if one.activity.currency == "XTS" else 0.0,
            float(one.spent or 0),
            one.settled_on is not None and one.settled_on <= one.activity.due_on,
        )
        for one in ours
    ]
    assert told == said
