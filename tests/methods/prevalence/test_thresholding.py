"""The published posteriors come out within chance, and where a flat prior has no posterior there is no number."""

from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings

from tabara.methods.prevalence import CaptureTable, PrevalenceError, Status, capture_table
from tabara.methods.prevalence.hamiltonian import Posterior, draw, highest
from tabara.methods.prevalence.thresholding import bayes_threshold
from tests.methods.prevalence.awkward import AWKWARD, drawn_tables, orders
from tests.methods.prevalence.published import published

# Medians and limits from the vignette of the R package modslavmse: one Metropolis chain of 10,000 turns each.
PUBLISHED = [
    ("Kosovo", "normal", 13_971.48, (12_236.22, 16_389.40)),
    ("UKdat_5", "flat", 12_188.27, (10_652.4, 13_946.8)),
    ("UKdat_5", "normal", 12_400.3, (11_061.0, 14_240.0)),
    ("UKdat", "normal", 12_345.7, (10_891.0, 14_408.0)),
    ("Ned_5", "normal", 49_960.0, (44_879.0, 57_344.0)),
    ("Korea", "normal", 152.9, (134.0, 201.0)),
]
THEIR_TURNS = 10_000
METROPOLIS = 0.331  # draws that are worth one, per turn and coefficient (Gelman, Roberts and Gilks 1996)


@pytest.mark.parametrize(("name", "prior", "median", "limits"), PUBLISHED)
def test_the_published_posteriors_come_out_within_chance(
    name: str, prior: str, median: float, limits: tuple[float, float]
) -> None:
    table = published(name)
    found = bayes_threshold(table, prior=prior)  # type: ignore[arg-type] - a word that is wrong or is given
    quoted = found.interval(95)
    assert quoted is not None
    worth = THEIR_TURNS * METROPOLIS / (1 + len(table.lists) + len(found.model or ()))
    ours = ((0.025, quoted.low, limits[0]), (0.5, found.value, median), (0.975, quoted.high, limits[1]))
    for share, value, theirs in ours:
        own = found.diagnostics["monte_carlo_errors"][str(share)]
        error = own * np.sqrt(100 * 400 / worth)  # of a run that is worth fewer draws, each as good as ours
        assert value == pytest.approx(theirs, abs=3 * np.hypot(own, error)), share


def test_the_errors_by_chance_are_small() -> None:
    found = bayes_threshold(published("UKdat_5")).diagnostics
    assert found["monte_carlo_errors"]["0.5"] < 10
    assert found["monte_carlo_errors"]["0.975"] < 25
    assert found["rhat"] < 1.01


def test_two_seeds_differ_by_chance_only_and_one_seed_not_at_all() -> None:
    one, other, again = (bayes_threshold(published("UKdat"), seed=seed) for seed in (1, 2, 1))
    error = one.diagnostics["monte_carlo_errors"]["0.5"]
    assert one.value is not None
    assert (one.value == again.value, one.value == other.value) == (True, False)
    assert one.value == pytest.approx(other.value, abs=4 * np.sqrt(2) * error)
    assert one.provenance.seed == 1


def test_a_flat_prior_without_a_posterior_is_refused() -> None:
    found = bayes_threshold(published("Korea"), prior="flat")
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    assert "The model with all pairs of lists has no estimate for this table" in found.reasons[0]


def test_a_pair_at_the_threshold_is_kept_and_what_it_decides_is_said() -> None:
    found = bayes_threshold(published("UKdat_5"), prior="flat")
    assert found.diagnostics["at_threshold"] == ("LA:PFNCA",)
    assert found.diagnostics["ratios"]["LA:PFNCA"] == pytest.approx(1.99, abs=0.04)
    assert found.diagnostics["estimate_without_these"] == pytest.approx(11_490, abs=40)
    assert "without them the median is 11,4" in found.reasons[0]
    assert "LA:GP" not in found.diagnostics["ratios"]  # nobody is on both: its histories are left out


def test_triples_are_asked_for_only_where_all_their_pairs_were_kept() -> None:
    plain, more = (bayes_threshold(published("Kosovo"), triples=asked) for asked in (False, True))
    assert {term.count(":") for term in plain.model or ()} == {1}
    assert {"EXH:ABA:OSCE", "EXH:OSCE:HRW"} <= more.diagnostics["ratios"].keys()
    assert more.value is not None
    assert plain.value is not None
    assert more.value < plain.value


# By importance sampling from a multivariate t, another program, 400,000 draws: Kosovo with both triples, with one.
BOTH, ONE = (9878.4, 11936.0, 14973.1), 10309.4


