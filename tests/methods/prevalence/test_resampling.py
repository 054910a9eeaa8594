"""Limits from resamples: bias-corrected and accelerated, with ties counted half."""

from dataclasses import replace

import numpy as np
import pytest

from tabara.methods.prevalence import PrevalenceError, capture_table, stepwise
from tabara.methods.prevalence.selection.resampling import (
    Acceleration,
    Resampled,
    accelerated,
    bca,
    doubts,
    draw,
    one_fewer,
    percentiles,
    read_resamples,
)
from tabara.methods.prevalence.study.found import Found
from tabara.methods.prevalence.study.looks.number import limits
from tests.methods.prevalence.published import published

BESIDE = (
    "At 95% the limits do not hold the estimate: most resamples lie on one side of it, and the correction for that "
    "goes beyond what they show."
)


def test_without_bias_and_acceleration_the_limits_are_the_percentiles() -> None:
    resampled = np.random.default_rng(2).normal(100, 10, 4000)
    plain = percentiles(resampled)
    assert [[one.low, one.high] for one in bca(resampled, Acceleration(0, 0))] == [
        pytest.approx(plain["95"]),
        pytest.approx(plain["80"]),
    ]


def test_resamples_equal_to_the_estimate_but_for_rounding_count_half() -> None:
    resampled = np.array([90.0, 110.0] * 10 + [100 * (1 + 1e-13)] * 40 + [100 * (1 - 1e-13)] * 40)
    assert accelerated(100.0, resampled, np.array([99.0, 101.0]), np.array([3.0, 3.0])) == Acceleration(0.0, 0.0)


def test_the_acceleration_of_a_mean_is_a_sixth_of_its_skewness() -> None:
    """As Efron has it: of n numbers, a is the skewness over six roots of n."""
    values = np.random.default_rng(3).exponential(1, 500)
    fewer = (values.sum() - values) / 499
    found = accelerated(float(values.mean()), values, fewer, np.ones(500)).a
    off = values - values.mean()
    assert found == pytest.approx((off**3).mean() / (off**2).mean() ** 1.5 / 6 / np.sqrt(500), rel=1e-9)


def test_where_all_resamples_lie_on_one_side_there_are_no_limits() -> None:
    assert bca(np.arange(50.0), Acceleration(-np.inf, 0.1)) == ()


def test_only_the_level_at_which_the_correction_turns_round_is_left_out() -> None:
    """Beyond 1 / a the formula would put the upper limit below the lower one: z is 3.46 at 95 %, 2.78 at 80 %."""
    levels = {a: [one.level for one in bca(np.arange(50.0), Acceleration(1.5, a))] for a in (0.28, 0.3, 0.37)}
    assert levels == {0.28: [95.0, 80.0], 0.3: [80.0], 0.37: []}


def test_limits_that_turn_round_are_told_as_that_and_those_that_do_not_stay() -> None:
    """One of 40,000 resamples lies above the estimate (z0 is 4.06); one person of 2,001 moves it (a is 1/6)."""
    table = capture_table("ABC", {(1, 0, 0): 1, (0, 1, 0): 900, (0, 1, 1): 1100})
    drawn, (fewer, weights) = draw(table, 40_000, np.random.default_rng(1)), one_fewer(table)
    rows = np.vstack([drawn[:1], drawn, fewer])
    tables = Resampled(rows, slice(1, 40_001), slice(40_001, len(rows)), weights)
    spread, without = np.linspace(90.0, 110.0, 40_000), np.where(weights == 1, 90.0, 100.0)
    turns, stays = (tables.limits(np.hstack([at, spread, without]), (95.0, 80.0)) for at in (spread[-1] - 1e-4, 100.0))
    assert [[one.level for one in intervals] for intervals, _ in (turns, stays)] == [[80.0], [95.0, 80.0]]
    said = "At 95% the correction of the limits turns round, so that the bootstrap gives none at this level."
    assert (doubts(*turns), doubts(*stays)) == ((said, BESIDE.replace("95", "80")), ())
    both = turns[1] | {"turned": [95.0, 80.0], "outside": []}
    assert doubts((), both) == (said, said.replace("95", "80"))


