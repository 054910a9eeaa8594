"""What the Commission met about and decided, as drawn tables and their figures."""

import datetime as dt

import pytest

from tabara.partnership.models import Decision, Meeting, Membership, Presence
from tests.factories import make_agency, make_member
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
MEMBERS = """
name | group      | organisation | kind | since
-----|------------|--------------|------|--------
red  | commission | Red Lamp     | ngo  | 2020-01
sun  | commission | Sun House    | ngo  | 2020-01
"""
MEETINGS = """
name | group      | held_on | state     | quorum
-----|------------|---------|-----------|-------
feb  | commission | 2025-02 | held      | 2
mar  | commission | 2025-03 | held      | 2
apr  | commission | 2025-04 | cancelled | -
may  | commission | 2025-05 | planned   | -
jun  | data       | 2025-06 | held      | 1
old  | commission | 2024-06 | held      | 1
"""
PRESENCES = """
meeting | membership | way
--------|------------|------------
feb     | red        | present
feb     | sun        | remote
mar     | red        | represented
mar     | sun        | excused
jun     | red        | present
old     | red        | present
"""
DECISIONS = """
meeting | number | due_on  | state   | settled_on
--------|--------|---------|---------|-----------
feb     | 1      | 2025-03 | done    | 2025-02
feb     | 2      | 2025-03 | done    | 2025-04
feb     | 3      | 2025-04 | dropped | 2025-03
mar     | 1      | 2025-04 | open    | -
mar     | 2      | 2027-04 | open    | -
jun     | 1      | 2025-07 | done    | 2025-07
"""
COUNTED = {
    "meetings_held": 3,
    "meetings_with_quorum": 2,
    "meeting_attendances": 4,
    "commission_decisions": 6,
    "commission_decisions_due": 4,
    "commission_decisions_done_in_time": 2,
    "commission_decisions_late": 1,
}
BROKEN_DOWN = {
    ("meetings_held", "working_group"): {"commission": 2, "data": 1},
    ("commission_decisions_due", "quarter"): {"2025-Q1": 2, "2025-Q2": 1, "2025-Q3": 1},
}


@pytest.fixture
def mart(built):
    keeper, agency = make_member("secretariat"), make_agency("first")
    members = drawn.stored(Membership, MEMBERS)
    written = {"agency": agency, "recorded_by": keeper, "recorded_at": drawn.AT}
    met = drawn.stored(Meeting, MEETINGS, **written)
    drawn.stored(Presence, PRESENCES, known={"meeting": met, "membership": members})
    drawn.stored(Decision, DECISIONS, known={"meeting": met}, owner=members["red"], words="So be it.")
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_a_decision_is_late_from_the_day_after_its_day(mart):
    late = mart.sql("SELECT due_m FROM commission_decision WHERE late")
    assert late == [(202504,)]
    assert dt.date(2025, 4, 1) < drawn.AT.date()
