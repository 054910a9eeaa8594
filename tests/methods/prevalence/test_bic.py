"""The best of all hierarchical models, and limits from models chosen anew: the numbers of Silverman, Chan and Vincent.

Estimates and criteria agree within half of the last digit told, limits on the resamples that R drew as well.
"""

import numpy as np
import pytest

from tabara.methods.prevalence import PrevalenceError, Status, bic_ensemble, capture_table
from tabara.methods.prevalence.loglinear import terms_of
from tabara.methods.prevalence.selection.hierarchies import hierarchies, top_sets
from tests.methods.prevalence.published import published, resamples

# Table, order: the models with an estimate, the best, its estimate and its criterion.
R4 = {
    ("Korea", 2): (6, "b:c c:d", 157.1667, 57.14081),
    ("Kosovo", 3): (113, "EXH:ABA:OSCE EXH:HRW OSCE:HRW", 10356.519, 203.02963),
    ("UKdat_5", 2): (1024, "LA:NG LA:PFNCA NG:PFNCA NG:GP PFNCA:GO", 22991.331, 196.53976),
    ("UKdat_5", 3): (6084, "LA:NG:PFNCA NG:GP PFNCA:GO", 25311.291, 195.87911),
    ("Ned_5", 2): (1024, "IO:K IO:Z K:P K:R K:Z P:Z R:Z", 48012.73, 222.05391),
}
NEAR = {"Korea": 5e-5, "Ned_5": 5e-3}


@pytest.mark.parametrize(("name", "order"), R4)
def test_the_best_model_its_estimate_and_its_criterion_are_the_published_ones(name: str, order: int) -> None:
    many, model, value, bic = R4[name, order]
    found = bic_ensemble(published(name), order=order)
    assert (found.diagnostics["estimable"], " ".join(found.model or ())) == (many, model)
    assert found.value == pytest.approx(value, abs=NEAR.get(name, 5e-4))
    assert found.diagnostics["bic"] == pytest.approx(bic, abs=5e-6)


def test_with_four_and_five_lists_three_may_act_together_unless_somebody_says_otherwise() -> None:
    assert [round(bic_ensemble(published(name)).value, 3) for name in ("Kosovo", "UKdat_5")] == [10356.519, 25311.291]


def test_the_second_best_says_half_as_many_and_is_told_too() -> None:
    best = bic_ensemble(published("UKdat_5"), order=2).diagnostics["best"]
    assert best[1]["bic"] - best[0]["bic"] == pytest.approx(0.96, abs=5e-3)
    assert best[1]["estimate"] == pytest.approx(12262, abs=0.5)
    dutch = bic_ensemble(published("Ned_5"), order=2).diagnostics["best"]
    assert (dutch[3]["bic"] - dutch[0]["bic"], dutch[3]["estimate"]) == (
        pytest.approx(5.9, abs=0.05),
        pytest.approx(121521.6, abs=0.05),
    )


def test_the_limits_for_kosovo_on_the_resamples_that_r_drew_are_the_published_ones() -> None:
    found = bic_ensemble(published("Kosovo"), order=3, resamples=resamples("Kosovo"))
    wide, narrow = found.interval(95), found.interval(80)
    assert wide
    assert (wide.low, wide.high) == (pytest.approx(6947.04, abs=5e-3), pytest.approx(18009.99, abs=5e-3))
    assert narrow
    assert (narrow.low, narrow.high) == (pytest.approx(7414.6, abs=0.05), pytest.approx(12198.4, abs=0.05))
    settling = found.diagnostics["bootstrap"]["settling"]
    assert list(settling) == ["1", "2", "5", "10", "20"]
    assert settling["1"]["95"] == [pytest.approx(9101.37, abs=0.01), pytest.approx(12003.15, abs=0.01)]


def test_the_limits_for_the_united_kingdom_on_two_hundred_resamples_are_the_published_ones() -> None:
    found = bic_ensemble(published("UKdat_5"), order=2, resamples=resamples("UKdat_5")[:200])
    told = found.interval(95)
    assert told
    assert (told.low, told.high) == (pytest.approx(11730, abs=0.5), pytest.approx(43894, abs=0.5))
    assert found.diagnostics["among"] == 100


def test_the_limits_for_korea_lie_where_other_draws_lie() -> None:
    """Published are 128 to 349 and 135 to 288 from other resamples; twenty draws here gave 127.7–131.6 to 347–391."""
    found = bic_ensemble(published("Korea"), bootstrap=1000, seed=0)
    wide, narrow = found.interval(95), found.interval(80)
    assert wide
    assert narrow
    assert (127 < wide.low < 132, 340 < wide.high < 392, 134 < narrow.low < 138, 285 < narrow.high < 313) == (True,) * 4


def test_of_models_that_are_equally_good_the_first_by_name_is_taken_and_the_others_are_told() -> None:
    """B and C exclude each other: five histories are filled up by five parameters, in two ways."""
    counts = {(0, 0, 1): 3602, (0, 1, 0): 4006, (1, 0, 0): 862, (1, 0, 1): 231, (1, 1, 0): 498}
    found = bic_ensemble(capture_table("ABC", counts, [(1, 1, 1), (0, 1, 1)]))
    assert (found.model, found.value) == (("A:B",), pytest.approx(9199 + 862 * 3602 / 231))
    assert found.reasons == ("2 models are equally good and give from 16,133 to 22,640; the first by name was taken.",)
    other = bic_ensemble(
        capture_table("ACB", {(a, c, b): n for (a, b, c), n in counts.items()}, [(1, 1, 1), (0, 1, 1)])
    )
    assert other.value == found.value


def test_the_models_are_those_that_have_all_parts_of_each_interaction() -> None:
    """Dedekind: without the empty ones, so many simplicial complexes have all lists and not the largest interaction."""
    for lists, order, many in ((3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024), (5, 4, 6893)):
        terms = terms_of(lists, order)
        found = hierarchies(terms, np.array([int(term).bit_count() == 1 for term in terms]))
        assert (len(found), len(np.unique(found, axis=0))) == (many, many)
    assert top_sets(terms_of(3, 2), np.array([True, True, True, True, False, False])).tolist() == [4, 3]


def test_progress_is_told_and_the_end_is_reached() -> None:
    told: list[tuple[int, int]] = []
    bic_ensemble(published("Korea"), bootstrap=50, seed=1, progress=lambda done, of: told.append((done, of)))
    assert told == [(at, 6) for at in range(1, 7)]


def test_no_overlap_gives_no_number_and_what_cannot_be_asked_is_refused() -> None:
    found = bic_ensemble(capture_table("ABC", {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20}))
    assert (found.status, found.value) == (Status.NOT_ESTIMABLE, None)
    with pytest.raises(PrevalenceError, match="Interactions of 3 lists cannot be told apart with 3 lists"):
        bic_ensemble(published("Korea"), order=3)
    with pytest.raises(PrevalenceError, match="A resample needs one model at least to choose from"):
        bic_ensemble(published("Korea"), among=0)
    rows = {tuple(int(at in on) for at in range(7)): 4 for on in ((0, 1), (2, 3), (4, 5), (6,), (5, 6))}
    with pytest.raises(PrevalenceError, match="more than 40,000 models of these lists"):
        bic_ensemble(capture_table("ABCDEFG", rows))
    with pytest.raises(PrevalenceError, match="more than 40,000 models of these lists"):
        bic_ensemble(published("UKdat"), order=3)