def test_limits_that_do_not_hold_the_estimate_are_told_as_that() -> None:
    """One resample of a hundred lies below the estimate: the correction runs off to the smallest of them."""
    table = published("Kosovo")
    drawn, (fewer, weights) = draw(table, 4_000, np.random.default_rng(1)), one_fewer(table)
    rows = np.vstack([drawn[:1], drawn, fewer])
    tables = Resampled(rows, slice(1, 4_001), slice(4_001, len(rows)), weights)
    spread, without = np.linspace(90.0, 110.0, 4_000), 91.0 - np.linspace(-1, 1, len(weights)) / 1e3
    beside, within = (
        tables.limits(np.hstack([at, spread, without]), (95.0, 80.0)) for at in (spread[40] + 1e-4, 100.0)
    )
    assert (beside[1]["outside"], within[1].get("outside")) == ([95.0, 80.0], None)
    assert (doubts(*beside), doubts(*within)) == ((BESIDE, BESIDE.replace("95", "80")), ())
    chief = stepwise(table, bootstrap=50, seed=1)
    told = replace(chief, diagnostics=chief.diagnostics | {"bootstrap": chief.diagnostics["bootstrap"] | beside[1]})
    seen = limits(Found(table, None, (told,), (), (), (), None, (), None), 0.05)
    assert (seen.passed, seen.said.endswith("They do not hold the estimate.")) == (False, True)


def test_limits_of_the_model_alone_do_not_stand_in_for_those_that_turned_round() -> None:
    table = published("Kosovo")
    chief = stepwise(table, bootstrap=50, seed=1)
    turned = replace(chief, intervals=chief.intervals[1:])
    assert [one.level for one in chief.intervals] == [95, 80, 95, 80]
    seen = [limits(Found(table, None, (one,), (), (), (), None, (), None), 0.05).passed for one in (chief, turned)]
    assert seen == [True, False]


def test_resamples_without_an_estimate_open_the_limits_and_are_told() -> None:
    """One person alone stands on two lists: a third of the resamples has lost them, and knows no upper limit."""
    counts = {(1, 0, 0): 12, (0, 1, 0): 9, (0, 0, 1): 11, (1, 1, 0): 1}
    found = stepwise(capture_table("ABC", counts), bootstrap=400, seed=1)
    failed, told = found.diagnostics["bootstrap"]["failed"], found.interval(95)
    assert 0.25 < failed < 0.45
    assert found.reasons == (f"{failed:.0%} of the resamples have no estimate; the limits allow for anything in them.",)
    assert told is not None
    assert (told.low < 140, told.high, found.as_dict()["intervals"]["95"][1]) == (True, np.inf, None)
    assert stepwise(published("Kosovo"), bootstrap=100, seed=1).reasons == ()


def test_what_is_drawn_has_as_many_people_in_histories_that_were_seen() -> None:
    table = published("UKdat")
    rows = draw(table, 300, np.random.default_rng(1))
    seen = np.flatnonzero(rows.sum(axis=0))
    assert (set(rows.sum(axis=1)), set(seen.tolist()) <= set(table.canonical.histories)) == ({2744.0}, True)
    at = table.canonical.mask("PF")
    assert rows[:, at].mean() == pytest.approx(907, abs=5 * np.sqrt(907 / 300))


def test_one_person_fewer_is_taken_from_each_history_in_turn() -> None:
    rows, weights = one_fewer(published("Korea"))
    assert (set(rows.sum(axis=1)), sorted(weights), len(rows)) == ({122.0}, [5, 5, 6, 12, 41, 54], 6)


def test_resamples_are_read_whatever_the_order_of_their_columns_and_checked() -> None:
    table = capture_table(["B", "A"], {(1, 0): 4, (0, 1): 3, (1, 1): 2})
    assert read_resamples(table, "h11,h10,h01\n1,5,3\n").tolist() == [[0.0, 3.0, 5.0, 1.0]]


WRONG = {
    "h11,h10,h01\n1,5,4\n": "Each resample must have 9 people",
    "h111\n9\n": "“h111” is no history",
    "h00,h11\n0,9\n": "“h00” is no history",
    "": "The file of resamples is empty",
    "h11,h10\n": "The file of resamples is empty",
    "h11,h10\n1,5,3\n": "a cell for it",
    "h11,h11\n4,5\n": "Each history needs one column",
    "h11,h10,h01\n1,5.5,2.5\n": "every cell is a whole number",
    "h11,h10,h01\n-1,5,5\n": "every cell is a whole number",
}


@pytest.mark.parametrize("text", WRONG)
def test_resamples_that_cannot_be_of_the_table_are_refused(text: str) -> None:
    with pytest.raises(PrevalenceError, match=WRONG[text]):
        read_resamples(capture_table(["B", "A"], {(1, 0): 4, (0, 1): 3, (1, 1): 2}), text)
