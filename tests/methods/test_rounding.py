"""Rounded counts: how wrong they are, and shares made of them."""

import numpy as np
import pytest

from tabara.methods.disclosure import DisclosureError
from tabara.methods.disclosure.rounding import mean_error, randomly_rounded, rounded, rounded_share


def test_rounding_to_five_is_wrong_by_no_more_than_theory_says():
    counts = np.random.default_rng(5).integers(0, 400, size=20_000)
    measured = float(np.mean([abs(rounded(int(count)) - count) for count in counts]))
    assert measured <= 1.25
    assert measured == pytest.approx(mean_error(5), abs=0.02)


def test_rounding_by_chance_is_right_on_average():
    rng = np.random.default_rng(6)
    for count in range(20, 25):
        found = [randomly_rounded(count, 5, rng) for _time in range(4000)]
        assert set(found) <= {20, 25}
        assert np.mean(found) == pytest.approx(count, abs=0.15)


def test_a_share_is_made_of_the_rounded_counts_and_does_not_give_the_counts_away():
    found = {rounded_share(count, 200) for count in (98, 99, 100, 101, 102)}
    assert found == {50}
    assert rounded_share(7, 7) == 100
    assert rounded_share(0, 2) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: rounded(-1), "cannot be negative"),
        (lambda: rounded(1, 0), "base must be one or more"),
        (lambda: randomly_rounded(-1, 5, np.random.default_rng(1)), "cannot be negative"),
        (lambda: rounded_share(3, 2), "cannot be more than all"),
    ],
)
def test_what_cannot_be_rounded_is_refused(wrong, sentence):
    with pytest.raises(DisclosureError, match=sentence):
        wrong()
