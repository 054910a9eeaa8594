"""The definition of trafficking as a table: what was found, the age at entry, what the rule says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabara.protection.cases.models.grounds import conclude
from tabara.protection.cases.models.scoring import Indicator, is_positive, score

ACT, MEANS, PURPOSE = ["recruitment"], ["deception"], ["forced_labour"]


@pytest.mark.parametrize(
    ("acts", "means", "purposes", "age", "met", "child_rule", "missing"),
    [
        (ACT, MEANS, PURPOSE, 24, True, False, ()),
        (ACT, [], PURPOSE, 24, False, False, ("means",)),
        (ACT, [], PURPOSE, 18, False, False, ("means",)),
        (ACT, [], PURPOSE, 17, True, True, ()),
        (ACT, [], PURPOSE, None, True, True, ()),
        (ACT, MEANS, [], 17, False, True, ("purpose",)),
        ([], MEANS, PURPOSE, 24, False, False, ("act",)),
        ([], [], [], 30, False, False, ("act", "means", "purpose")),
        ([], [], [], 9, False, True, ("act", "purpose")),
    ],
)
def test_act_means_and_purpose(
    acts: list[str],
    means: list[str],
    purposes: list[str],
    age: int | None,
    met: bool,
    child_rule: bool,
    missing: tuple[str, ...],
) -> None:
    found = conclude(acts=acts, means=means, purposes=purposes, age_at_entry=age)
    assert (found.elements_met, found.child_rule, found.missing) == (met, child_rule, missing)


@pytest.mark.parametrize(
    ("means", "age", "sentence"),
    [
        (
            MEANS,
            24,
            (
                "The person was 24 at entry, an adult, so an act, a means and a purpose are all needed. "
                "All of them are there: the definition of trafficking is met."
            ),
        ),
        (
            [],
            24,
            (
                "The person was 24 at entry, an adult, so an act, a means and a purpose are all needed. "
                "Not found so far: a means. The definition is not met."
            ),
        ),
        (
            [],
            15,
            (
                "The person was 15 at entry, a child, so no means is needed. "
                "All of them are there: the definition of trafficking is met."
            ),
        ),
        (
            [],
            None,
            (
                "The age at entry is unknown, so the person is treated as a child and no means is needed. "
                "All of them are there: the definition of trafficking is met."
            ),
        ),
    ],
)
def test_the_conclusion_is_explained_in_a_sentence(means: list[str], age: int | None, sentence: str) -> None:
    assert conclude(acts=ACT, means=means, purposes=PURPOSE, age_at_entry=age).sentence == sentence


@given(st.booleans(), st.booleans(), st.booleans(), st.integers(0, 90))
def test_more_found_never_makes_less_of_it(act: bool, means: bool, purpose: bool, age: int) -> None:
    def met(a: bool, m: bool, p: bool) -> bool:
        return conclude(
            acts=ACT if a else [], means=MEANS if m else [], purposes=PURPOSE if p else [], age_at_entry=age
        ).elements_met

    assert met(act, means, purpose) <= met(True, means, purpose) <= met(True, True, purpose) <= met(True, True, True)


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "positive"),
    [
        (2, 0, 0, True),
        (1, 1, 0, True),
        (1, 0, 1, True),
        (1, 0, 0, False),
        (0, 3, 0, True),
        (0, 2, 1, True),
        (0, 2, 0, False),
        (0, 1, 5, False),
        (0, 0, 9, False),
    ],
)
def test_a_dimension_is_positive_as_the_delphi_survey_says(strong: int, medium: int, weak: int, positive: bool) -> None:
    assert is_positive(strong, medium, weak) is positive


def test_a_score_counts_each_dimension_on_its_own() -> None:
    found = score([Indicator("a", "deceptive", "S"), Indicator("b", "coercive", "M"), Indicator("c", "deceptive", "W")])
    assert [(d.dimension, d.strong, d.medium, d.weak, d.positive) for d in found] == [
        ("deceptive", 1, 0, 1, True),
        ("coercive", 0, 1, 0, False),
    ]
