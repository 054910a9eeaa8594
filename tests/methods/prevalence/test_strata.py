"""What is known of people makes their lists comparable, and what strata say is added up without hiding a silent one."""

from collections.abc import Mapping

import numpy as np
import pytest

from tabara.methods.prevalence import (
    CaptureTable,
    PrevalenceError,
    Status,
    capture_table,
    chao_bound,
    lincoln_petersen,
    no_highest_interaction,
    read_strata,
)
from tabara.methods.prevalence.capture import Floats
from tabara.methods.prevalence.doubly_robust import LEAST, doubly_robust
from tabara.methods.prevalence.logistic import multinomial, one_hot
from tabara.methods.prevalence.strata import pooled, strata_sha256, stratified

PEOPLE = 20_000
REACH = {("f", "n"): (0.6, 0.1), ("f", "s"): (0.5, 0.3), ("m", "n"): (0.2, 0.4), ("m", "s"): (0.1, 0.6)}
HALF = capture_table(["A", "B"], {(1, 0): 400, (0, 1): 300, (1, 1): 60})


def drawn(rng: np.random.Generator, reach: Mapping[tuple[str, ...], tuple[float, float]] = REACH) -> dict:
    """People in strata of one size, whom two lists find independently within each."""
    strata = {}
    for key, (one, other) in reach.items():
        first, second = (rng.random(PEOPLE // len(reach)) < chance for chance in (one, other))
        pairs = {(a, b): int(((first == a) & (second == b)).sum()) for a, b in ((1, 0), (0, 1), (1, 1))}
        strata[key] = capture_table(["A", "B"], pairs)
    return strata


def test_where_covariates_decide_who_is_found_they_mend_what_two_lists_alone_get_wrong() -> None:
    errors, wrong, inside = [], [], 0
    for draw in range(40):
        strata = drawn(np.random.default_rng(draw))
        found, plain = doubly_robust(strata, ("A", "B"), splits=3), lincoln_petersen(pooled(strata))
        limits = found.interval(95)
        assert found.value is not None
        assert plain.value is not None
        assert limits is not None
        errors.append(found.value - PEOPLE)
        wrong.append(plain.value - PEOPLE)
        inside += limits.low <= PEOPLE <= limits.high
    assert abs(np.mean(errors)) < 3 * np.std(errors) / np.sqrt(40) + 40
    assert np.mean(wrong) > 5_000
    assert inside >= 34  # of 40 at 95 per cent: fewer happen once in a thousand times
    assert found.diagnostics["standard_error"] == pytest.approx(np.std(errors), rel=0.5)


def test_without_covariates_it_is_the_estimator_of_two_lists() -> None:
    whole = doubly_robust({("all",): HALF}, ("A", "B"), folds=1, splits=1)
    assert whole.value == pytest.approx(760 + 400 * 300 / 60, rel=1e-9)


def test_with_a_learner_of_the_true_chances_it_is_their_mean_and_any_learner_can_be_given() -> None:
    """The formula, written out: the mean of gamma (Y1/q1 + Y2/q2 - Y1 Y2/q12) over everybody seen."""
    chances = np.array([[0.1, 0.4, 0.3, 0.2]])
    table = capture_table(["A", "B", "C"], {(1, 0, 0): 50, (0, 1, 0): 40, (1, 1, 0): 20, (0, 0, 1): 10, (1, 0, 1): 7})
    found = doubly_robust({("x",): table}, ("A", "B"), folds=1, splits=1, learner=lambda _features, _counts: chances)
    one, other, both = 0.6, 0.5, 0.2
    gamma = one * other / both
    each = gamma * np.array([1 / one] * 57 + [1 / other] * 40 + [1 / one + 1 / other - 1 / both] * 20 + [0.0] * 10)
    variance = 127**2 * each.var() / 127 + 127 * each.mean() * (each.mean() - 1)
    assert found.value == pytest.approx(127 * each.mean(), rel=1e-9)
    assert found.diagnostics["standard_error"] == pytest.approx(np.sqrt(variance), rel=1e-9)


def test_one_seed_gives_one_number_whatever_the_order_of_strata_and_lists() -> None:
    strata = drawn(np.random.default_rng(7))
    turned = {key: strata[key].ordered(["B", "A"]) for key in reversed(list(strata))}
    one, other = doubly_robust(strata, ("A", "B")), doubly_robust(turned, ("B", "A"))
    assert one.as_dict() == other.as_dict()
    assert doubly_robust(strata, ("A", "B"), seed=2).value != one.value


def test_chances_too_small_to_divide_by_are_said() -> None:
    thin = capture_table(["A", "B"], {(1, 0): 4_000, (0, 1): 3_000, (1, 1): 2})
    found = doubly_robust({("f",): HALF, ("m",): thin}, ("A", "B"))
    assert found.diagnostics["share_clipped"] > 0.5
    assert "the chance to stand on both lists is too small" in found.reasons[0]
    assert LEAST == 0.005


@pytest.mark.parametrize(
    ("strata", "why"),
    [
        ({("f",): capture_table(["A", "B"], {(1, 0): 40, (0, 1): 30})}, "share nobody"),
        ({("f",): HALF, ("m",): capture_table(["A", "C"], {(1, 0): 4, (0, 1): 3})}, "“B” names nobody of m"),
        ({("f",): capture_table(["A", "B"], {(1, 1): 40, (0, 1): 30})}, "Everybody on “A”"),
        ({("f",): capture_table(["A", "B"], {(1, 1): 40, (0, 1): 30}, impossible=[(1, 0)])}, "impossible"),
    ],
)
def test_strata_that_cannot_tell_get_no_number(strata: dict[tuple[str, ...], CaptureTable], why: str) -> None:
    found = doubly_robust(strata, ("A", "B"))
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    assert why in found.reasons[0]


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(PrevalenceError, match="no list “Z”"):
        doubly_robust({("f",): HALF}, ("A", "Z"))
    with pytest.raises(PrevalenceError, match="Two different lists"):
        doubly_robust({("f",): HALF}, ("A", "A"))
    with pytest.raises(PrevalenceError, match="split at least once"):
        doubly_robust({("f",): HALF}, ("A", "B"), folds=500)
    with pytest.raises(PrevalenceError, match="same covariates"):
        pooled({("f",): HALF, ("m", "n"): HALF})
    with pytest.raises(PrevalenceError, match="one table at least"):
        pooled({})


def test_the_logistic_model_meets_its_equations() -> None:
    """Without a prior on the intercepts, the expected people of each class are those that there are."""
    rng = np.random.default_rng(3)
    features = one_hot([(a, b) for a in "xyz" for b in "uv"])
    counts = rng.integers(0, 90, (6, 4)).astype(float)
    chances: Floats = multinomial(features, counts)
    assert chances.sum(axis=1) == pytest.approx(np.ones(6))
    assert (counts.sum(axis=1)[:, None] * chances).sum(axis=0) == pytest.approx(counts.sum(axis=0))
    assert multinomial(features, np.column_stack([np.zeros(6), counts]))[:, 0].max() == 0.0


def test_strata_add_up_with_the_limits_of_a_sum() -> None:
    text = "sex,A,B,C,count\n" + "".join(
        f"{sex},{a},{b},{c},{count * times}\n"
        for sex, times in (("f", 1), ("m", 3))
        for (a, b, c), count in {
            (1, 0, 0): 30,
            (0, 1, 0): 25,
            (0, 0, 1): 40,
            (1, 1, 0): 12,
            (1, 0, 1): 15,
            (0, 1, 1): 11,
            (1, 1, 1): 6,
        }.items()
    )
    strata = read_strata(text, ["sex"])
    found, parts = stratified(strata, no_highest_interaction), [no_highest_interaction(one) for one in strata.values()]
    assert (found.status, found.observed) == (Status.ESTIMATED, 556)
    assert found.value == pytest.approx(sum(part.value or 0 for part in parts))
    limit, limits = found.interval(95), [part.interval(95) for part in parts]
    assert limit is not None
    reach = [one.high - (part.value or 0) for one, part in zip(limits, parts, strict=True) if one]
    assert limit.high - (found.value or 0) == pytest.approx(np.sqrt(reach[0] ** 2 + reach[1] ** 2))
    assert found.diagnostics["strata_sha256"] == strata_sha256(strata)


def test_a_silent_stratum_leaves_a_least_number_and_all_silent_ones_none() -> None:
    spoken = capture_table(
        ["A", "B", "C"],
        {(1, 0, 0): 30, (0, 1, 0): 25, (0, 0, 1): 40, (1, 1, 0): 12, (1, 0, 1): 15, (0, 1, 1): 11, (1, 1, 1): 6},
    )
    silent = capture_table(["A", "B"], {(1, 0): 8, (0, 1): 2})
    found = stratified({("f",): spoken, ("m",): silent}, no_highest_interaction)
    assert (found.status, found.intervals) == (Status.LOWER_BOUND_ONLY, ())
    assert found.value == pytest.approx((no_highest_interaction(spoken).value or 0) + 10)
    assert found.reasons[0].startswith("m: Two lists cannot show")
    none = stratified({("m",): silent}, no_highest_interaction)
    assert (none.status, none.value) == (Status.NOT_ESTIMABLE, None)
    assert stratified({("f",): spoken}, chao_bound).status is Status.LOWER_BOUND_ONLY
