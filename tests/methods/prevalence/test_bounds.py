"""A least number is one, two lists are shown with every dependence between them, and a claim has its tipping point."""

from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy.stats import norm

from tabara.methods.prevalence import CaptureTable, Estimate, PrevalenceError, Status, capture_table
from tabara.methods.prevalence.bounds import chao_bound, pairs_bound
from tabara.methods.prevalence.sensitivity import FACTORS, curve, no_highest_interaction, tipping
from tabara.methods.prevalence.two_lists import chapman, lincoln_petersen
from tests.methods.prevalence.awkward import AWKWARD, drawn_tables, orders
from tests.methods.prevalence.published import published

EXACT = 1e-6  # relative, of point estimates
TWO = capture_table(["A", "B"], {(1, 0): 40, (0, 1): 30, (1, 1): 6})


def expected(people: int, classes: list[tuple[float, list[float]]]) -> CaptureTable:
    """The table that so many people give on the average, in classes of a share and chances to stand on each list."""
    lists = "ABCDEF"[: len(classes[0][1])]
    counts = {}
    for history in product((0, 1), repeat=len(lists)):
        chances = (
            share * np.prod([p if on else 1 - p for p, on in zip(each, history, strict=True)])
            for share, each in classes
        )
        counts[history] = round(people * float(sum(chances)))
    counts.pop((0,) * len(lists))
    return capture_table(list(lists), counts)


@pytest.mark.parametrize(
    ("name", "once", "twice", "bound"),
    [("Korea", 51, 60, 123 + 51**2 / 120), ("Kosovo", 3_218, 882, 4_400 + 3_218**2 / 1_764)],
)
def test_chaos_bound_is_his_formula(name: str, once: int, twice: int, bound: float) -> None:
    found = chao_bound(published(name))
    assert (found.diagnostics["on_one"], found.diagnostics["on_two"]) == (once, twice)
    assert found.value == pytest.approx(bound, rel=EXACT)
    assert found.status is Status.LOWER_BOUND_ONLY


def test_chaos_interval_is_log_normal_with_his_variance() -> None:
    once, twice, ratio = 51, 60, 51 / 60
    hidden = once**2 / (2 * twice)
    variance = twice * (ratio**2 / 2 + ratio**3 + ratio**4 / 4)
    wide = np.exp(norm.ppf(0.975) * np.sqrt(np.log(1 + variance / hidden**2)))
    found = chao_bound(published("Korea")).interval(95)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((123 + hidden / wide, 123 + hidden * wide), rel=EXACT)


def test_lists_of_unequal_reach_make_chaos_bound_too_large_and_the_pairs_bound_right() -> None:
    people = 10_000_000
    table = expected(people, [(1.0, [0.30, 0.10, 0.05, 0.02])])
    assert pairs_bound(table).value == pytest.approx(people, rel=1e-4)
    chao = chao_bound(table)
    assert chao.value is not None
    assert chao.value > 1.2 * people
    assert chao.diagnostics["by_pairs"] == pairs_bound(table).value
    assert "there are at least 10,0" in chao.reasons[0]


def test_the_uk_lists_are_such_lists() -> None:
    chao, pairs = chao_bound(published("UKdat")), pairs_bound(published("UKdat"))
    assert (round(chao.value or 0), round(pairs.value or 0)) == (15_628, 12_254)
    assert "at least 12,254: quote that number" in chao.reasons[0]


@given(
    strategies.lists(strategies.floats(0.05, 0.6), min_size=4, max_size=4),
    strategies.floats(0.1, 0.9),
    strategies.floats(0.1, 0.9),
)
@settings(max_examples=60, deadline=None)
def test_where_the_same_people_are_hard_to_find_by_every_list_the_pairs_bound_is_one(
    reach: list[float], share: float, harder: float
) -> None:
    people = 1_000_000_000
    odds = np.array(reach) / (1 - np.array(reach)) * harder
    table = expected(people, [(share, reach), (1 - share, list(odds / (1 + odds)))])
    found = pairs_bound(table)
    assert found.value is not None
    assert found.value <= people * 1.0001


def test_three_equal_lists_and_people_who_are_alike_make_chaos_bound_half_as_many_unseen_too_large() -> None:
    people = 1_000_000
    table = expected(people, [(1.0, [0.2] * 3)])
    hidden = people - table.observed
    assert chao_bound(table).value == pytest.approx(table.observed + 1.5 * hidden, rel=1e-4)
    assert pairs_bound(table).value == pytest.approx(people, rel=1e-4)


def test_nobody_on_exactly_two_lists_gives_no_bound_and_two_lists_none_either() -> None:
    none = capture_table(["A", "B", "C"], {(1, 0, 0): 5, (0, 1, 0): 5, (0, 0, 1): 5, (1, 1, 1): 2})
    barred = capture_table(["A", "B", "C"], {(1, 0, 0): 5, (0, 1, 0): 5, (0, 1, 1): 5}, impossible=[(1, 0, 1)])
    for bound in (chao_bound, pairs_bound):
        assert "Nobody stands on exactly two lists" in bound(none).reasons[0]
        assert "Two lists cannot bound" in bound(TWO).reasons[0]
        assert "impossible histories" in bound(barred).reasons[0]
        assert {bound(one).value for one in (none, TWO, barred)} == {None}


