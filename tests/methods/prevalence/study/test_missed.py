"""A link that was missed makes every number larger, a least number, too: a study says so, or gives none."""

from typing import Any

import pytest

from tabara.methods.prevalence import Status, capture_table
from tabara.methods.prevalence.study import Description, Justified, Linked, Study
from tests.methods.prevalence.published import published
from tests.methods.prevalence.study.quick import gate, quick

UK = published("UKdat_5")
WHY = {"linked": Justified("Two people labelled 400 pairs by hand; none was missed", "The unit")}
BY_KEYS, BY_FIELDS = Linked("tokens", {"scheme": "match-keys"}, misses=True), Linked("tokens", {"scheme": "fields"})


def told(**said: Any) -> Study:
    return quick(UK, methods=["stepwise"], description=Description(**said))


@pytest.mark.parametrize(
    ("said", "passed", "outcome"),
    [
        ({"linked": BY_KEYS}, False, Status.NOT_ESTIMABLE),
        ({"linked": BY_KEYS, "assumptions": WHY}, True, Status.LOWER_BOUND_ONLY),
        ({"linked": BY_FIELDS}, True, Status.LOWER_BOUND_ONLY),
        ({"assumptions": WHY}, True, Status.LOWER_BOUND_ONLY),
        ({}, None, Status.LOWER_BOUND_ONLY),
    ],
)
def test_lists_linked_by_match_keys_alone_give_no_number_unless_somebody_says_why_it_is_right(
    said: dict[str, Any], passed: bool | None, outcome: Status
) -> None:
    found = told(**said)
    assert (gate(found, "missed").passed, found.outcome) == (passed, outcome)
    assert (found.quoted is None) is (outcome is Status.NOT_ESTIMABLE)


def test_whoever_reads_a_number_is_told_what_a_missed_link_does() -> None:
    found = told()
    assert found.quoted is not None
    assert "A link that was missed makes the number larger" in found.quoted.warning


def test_a_least_number_holds_for_every_linkage() -> None:
    """Two agencies' 60 people alone are found to be 30: fewer were seen, more of them twice."""
    others = {(0, 0, 1): 90, (0, 1, 1): 12, (1, 0, 1): 9}
    table = capture_table("ABC", {(1, 0, 0): 120, (0, 1, 0): 110, (1, 1, 0): 20, **others})
    linked = {(1, 0, 0): 90, (0, 1, 0): 80, (1, 1, 0): 50, **others}
    alone = quick(table, methods=["stepwise"]).quoted
    among = quick(table, methods=["stepwise"], linkages=[table, capture_table("ABC", linked)])
    one = among.linkages
    assert alone is not None
    assert among.quoted is not None
    assert one is not None
    assert among.quoted.value < min(one.lowest or 0, 800)
    assert among.quoted.value < alone.value
    assert "people linked otherwise, gives fewer" in among.quoted.warning
