"""Percentages round half up, have the right denominator, and tell no small count."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings, strategies

from tabara.methods.disclosure import (
    INTERNAL,
    PUBLIC,
    DisclosureError,
    ctdc_shares,
    one_way,
    percentage,
    protect,
    protect_share,
    protected_shares,
    two_way,
)

EXAMPLE = {
    "recruiterFamily": [1, 1, None, None, None],
    "recruiterFriend": [None, 1, 1, None, None],
    "recruiterOther": [None, None, None, 1, None],
}


@pytest.mark.parametrize(
    ("count", "of", "printed"),
    [(1, 2, 50), (1, 8, 13), (3, 8, 38), (1, 200, 1), (1, 201, 0), (199, 200, 100), (0, 7, 0), (7, 7, 100), (2, 3, 67)],
)
def test_a_share_rounds_half_up(count: int, of: int, printed: int) -> None:
    assert percentage(count, of) == printed


def test_a_share_of_nobody_is_none() -> None:
    assert percentage(0, 0) is None


@given(strategies.integers(0, 10**7), strategies.integers(1, 10**7))
def test_a_share_is_what_the_exact_fraction_says(count: int, of: int) -> None:
    assert percentage(count, of) == floor(Fraction(100 * count, of) + Fraction(1, 2))


@pytest.mark.parametrize(("count", "of"), [(-1, 5), (1, -5)])
def test_a_negative_share_is_refused(count: int, of: int) -> None:
    with pytest.raises(DisclosureError, match="negative"):
        percentage(count, of)


@pytest.mark.parametrize(
    ("count", "of", "shown"),
    [(50, 200, 25), (9, 200, None), (195, 200, None), (191, 200, None), (190, 200, 95), (0, 200, 0), (200, 200, 100)],
)
def test_a_single_share_is_withheld_with_its_count_or_with_those_left_over(
    count: int, of: int, shown: int | None
) -> None:
    assert protect_share(count, of, PUBLIC) == shown


@pytest.mark.parametrize("count", [0, 4, 9])
def test_a_share_of_few_is_withheld(count: int) -> None:
    assert protect_share(count, 9, PUBLIC) is None


def test_internally_every_share_is_shown() -> None:
    assert protect_share(1, 3, INTERNAL) == 33


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(DisclosureError, match="6 of 5"):
        protect_share(6, 5, PUBLIC)


def test_the_shares_of_a_table_are_withheld_with_its_cells() -> None:
    assert protected_shares(protect(one_way([120, 45, 14, 3]), PUBLIC)) == (66, 25, None, None)
    assert protected_shares(protect(one_way([5, 3]), PUBLIC)) == (None, None)
    assert protected_shares(protect(one_way([1_157, 872]), PUBLIC)) == (57, 43)


def test_shares_of_a_crossed_table_are_refused() -> None:
    with pytest.raises(DisclosureError, match="one-way"):
        protected_shares(protect(two_way([[10, 20], [30, 40]]), PUBLIC))


@given(strategies.lists(strategies.integers(0, 60), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_share_is_shown_whose_count_or_remainder_is_small(counts: list[int]) -> None:
    shares = protected_shares(protect(one_way(counts), PUBLIC))
    for share, count in zip(shares, counts, strict=True):
        if any(0 < number < 10 for number in (count, sum(counts) - count, sum(counts))):
            assert share is None


def test_the_worked_example_of_the_ctdc_codebook_holds() -> None:
    shares = ctdc_shares(EXAMPLE)
    assert shares.informative == 4
    assert dict(shares.counts) == {"recruiterFamily": 2, "recruiterFriend": 2, "recruiterOther": 1}
    assert dict(shares.percentages) == {"recruiterFamily": 50, "recruiterFriend": 50, "recruiterOther": 25}


def test_an_answer_no_counts_as_no_answer() -> None:
    zeros = {name: [answer or 0 for answer in answers] for name, answers in EXAMPLE.items()}
    assert ctdc_shares(zeros) == ctdc_shares(EXAMPLE)


def test_a_group_that_nobody_answered_has_no_shares() -> None:
    shares = ctdc_shares({"means": [None, None]})
    assert shares.informative == 0
    assert dict(shares.percentages) == {"means": None}
    assert dict(shares.protected(PUBLIC)) == {"means": None}


def test_a_group_without_questions_is_empty() -> None:
    assert dict(ctdc_shares({}).percentages) == {}


def test_the_shares_of_a_group_are_protected_too() -> None:
    many = {name: answers * 30 for name, answers in EXAMPLE.items()}
    rare = many | {"recruiterIntimatePartner": [1] * 3 + [None] * 147}
    assert dict(ctdc_shares(rare).protected(PUBLIC)) == {
        "recruiterFamily": 50,
        "recruiterFriend": 50,
        "recruiterOther": 25,
        "recruiterIntimatePartner": None,
    }
    assert set(ctdc_shares(EXAMPLE).protected(PUBLIC).values()) == {None}