def test_nobody_on_one_list_alone_is_a_bound_of_those_seen() -> None:
    table = capture_table(["A", "B", "C"], {(1, 1, 0): 5, (0, 1, 1): 5, (1, 0, 1): 5})
    assert (chao_bound(table).value, chao_bound(table).intervals) == (15, ())


def test_two_lists_give_a_number_for_each_odds_ratio() -> None:
    found = lincoln_petersen(TWO, ratios=(0.5, 1.0, 2.0))
    assert (found.value, found.status) == (276.0, Status.LOWER_BOUND_ONLY)
    assert [one["estimate"] for one in found.diagnostics["by_odds_ratio"]] == [176.0, 276.0, 476.0]
    assert "Two lists cannot show" in found.reasons[0]
    assert len(lincoln_petersen(TWO).diagnostics["by_odds_ratio"]) == len(FACTORS)


def test_chapman_is_his_formula_with_sebers_variance() -> None:
    found = chapman(TWO)
    hidden = 47 * 37 / 7 - 1 - 76
    wide = np.exp(norm.ppf(0.9) * np.sqrt(np.log(1 + 47 * 37 * 40 * 30 / (7**2 * 8) / hidden**2)))
    narrow = found.interval(80)
    assert narrow is not None
    assert found.value == pytest.approx(76 + hidden, rel=EXACT)
    assert (narrow.low, narrow.high) == pytest.approx((76 + hidden / wide, 76 + hidden * wide), rel=EXACT)


@pytest.mark.parametrize("estimator", [lincoln_petersen, chapman])
@pytest.mark.parametrize(
    ("table", "why"),
    [
        (published("Korea"), "takes two lists; the table has 3"),
        (capture_table(["A", "B"], {(1, 0): 4, (0, 1): 5}), "share nobody"),
        (capture_table(["A", "B"], {(1, 1): 4, (0, 1): 5}), "Everybody on “A” stands on “B”"),
        (capture_table(["A", "B"], {(1, 1): 4, (0, 1): 5}, impossible=[(1, 0)]), "impossible"),
    ],
)
def test_two_lists_that_cannot_tell_get_no_number(estimator: object, table: CaptureTable, why: str) -> None:
    found = estimator(table)  # type: ignore[operator] - each takes a table
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    assert why in found.reasons[0]


def test_without_the_highest_interaction_three_lists_have_a_closed_form() -> None:
    full = capture_table(
        ["A", "B", "C"],
        {(1, 0, 0): 30, (0, 1, 0): 25, (0, 0, 1): 40, (1, 1, 0): 12, (1, 0, 1): 15, (0, 1, 1): 11, (1, 1, 1): 6},
    )
    hidden = 30 * 25 * 40 * 6 / (12 * 15 * 11)
    assert no_highest_interaction(full).value == pytest.approx(139 + hidden, rel=EXACT)
    assert no_highest_interaction(full, factor=2.5).value == pytest.approx(139 + 2.5 * hidden, rel=EXACT)
    spread = np.sqrt(1 / 30 + 1 / 25 + 1 / 40 + 1 / 12 + 1 / 15 + 1 / 11 + 1 / 6)
    limits = no_highest_interaction(full).interval(95)
    assert limits is not None
    assert limits.high == pytest.approx(139 + hidden * np.exp(norm.ppf(0.975) * spread), rel=EXACT)


def test_an_empty_history_makes_its_product_say_nothing() -> None:
    found = no_highest_interaction(published("Korea"))
    assert (found.value, "1 of the 7 histories are empty" in found.reasons[0]) == (None, True)


def test_the_curve_moves_the_unseen_only_and_the_tipping_point_lies_on_it() -> None:
    one = no_highest_interaction(published("Kosovo"))
    assert one.value is not None
    at = tipping(one, 20_000.0)
    (point,) = curve(one, (at,))
    assert point.total == pytest.approx(20_000, rel=EXACT)
    same = next(point for point in curve(one) if point.factor == 1.0)
    quoted = one.interval(95)
    assert quoted is not None
    assert (same.total, same.low, same.high) == pytest.approx((one.value, quoted.low, quoted.high), rel=EXACT)


@pytest.mark.parametrize("factors", [(), (0.0,), (-1.0,), (float("nan"),)])
def test_a_factor_that_means_nothing_is_refused(factors: tuple[float, ...]) -> None:
    one = no_highest_interaction(published("Kosovo"))
    with pytest.raises(PrevalenceError, match="above nought"):
        curve(one, factors)


def test_without_a_number_nothing_tips_over() -> None:
    none: Estimate = no_highest_interaction(published("Korea"))
    with pytest.raises(PrevalenceError, match="nothing whose sensitivity"):
        curve(none)
    with pytest.raises(PrevalenceError, match="no factor of them"):
        tipping(none, 500)
    with pytest.raises(PrevalenceError, match="must be above that"):
        tipping(no_highest_interaction(published("Kosovo")), 4_400)


@given(drawn_tables, orders)
@settings(max_examples=40, deadline=None)
def test_the_order_of_lists_changes_nothing(table: CaptureTable, order: Random) -> None:
    shuffled = table.ordered(order.sample(table.lists, len(table.lists)))
    for method in (chao_bound, pairs_bound, no_highest_interaction):
        assert method(shuffled).as_dict() == method(table).as_dict()


@pytest.mark.parametrize("case", AWKWARD)
def test_a_table_that_cannot_tell_gets_no_number(case: str) -> None:
    table, why = AWKWARD[case]
    found = no_highest_interaction(table)
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    assert why in found.reasons[0]
