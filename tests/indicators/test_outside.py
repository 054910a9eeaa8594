"""What others recommend, what became of it, and the documents that hold, as drawn tables and their figures."""

import pytest

from tabara.indicators import compute, indicators
from tabara.methods.disclosure import INTERNAL
from tabara.partnership.models import (
    Decision,
    Evidence,
    Guidance,
    GuidanceVersion,
    Meeting,
    Membership,
    Recommendation,
    RecommendationTie,
)
from tests.factories import make_agency, make_member
from tests.indicators import drawn
from tests.indicators.drawn import figure

pytestmark = pytest.mark.django_db(databases="__all__")
RECOMMENDATIONS = """
name   | review | year | dated_on   | pillar     | state     | due_on     | settled_on
-------|--------|------|------------|------------|-----------|------------|-----------
done   | mirror | 2025 | 2025-01-10 | protection | done      | 2025-06-30 | 2025-06-30
tardy  | mirror | 2025 | 2025-02-10 | protection | done      | 2025-04-30 | 2025-05-01
late   | mirror | 2025 | 2025-03-10 | prevention | under_way | 2025-09-30 | -
later  | mirror | 2025 | 2025-04-10 | prevention | open      | 2027-01-31 | -
noday  | window | 2025 | 2025-05-10 | prevention | open      | -          | -
never  | window | 2025 | 2025-06-10 | prevention | rejected  | 2025-08-31 | 2025-07-01
before | window | 2024 | 2024-06-10 | prevention | open      | -          | -
"""
MEETINGS = """
name | group      | held_on
-----|------------|-----------
jan  | commission | 2025-01-20
feb  | commission | 2025-02-20
may  | commission | 2025-05-10
"""
DECISIONS = """
name | meeting | number | due_on
-----|---------|--------|--------
jan  | jan     | 1      | 2025-03
feb  | feb     | 1      | 2025-03
may  | may     | 1      | 2025-06
"""
TIES = """
recommendation | decision | activity | tied_on | untied_on
---------------|----------|----------|---------|----------
done           | jan      | -        | 2025-01 | -
done           | may      | -        | 2025-05 | -
tardy          | feb      | -        | 2025-02 | 2025-03
tardy          | may      | -        | 2025-05 | -
late           | -        | 1.2      | 2025-03 | -
noday          | may      | -        | 2025-05 | -
"""
EVIDENCE = """
recommendation | dated_on | struck_on
---------------|----------|----------
done           | 2025-06  | -
done           | 2025-05  | -
tardy          | 2025-05  | -
late           | 2025-05  | 2025-06
"""
DOCUMENTS = """
name | kind      | theme    | audience   | withdrawn_on
-----|-----------|----------|------------|-------------
sop  | procedure | justice  | partners   | -
map  | leaflet   | children | public     | -
old  | leaflet   | children | public     | 2025-08-01
next | tool      | data     | commission | -
"""
VERSIONS = """
guidance | language | number | published_on
---------|----------|--------|-------------
sop      | fr       | 1      | 2024-05
sop      | fr       | 2      | 2025-03
sop      | rn       | 1      | 2025-04
map      | rn       | 1      | 2025-05
old      | fr       | 1      | 2025-01
next     | fr       | 1      | 2026-02
"""
COUNTED = {
    "outside_recommendations": 6,
    "outside_recommendations_open": 3,
    "outside_recommendations_due": 3,
    "outside_recommendations_done_in_time": 1,
    "outside_recommendations_late": 1,
    "outside_recommendations_shown": 2,
    "outside_days_to_decision": 10,  # the median of 10 (done), 89 (tardy) and 0 (noday)
    "documents_in_force": 2,
    "document_versions_published": 4,
}
BROKEN_DOWN = {
    ("outside_recommendations", "review"): {"mirror": 4, "window": 2},
    ("outside_recommendations_open", "pillar"): {"prevention": 3},
    ("outside_recommendations_due", "quarter"): {"2025-Q2": 2, "2025-Q3": 1},
    ("documents_in_force", "language"): {"fr": 1, "rn": 2},
    ("documents_in_force", "audience"): {"partners": 1, "public": 1},
    ("document_versions_published", "language"): {"fr": 2, "rn": 2},
}


@pytest.fixture
def mart(built):
    keeper, agency = make_member("secretariat"), make_agency("first")
    written = {"agency": agency, "recorded_by": keeper, "recorded_at": drawn.AT}
    usual = {"group": "commission", "kind": "ngo", "since": drawn.day("2020-01")}
    owner = Membership.objects.create(organisation="Red Lamp", **usual)
    met = drawn.stored(Meeting, MEETINGS, state="held", **written)
    taken = drawn.stored(Decision, DECISIONS, known={"meeting": met}, owner=owner, words="So be it.")
    asked = {"words": "Do it.", "source": "Page 3", "recorded_by": keeper, "recorded_at": drawn.AT}
    rows = drawn.stored(Recommendation, RECOMMENDATIONS, **asked)
    drawn.stored(RecommendationTie, TIES, known={"recommendation": rows, "decision": taken})
    drawn.stored(Evidence, EVIDENCE, known={"recommendation": rows}, words="Seen.", recorded_by=keeper)
    papers = drawn.stored(Guidance, DOCUMENTS, title="Paper", **written)
    held = {"kind": "pdf", "at_most": 100, "sealed": b"0", "added_by": keeper, "added_at": drawn.AT}
    drawn.stored(GuidanceVersion, VERSIONS, known={"guidance": papers}, **held)
    return built()


def test_what_was_drawn_counts_as_its_rule_says(mart):
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


@pytest.mark.parametrize(("review", "days"), [("mirror", 50), ("window", 0)])  # (10 + 89) / 2, to the even
def test_the_median_of_two_lies_between_them(mart, review, days):
    period = {"since": drawn.day("2025-01"), "until": drawn.day("2026-01")}
    (found,) = compute("outside_days_to_decision", mart=mart, rule=INTERNAL, where={"review": review}, **period)
    assert found.value == days


def test_a_median_is_only_taken_of_what_is_about_nobody(mart):
    assert [one.key for one in indicators().values() if one.middle and (not one.open or one.by)] == []


def test_a_review_is_called_by_its_name(mart):
    period = {"since": drawn.day("2025-01"), "until": drawn.day("2026-01")}
    found = compute("outside_recommendations", mart=mart, rule=INTERNAL, by=("review",), **period)
    assert {one.by["review"]: one.label["en"] for one in found} == {
        "mirror": "Mirror report (invented)",
        "window": "window",
    }
