"""Tables that nobody has tuned for: drawn ones against a plain program, and others that R's packages print."""

import numpy as np
import pytest

from tabara.methods.prevalence import Status, capture_table, stepwise
from tests.methods.prevalence import plainly
from tests.methods.prevalence.published import published, resamples

# MultipleSystemsEstimation, its vignette on Chan, Silverman and Vincent (2021): estimate, AIC, deviance, pairs.
PRINTED = {
    "NewOrl": (1110.488, 112.831, 33.15516, ("D:E",)),
    "NewOrl_5": (981.4314, 76.91578, 18.05614, ()),
    "Western": (2483.384, 91.8395, 26.58423, ("A:E",)),
}
HALF_OF_THE_LAST_DIGIT = 6e-4


@pytest.mark.parametrize("name", PRINTED)
def test_the_tables_of_the_vignette_give_what_it_prints(name: str) -> None:
    value, aic, deviance, pairs = PRINTED[name]
    found = stepwise(published(name))
    got = (found.value, found.aic, found.diagnostics["deviance"], found.diagnostics["all_pairs_check"])
    assert got == pytest.approx((value, aic, deviance, 0), abs=HALF_OF_THE_LAST_DIGIT)
    assert found.model == pairs


def drawn(seed: int) -> tuple[int, plainly.Cells, list[plainly.Term]]:
    """A table of three to five lists that depend on each other, dense or thin; at times two exclude each other."""
    rng = np.random.default_rng(seed)
    lists = int(rng.integers(3, 6))
    cells = plainly.observable(lists)
    reach, with_each = rng.normal(-1.5, 1.0, lists), rng.normal(0, 1.2, (lists, lists))
    on = np.array(cells)
    odds = on @ reach + np.einsum("ci,cj,ij->c", on, on, np.triu(with_each, 1))
    counts = rng.poisson(rng.choice([40, 400, 4000]) * np.exp(odds - np.logaddexp.reduce([*odds, 0.0])))
    counts += on.sum(axis=1) == 1  # so that every list names somebody
    barred = [cell for cell in cells if cell[0] and cell[1]] if seed % 4 == 0 else []
    return lists, {cell: int(n) for cell, n in zip(cells, counts, strict=True) if cell not in barred}, barred


@pytest.mark.parametrize("seed", range(24))
def test_drawn_tables_give_what_a_plain_program_gives(seed: int) -> None:
    lists, cells, barred = drawn(seed)
    threshold = (0.02, 0.0, 0.005, 0.3)[seed // 4 % 4]
    names = "ABCDE"[:lists]
    found = stepwise(capture_table(names, cells, barred), threshold=threshold)
    other = plainly.stepwise(cells, lists, threshold)
    assert (found.status, other is None) == (Status.ESTIMATED, False)
    assert other
    assert (found.value, found.aic) == pytest.approx(other[:2], rel=1e-6)
    assert set(found.model or ()) == {":".join(names[at] for at in pair) for pair in other[2]}


def test_a_resample_in_which_nobody_is_on_two_lists_knows_no_upper_limit_and_leaves_the_lower_one() -> None:
    """Of R's thousand resamples of the artificial table one has lost its overlap: it counts as larger than all others.

    Leaving it out would give 281.249 to 1,482.247, and holding both for possible a lower limit of 277.047.
    """
    found = stepwise(published("Artificial_3"), resamples=resamples("Artificial_3"))
    told = found.interval(95)
    assert told is not None
    assert (told.low, told.high) == pytest.approx((281.1003746603, 1484.8475220577), rel=1e-9)
    assert found.diagnostics["bootstrap"]["failed"] == pytest.approx(0.001)


def test_a_threshold_of_one_takes_in_all_pairs_where_that_model_has_an_estimate() -> None:
    """As SparseMSE: of Korea's pairs all cannot be had, so that the search goes on as far as it leads."""
    whole = stepwise(published("UKdat"), threshold=1)
    assert (whole.value, whole.aic) == (pytest.approx(10568.71, abs=5e-3), pytest.approx(168.9198, abs=5e-5))
    assert len(whole.model or ()) == 15
    assert stepwise(published("Korea"), threshold=1).model == ("b:c", "c:d")
