"""What a study says of the published tables, and of tables from which no number may come."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from tabara.methods.prevalence import CaptureTable, PrevalenceError, Status, capture_table, pooled
from tabara.methods.prevalence.estimators import Asked, attempted
from tabara.methods.prevalence.gibbs import Run
from tabara.methods.prevalence.study import Study, looks, study
from tabara.methods.prevalence.study.found import Found
from tests.methods.prevalence.awkward import AWKWARD
from tests.methods.prevalence.published import published
from tests.methods.prevalence.study.quick import FEW, gate, quick

HISTORIES = [(0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0), (1, 1, 1)]
LEAST, NONE = Status.LOWER_BOUND_ONLY, Status.NOT_ESTIMABLE


def failed(found: Study) -> list[str]:
    return [one.name for one in found.failed]


def test_kosovo_has_an_estimate_beside_those_of_every_other_method_and_is_told_with_its_doubts() -> None:
    chains = Run(chains=8, iterations=8_000, burn_in=2_000, thin=20)
    asked = [*FEW, "bayes", "no-highest", "latent"]
    found = study(published("Kosovo"), bootstrap=50, seed=2, methods=asked, chains=chains)
    assert (found.outcome, found.pilot, failed(found)) == (Status.ESTIMATED, False, ["lists_left_out", "references"])
    assert found.quoted is not None
    assert (found.quoted.method, round(found.quoted.value, 3)) == ("bic", 10356.519)
    assert (round(found.quoted.lowest), round(found.quoted.highest)) == (10_357, 16_942)
    low, high = found.quoted.limits["95"]
    assert low < 10_357 < 16_942 < high
    assert all(one.said in found.quoted.warning for one in found.failed)


@pytest.mark.parametrize(
    ("name", "ratio", "why"),
    [("UKdat_5", 2.24, ["peaks", "rivals", "bound"]), ("Ned_5", 3.11, ["rivals", "lists_left_out", "bound"])],
)
def test_tables_on_which_methods_disagree_give_a_least_number_at_most(name: str, ratio: float, why: list[str]) -> None:
    found = quick(published(name))
    assert gate(found, "agreement").saw == pytest.approx(ratio, abs=0.01)
    assert (found.outcome, {"agreement", *why} - set(failed(found))) == (LEAST, set())
    if name == "UKdat_5":
        assert gate(found, "width").passed is False
        assert gate(found, "peaks").said == "graphs has peaks at 11,726 and 24,306."
    assert found.quoted is not None
    numbers = [one.value for one in found.ensemble if one.value is not None]
    assert found.quoted.value <= min(numbers)


def test_four_british_lists_agree_within_limits_that_are_not_three_times_apart() -> None:
    found = quick(published("UKdat_4"), bootstrap=200)
    assert failed(found) == ["kinds"]  # classes of people were not asked
    one, told = gate(found, "width"), found.by("bic")
    limits = None if told is None else told.interval(95)
    assert limits is not None
    assert (one.saw, one.which) == (limits.high / limits.low, ("bic",))


def test_methods_of_one_kind_that_agree_on_too_few_of_people_found_unequally_are_no_confirmation() -> None:
    table = found_unequally(people=1_500)
    ensemble = tuple(attempted(method, table, Asked(bootstrap=0)) for method in ("stepwise", "aic"))
    found = Found(table, None, ensemble, (), (), (), None, (), None)
    assert (len(found.numbers), looks.agreement(found, 2).passed, max(found.numbers.values()) < 1_300) == (
        2,
        True,
        True,
    )
    assert (looks.kinds(found, 2).value, looks.kinds(found, 2).passed) == (1, False)


def test_where_methods_of_one_kind_alone_were_asked_a_least_number_is_left() -> None:
    found = quick(published("UKdat_4"), bootstrap=200, methods=["stepwise", "bic", "aic", "graphs", "no-highest"])
    assert (found.outcome, failed(found), gate(found, "kinds").saw) == (LEAST, ["kinds"], 1)


def found_unequally(people: int) -> CaptureTable:
    """Draw eight lists of people of whom some are found by all and others hardly by any."""
    rng = np.random.default_rng(1)
    ease = np.linspace(-2.7, -1.9, 8) + rng.normal(0, 1.2, people)[:, None]
    seen = rng.random((people, 8)) < 1 / (1 + np.exp(-ease))
    return capture_table("ABCDEFGH", Counter(tuple(map(int, row)) for row in seen if row.any()))


def test_chains_that_disagree_leave_a_least_number() -> None:
    run = Run(chains=6, iterations=400, burn_in=1, thin=4)
    found = study(published("UKdat_4"), bootstrap=0, methods=["latent"], chains=run)
    one = gate(found, "chains")
    assert (one.passed, one.which, one.saw is not None and one.saw > 1.05) == (False, ("latent",), True)


def test_korea_is_a_pilot_of_which_a_least_number_is_left() -> None:
    found = quick(published("Korea"), methods=None)
    assert (found.outcome, found.pilot, found.says.startswith("A pilot. At least 130 people")) == (LEAST, True, True)
    assert failed(found)[:2] == ["overlap", "existence"]
    assert found.quoted is not None
    assert (found.quoted.method, found.quoted.value) == ("pairs", 130.25)


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_tables_give_a_coded_status_with_the_cause(name: str) -> None:
    table, why = AWKWARD[name]
    found = quick(table)
    expected = {
        "two lists": (LEAST, "lists"),
        "no overlap": (NONE, "linked"),
        "a list alone": (NONE, "linked"),
        "a list inside another": (NONE, "nested"),
    }[name]
    assert (found.outcome, expected[1] in failed(found)) == (expected[0], True)
    assert (found.quoted is None) == (found.outcome is NONE)
    assert why.split(" ")[0] in " ".join([*(one.said for one in found.failed), *found.ensemble[3].reasons])


def test_two_lists_leave_the_smaller_of_their_estimates_as_the_least_number() -> None:
    found = quick(AWKWARD["two lists"][0])
    assert found.quoted is not None
    assert (found.quoted.method, round(found.quoted.value, 1)) == ("chapman", 247.4)
    assert [one.method for one in found.bounds] == ["chao", "pairs", "lincoln-petersen", "chapman"]
    assert found.sensitivity is not None
    assert all(one.total < two.total for one, two in pairwise(found.sensitivity.curve))


def of_a_province(north: int) -> dict[tuple[str, ...], CaptureTable]:
    """Two provinces with the same lists, but that list C names people of the south only, or a few of the north."""
    everywhere = {
        (1, 0, 0): 90,
        (0, 1, 0): 80,
        (1, 1, 0): 40,
        (0, 0, 1): 50,
        (1, 0, 1): 30,
        (0, 1, 1): 25,
        (1, 1, 1): 9,
    }
    there = {history: count for history, count in everywhere.items() if not history[2]}
    northern = capture_table("ABC", there | {(0, 0, 1): north}) if north else capture_table("AB", _two(there))
    return {("north",): northern, ("south",): capture_table("ABC", everywhere)}


def _two(counts: dict[tuple[int, int, int], int]) -> dict[tuple[int, ...], int]:
    return {history[:2]: count for history, count in counts.items()}


def test_a_list_that_covers_one_province_only_leaves_no_number() -> None:
    strata = of_a_province(0)
    found = quick(pooled(strata), strata=strata, methods=["stepwise"])
    one = gate(found, "coverage")
    assert (found.outcome, found.quoted, one.passed, one.which) == (NONE, None, False, ("C",))
    assert one.said == "“C” names nobody of north, where 45 would be expected."
    assert found.strata is not None
    assert found.strata.status is NONE or found.strata.status is LEAST
    wide = of_a_province(12)
    assert gate(quick(pooled(wide), strata=wide, methods=["stepwise"]), "coverage").passed is True


def test_without_resamples_no_limits_hold_the_choice_of_the_model() -> None:
    found = quick(published("Kosovo"), bootstrap=0)
    assert (found.outcome, gate(found, "limits").passed, found.trajectory, found.fits) == (LEAST, False, None, ())


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"methods": ["magic"]}, "There is no method “magic”"),
        ({"claim": 100}, "123 people were seen; a claim about the total must be above that"),
        ({"claim": float("inf")}, "a claim about the total must be above that, and a number"),
        ({"bootstrap": 5}, "5 resamples are too few"),
        ({"strata": {("f",): published("Kosovo")}}, "The strata do not add up to the table"),
        ({"linkages": [published("Kosovo")]}, "Every linkage needs the lists of the table: b, c, d"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_computed(asked: dict[str, object], why: str) -> None:
    with pytest.raises(PrevalenceError, match=why):
        quick(published("Korea"), **asked)