def test_with_triples_the_posterior_is_the_one_that_another_program_finds() -> None:
    """The package prints 11,814 (10,015–14,568) from a chain whose median moves by 90 from seed to seed."""
    found = bayes_threshold(published("Kosovo"), triples=True)
    told = found.interval(95)
    assert told is not None
    errors = found.diagnostics["monte_carlo_errors"]
    for got, exact, at in ((told.low, BOTH[0], "0.025"), (found.value, BOTH[1], "0.5"), (told.high, BOTH[2], "0.975")):
        assert got == pytest.approx(exact, abs=4 * errors[at])


def test_a_triple_at_the_threshold_is_told_with_the_number_without_it() -> None:
    """The ratio is 2.51; the package's chain, whose ratio moves by 0.14, found 2.45 and printed 10,314."""
    found = bayes_threshold(published("Kosovo"), triples=True, threshold=2.5)
    assert found.diagnostics["at_threshold"] == ("EXH:OSCE:HRW",)
    assert found.diagnostics["estimate_without_these"] == pytest.approx(ONE, abs=30)


def test_with_a_flat_prior_triples_stay_out_where_the_model_with_them_has_no_estimate() -> None:
    """The vignette's example; its estimate moves between thousands, so that only the model is compared."""
    found = bayes_threshold(published("Western"), prior="flat", triples=True, threshold=0.2)
    assert (found.model, found.diagnostics["minus_infinity"]) == (
        ("A:C", "A:D", "A:E", "B:C", "B:D", "C:D", "C:E", "D:E"),
        ("A:B", "B:E"),
    )
    assert found.reasons[0].startswith("With interactions of three lists a flat prior has no posterior")


def test_a_triple_that_nobody_stands_on_is_asked_for_too() -> None:
    """Every pair shares people, A, B and C together nobody: a normal prior weighs that, a flat one bars the history."""
    counts = {cell: 3 + at for at, cell in enumerate(product((0, 1), repeat=4)) if any(cell) and cell[:3] != (1, 1, 1)}
    table = capture_table("ABCD", counts)
    normal = bayes_threshold(table, triples=True)
    assert "A:B:C" in normal.diagnostics["ratios"]
    flat = bayes_threshold(table, prior="flat", triples=True)
    assert ("A:B:C" in flat.diagnostics["ratios"], "A:B:C" in flat.diagnostics["minus_infinity"]) == (False, True)


def test_draws_have_the_distribution_that_is_known_where_it_is_known() -> None:
    """One count with a flat prior: its logarithm's exponential is a gamma variable."""
    posterior = Posterior(np.array([7.0]), np.array([[1.0]]), np.array([0.0]))
    drawn = np.exp(draw(posterior, np.random.default_rng(1), chains=200, draws=300, warm=50)[:, :, 0])
    assert highest(posterior)[0] == pytest.approx(np.log(7.0))
    assert drawn.mean() == pytest.approx(7.0, abs=0.06)
    assert drawn.var() == pytest.approx(7.0, abs=0.25)


def test_a_posterior_without_a_top_is_told() -> None:
    with pytest.raises(PrevalenceError, match="does not bound"):
        highest(Posterior(np.array([0.0]), np.array([[1.0]]), np.array([0.0])))


def test_impossible_histories_are_left_out() -> None:
    counts = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 8, (0, 1, 1): 7}
    barred = capture_table(["A", "B", "C"], counts, impossible=[(1, 0, 1), (1, 1, 1)])
    free = capture_table(["A", "B", "C"], counts)
    found = bayes_threshold(barred)
    assert found.status is Status.ESTIMATED
    assert found.diagnostics["ratios"].keys() == {"A:B", "B:C"}
    assert found.value != bayes_threshold(free).value


@given(drawn_tables, orders)
@settings(max_examples=5, deadline=None)
def test_the_order_of_lists_changes_nothing(table: CaptureTable, order: Random) -> None:
    shuffled = bayes_threshold(table.ordered(order.sample(table.lists, len(table.lists))))
    assert (shuffled.value, shuffled.intervals) == (bayes_threshold(table).value, bayes_threshold(table).intervals)


@pytest.mark.parametrize("case", AWKWARD)
@pytest.mark.parametrize("prior", ["normal", "flat"])
def test_a_table_that_cannot_tell_gets_no_number(case: str, prior: str) -> None:
    table, why = AWKWARD[case]
    found = bayes_threshold(table, prior=prior)  # type: ignore[arg-type] - a word that is wrong or is given
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    assert why in found.reasons[0]


@pytest.mark.parametrize("wrong", [{"prior": "jeffreys"}, {"threshold": 0.0}, {"threshold": float("nan")}])
def test_an_option_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(PrevalenceError, match="normal"):
        bayes_threshold(published("Korea"), **wrong)  # type: ignore[arg-type] - a word that is wrong or is given
