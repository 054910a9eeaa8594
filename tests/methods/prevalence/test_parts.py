"""Sums taken part by part are the sums over all histories."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from tabara.methods.prevalence.loglinear import Fault, Space, fit, terms_of
from tabara.methods.prevalence.loglinear.lattice import superset_sums
from tabara.methods.prevalence.selection.models import main_effects

LISTS = 9


@settings(max_examples=15, deadline=None)
@given(seed=some.integers(0, 10_000), dense=some.floats(0.0, 0.3), counted=some.booleans())
def test_a_fit_part_by_part_is_the_fit_over_all_histories(seed: int, dense: float, counted: bool) -> None:
    """With pairs that share nobody, too, and with the hidden counted, as the profile likelihood has them."""
    rng = np.random.default_rng(seed)
    on = rng.random((300, LISTS)) < rng.uniform(0.05, 0.25, LISTS)
    row = np.bincount(on @ (1 << np.arange(LISTS)), minlength=1 << LISTS).astype(float)
    keep = np.arange(1 << LISTS) > (-1 if counted else 0)
    space, terms = Space(LISTS, terms_of(LISTS, 2), keep), terms_of(LISTS, 2)
    y = np.repeat((row * keep)[None, :], 4, axis=0)
    included = main_effects(space) | (rng.random((4, len(terms))) < dense)
    parts = fit(space, y, included)
    assert space.in_parts
    space.in_parts = False
    whole = fit(space, y, included)
    assert parts.fault.tolist() == whole.fault.tolist()
    np.testing.assert_allclose(parts.hidden, whole.hidden, rtol=1e-8)
    space.in_parts = True
    good = np.flatnonzero(whole.fault == Fault.NONE)
    pairs = terms[~main_effects(space)]
    some_of_them = pairs[rng.random(len(pairs)) < 0.5]
    for asked in (pairs, some_of_them):
        np.testing.assert_allclose(
            parts.rows(good).foretold(asked), superset_sums(whole.rows(good).mu)[:, asked], rtol=1e-7, atol=1e-9
        )


def test_a_pair_of_the_model_that_is_not_asked_for_says_nothing_of_the_others() -> None:
    rng = np.random.default_rng(7)
    on = rng.random((900, LISTS)) < 0.25
    on[:, 1] |= on[:, 0] & (rng.random(900) < 0.8)
    row = np.bincount(on @ (1 << np.arange(LISTS)), minlength=1 << LISTS).astype(float)
    space = Space(LISTS, terms_of(LISTS, 2), np.arange(1 << LISTS) > 0)
    y = np.where(space.keep, row, 0.0)[None, :]
    found = fit(space, y, main_effects(space) | (space.terms == 0b11))
    asked = space.terms[~main_effects(space) & (space.terms != 0b11)]
    assert space.in_parts
    np.testing.assert_allclose(found.foretold(asked), superset_sums(found.mu)[:, asked], rtol=1e-7)
