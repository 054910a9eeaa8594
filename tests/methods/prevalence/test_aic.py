"""The United Kingdom's number of 2014, "10,000 to 13,000", and the same search on the other published tables.

The reference tells whole people; estimates agree within half a person.
"""

import pytest

from tabara.methods.prevalence import PrevalenceError, Status, aic_stepwise, capture_table
from tabara.methods.prevalence.loglinear import as_row, fit
from tabara.methods.prevalence.selection.models import main_effects, space_of
from tabara.methods.prevalence.selection.profile import profiled
from tests.methods.prevalence.published import published

R3 = {
    "UKdat": (11409, 9982, 13182),
    "UKdat_5": (11304, 9889, 13063),
    "UKdat_4": (11007, 9588, 12772),
    "Ned": (60320, 53302, 68746),
    "Ned_5": (145983, 119369, 181009),
}


@pytest.mark.parametrize("name", R3)
def test_the_estimate_and_its_limits_are_the_published_ones(name: str) -> None:
    found = aic_stepwise(published(name))
    told = found.interval(95)
    assert told
    assert (found.value, told.low, told.high) == tuple(pytest.approx(one, abs=0.55) for one in R3[name])
    assert found.status is Status.ESTIMATED


def test_the_limits_at_80_per_cent_are_the_published_ones() -> None:
    told = aic_stepwise(published("UKdat")).interval(80)
    assert told
    assert (told.low, told.high) == (pytest.approx(10442, abs=0.5), pytest.approx(12523, abs=0.5))


def test_the_numbers_do_not_drift() -> None:
    found = aic_stepwise(published("UKdat"))
    told = found.interval(95)
    assert found.value == pytest.approx(11408.920020635, rel=1e-9)
    assert told
    assert (told.low, told.high) == (pytest.approx(9982.256569, rel=1e-8), pytest.approx(13181.68762, rel=1e-8))


def test_main_effects_have_the_published_limits() -> None:
    table = published("UKdat").canonical
    space, y = space_of(table), as_row(table)
    included = main_effects(space)
    hidden = fit(space, y[None, :], included[None, :]).hidden[0]
    value, (told,) = profiled(space, y, included, float(hidden), (95.0,))
    assert (value, told.low, told.high) == tuple(pytest.approx(one, abs=0.5) for one in (12209, 10984, 13648))


def test_it_is_told_where_the_search_ended_and_what_lies_beyond() -> None:
    """The published search ends at the first pair that shares nobody: the Dutch number would be a third smaller."""
    told = aic_stepwise(published("Ned")).diagnostics
    assert (told["ended_at"], told["past_empty_overlaps"]["aic"]) == ("K:R", pytest.approx(191.116987, abs=1e-6))
    assert told["past_empty_overlaps"]["estimate"] == pytest.approx(41535.06, abs=0.01)
    assert "ended_at" not in aic_stepwise(published("Kosovo")).diagnostics


def test_no_overlap_gives_no_number_and_two_lists_are_refused() -> None:
    found = aic_stepwise(capture_table("ABC", {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20}))
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    with pytest.raises(PrevalenceError, match="needs at least 3 lists"):
        aic_stepwise(capture_table("AB", {(1, 0): 3, (1, 1): 2}))


def test_where_the_likelihood_falls_from_those_seen_on_they_are_the_estimate_and_the_search_for_limits_ends() -> None:
    """The upper limits are where a general optimiser finds the multinomial likelihood fallen by half of chi-squared."""
    counts = {(1, 0, 1, 0): 2, (1, 1, 1, 0): 1, (0, 0, 0, 1): 6, (1, 0, 0, 1): 20, (0, 0, 1, 1): 1, (1, 0, 1, 1): 2}
    found = aic_stepwise(capture_table("ABCD", counts))
    wide, narrow = found.interval(95), found.interval(80)
    assert (found.value, found.model, wide is not None, narrow is not None) == (32.0, (), True, True)
    assert wide
    assert narrow
    assert (wide.low, wide.high, narrow.high) == (32.0, pytest.approx(34.7985932, abs=1e-6), pytest.approx(33.52245))
