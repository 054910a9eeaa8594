"""Chains that agree give the published posteriors within chance; chains that do not agree give no number."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.special import betaln, gammaln
from scipy.stats import nbinom

from tabara.methods.prevalence import CaptureTable, PrevalenceError, Status, capture_table
from tabara.methods.prevalence.gibbs import Run, unseen
from tabara.methods.prevalence.latent import draw, latent_classes
from tests.methods.prevalence.awkward import AWKWARD, drawn_tables, orders
from tests.methods.prevalence.published import published

# The R package LCMCR: four chains of 1,000 draws, every 50th turn after 10,000, with the same prior and cap.
PUBLISHED = {"Korea": (124.0, 138.0, 200.0), "Kosovo": (9_184.0, 10_482.0, 13_968.0)}
THEIR_CHAINS, THEIR_TURNS = 4, 50_000
SHORT = Run(chains=4, iterations=400, burn_in=100, thin=4, classes=4)


@pytest.mark.parametrize(("name", "before", "turns"), [("Korea", 2_000, 6_000), ("Kosovo", 12_000, 12_000)])
def test_the_published_posteriors_come_out_within_chance(name: str, before: int, turns: int) -> None:
    found = latent_classes(published(name), run=Run(iterations=turns, burn_in=before), seed=1).diagnostics
    ours = np.array([found["quantiles"][share] for share in ("0.025", "0.5", "0.975")])
    error = np.array([found["monte_carlo_errors"][share] for share in ("0.025", "0.5", "0.975")])
    theirs = error * np.sqrt(found["chains"] / THEIR_CHAINS * turns / THEIR_TURNS)  # of fewer and longer chains
    assert (np.abs(ours - PUBLISHED[name]) <= 3 * np.hypot(error, theirs) + 1).all()
    assert np.abs(ours / PUBLISHED[name] - 1).max() < 0.12


def test_chains_that_agree_give_a_number_with_its_errors() -> None:
    found = latent_classes(published("Korea"), run=Run(iterations=5_000, burn_in=1_000), seed=4)
    assert found.status is Status.ESTIMATED
    assert found.value == pytest.approx(138, abs=4)
    assert found.diagnostics["rhat"] < 1.05
    assert found.diagnostics["monte_carlo_errors"]["0.5"] < 2
    assert found.provenance.seed == 4


def test_chains_that_disagree_give_no_number_but_where_each_of_them_stayed() -> None:
    found = latent_classes(published("UKdat_5"), run=Run(iterations=2_000, burn_in=1_000), seed=1)
    assert (found.status, found.value, found.intervals) == (Status.NOT_ESTIMABLE, None, ())
    assert "The chains do not agree" in found.reasons[0]
    assert found.diagnostics["rhat"] > 1.05
    medians = found.diagnostics["chain_medians"]
    assert max(medians) > 1.5 * min(medians)


def test_with_one_class_it_is_independence_whose_posterior_is_known() -> None:
    """P(N) is then proportional to (N-1)!/(N-n)! times a beta function for each list: its quantiles, within chance."""
    table = capture_table(
        ["A", "B", "C"],
        {(1, 0, 0): 30, (0, 1, 0): 25, (0, 0, 1): 40, (1, 1, 0): 12, (1, 0, 1): 15, (0, 1, 1): 11, (1, 1, 1): 6},
    )
    drawn = draw(table, Run(chains=20, iterations=5_000, burn_in=200, thin=10, classes=2, rate=1e7), seed=3)
    numbers = np.arange(table.observed, 21 * table.observed)
    on = np.array([table.total(name) for name in table.lists])[:, None]
    weights = gammaln(numbers) - gammaln(numbers - table.observed + 1) + betaln(on + 1, numbers - on + 1).sum(axis=0)
    chances = np.exp(weights - weights.max()).cumsum()
    for share in (0.025, 0.5, 0.975):
        exact = numbers[np.searchsorted(chances / chances[-1], share)]
        each = np.quantile(drawn, share, axis=1)
        assert np.quantile(drawn, share) == pytest.approx(exact, abs=1 + 4 * each.std() / np.sqrt(20))


@pytest.mark.parametrize("missed", [0.3, 0.8, 0.9, 0.9995, 1.0])
def test_nobody_is_drawn_beyond_the_cap_and_below_it_all_as_likely_as_they_should_be(missed: float) -> None:
    observed, most, chains = 20, 100, 4_000
    drawn = unseen(observed, np.full(chains, missed), most, np.random.default_rng(5))
    weights = nbinom.logpmf(np.arange(most + 1), observed, max(1 - missed, 1e-15))
    chances = np.exp(weights - weights.max())
    expected = (np.arange(most + 1) * chances).sum() / chances.sum()
    assert drawn.max() <= most
    assert drawn.mean() == pytest.approx(expected, abs=4 * drawn.std() / np.sqrt(chains) + 1e-9)


def test_the_cap_is_a_parameter_and_is_said_where_it_decides() -> None:
    few = capture_table(
        ["A", "B", "C"],
        {(1, 0, 0): 90, (0, 1, 0): 80, (0, 0, 1): 70, (1, 1, 0): 1, (0, 1, 1): 1},
    )
    low, high = (draw(few, Run(chains=8, iterations=1_000, burn_in=500, cap=cap), seed=2) for cap in (5.0, 40.0))
    assert low.max() <= 6 * few.observed < np.quantile(high, 0.5)
    found = latent_classes(few, run=Run(chains=8, iterations=2_000, burn_in=500, cap=2.0), seed=2)
    assert found.diagnostics["cap"] == 2.0
    assert found.diagnostics["share_near_cap"] > 0.05
    assert found.value is None or "near the cap of 2 unseen" in found.reasons[0]


@given(drawn_tables, orders)
@settings(max_examples=10, deadline=None)
def test_the_order_of_lists_changes_nothing(table: CaptureTable, order: Random) -> None:
    shuffled = table.ordered(order.sample(table.lists, len(table.lists)))
    assert np.array_equal(draw(shuffled, SHORT, seed=1), draw(table, SHORT, seed=1))


@pytest.mark.parametrize("case", AWKWARD)
def test_a_table_that_cannot_tell_gets_no_number(case: str) -> None:
    table, why = AWKWARD[case]
    found = latent_classes(table, run=SHORT)
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    assert why in found.reasons[0]


def test_progress_is_told_and_the_same_seed_gives_the_same_draws() -> None:
    told: list[float] = []
    once = draw(published("Korea"), SHORT, 7, told.append)
    assert (told[-1], len(told)) == (1.0, SHORT.draws)
    assert np.array_equal(once, draw(published("Korea"), SHORT, 7))
    assert not np.array_equal(once, draw(published("Korea"), SHORT, 8))


@pytest.mark.parametrize(
    "wrong",
    [
        *({"chains": 1}, {"classes": 1}, {"thin": 0}, {"iterations": 100}, {"rate": -1.0}),
        *({"cap": 0.0}, {"cap": float("nan")}, {"cap": float("inf")}),
    ],
)
def test_a_run_that_says_nothing_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(PrevalenceError):
        Run(**wrong)  # type: ignore[arg-type] - what is wrong is tried
