"""A fit is the maximum of the likelihood, and where there is none, or more than one, it says so."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy.optimize import linprog, minimize

from tabara.methods.prevalence.loglinear import Fault, Space, as_row, faults, fit, seen_cells, terms_of
from tabara.methods.prevalence.loglinear.existence import design, exists, identifiable
from tabara.methods.prevalence.loglinear.lattice import subset_sums, superset_sums
from tabara.methods.prevalence.loglinear.newton import Problem, careful_newton, newton
from tabara.methods.prevalence.selection.models import main_effects, space_of
from tests.methods.prevalence.published import published

ALL_PAIRS = {"Artificial_3": 2, "Korea": 1} | dict.fromkeys(
    ("UKdat", "UKdat_5", "UKdat_4", "Ned", "Ned_5", "Kosovo"), 0
)
# Table 3 of Chan, Silverman and Vincent (2021): what is wrong with each model of the made-up table.
MADE_UP = {"": 0, "AB": 1, "AC": 0, "BC": 0, "AB AC": 1, "AB BC": 1, "AC BC": 0, "AB AC BC": 2}
TABLES = strategies.lists(strategies.sampled_from([0, 0, 0, 1, 2, 7, 40]), min_size=15, max_size=15).filter(any)
CHOICES = strategies.lists(strategies.booleans(), min_size=6, max_size=6)


def row_of(counts: list[int]) -> np.ndarray:
    return np.array([[0, *counts]], np.float64)


def with_pairs(space: Space, names: str, lists: str) -> np.ndarray:
    wanted = {sum(1 << lists.index(one) for one in pair) for pair in names.split()}
    return np.array([int(term).bit_count() == 1 or int(term) in wanted for term in space.terms])


@given(strategies.lists(strategies.integers(-5, 5), min_size=16, max_size=16))
def test_sums_over_the_lattice_are_products_with_the_design(numbers: list[int]) -> None:
    row, cells = np.array([numbers], np.float64), np.arange(16)
    contained = design(cells, cells)
    np.testing.assert_allclose(subset_sums(row), row @ contained.T)
    np.testing.assert_allclose(superset_sums(row), row @ contained)


@pytest.mark.parametrize("name", ALL_PAIRS)
def test_the_model_with_every_pair_is_judged_as_published(name: str) -> None:
    table = published(name)
    space = space_of(table)
    assert faults(space, as_row(table), np.ones(len(space.terms), bool)) == ALL_PAIRS[name]


@pytest.mark.parametrize("pairs", MADE_UP)
def test_the_made_up_table_is_judged_as_published_by_the_question_and_by_the_fit(pairs: str) -> None:
    table = published("Artificial_3")
    space, y = space_of(table), as_row(table)
    included = with_pairs(space, pairs, "ABC")
    assert (faults(space, y, included), fit(space, y[None, :], included[None, :]).fault[0]) == (MADE_UP[pairs],) * 2


@settings(max_examples=150, deadline=None)
@given(TABLES, CHOICES)
def test_a_fit_settles_exactly_where_the_linear_programme_finds_an_estimate(
    counts: list[int], pairs: list[bool]
) -> None:
    """That a fit settled stands for the linear programme; here both are asked."""
    space, y = Space(4, terms_of(4, 2), np.arange(16) > 0), row_of(counts)
    included = np.array([True] * 4 + pairs)
    judged, found = faults(space, y[0], included), fit(space, y, included[None, :])
    assert (judged == Fault.NONE) == (found.fault[0] == Fault.NONE)
    assert (Fault.NOT_IDENTIFIABLE in judged) == (found.fault[0] == Fault.NOT_IDENTIFIABLE)


@settings(max_examples=60, deadline=None)
@given(TABLES, CHOICES)
def test_a_fit_reproduces_its_sufficient_statistics_with_positive_counts(counts: list[int], pairs: list[bool]) -> None:
    """Which no other counts of the model do: the equations of the likelihood have one solution."""
    space, y = Space(4, terms_of(4, 2), np.arange(16) > 0), row_of(counts)
    included = np.array([True] * 4 + pairs)
    found = fit(space, y, included[None, :])
    if found.fault[0] == Fault.NONE:
        terms = np.append(0, space.terms[included])
        np.testing.assert_allclose(superset_sums(found.mu)[0, terms], superset_sums(y)[0, terms], rtol=1e-9, atol=1e-7)


def test_a_fit_is_what_a_general_optimiser_finds() -> None:
    table = published("Kosovo")
    space, y = space_of(table), as_row(table)
    included = with_pairs(space, "EA EO OH", "EAOH")
    rows, seen = design(np.arange(1, 16), np.append(0, space.terms[included])), y[1:]
    start = np.append(6.0, np.zeros(included.sum()))
    found = minimize(
        lambda beta: np.exp(rows @ beta).sum() - seen @ rows @ beta,
        start,
        jac=lambda beta: rows.T @ (np.exp(rows @ beta) - seen),
        tol=1e-10,
    )
    assert fit(space, y[None, :], included[None, :]).hidden[0] == pytest.approx(np.exp(found.x[0]), rel=1e-6)


def test_many_tables_at_once_are_fitted_as_each_alone() -> None:
    table = published("UKdat_5")
    space = space_of(table)
    rng = np.random.default_rng(5)
    y = np.array([as_row(table)] * 40) + rng.integers(0, 3, (40, 32)) * seen_cells(table)
    included = main_effects(space) | (rng.random((40, len(space.terms))) < 0.4)
    together = fit(space, y, included)
    alone = [fit(space_of(table), y[at : at + 1], included[at : at + 1]) for at in range(40)]
    assert [one.fault[0] for one in alone] == together.fault.tolist()
    np.testing.assert_allclose([one.hidden[0] for one in alone], together.hidden, rtol=1e-10)


def test_a_term_that_nobody_has_is_minus_infinity_and_still_counts_as_a_parameter() -> None:
    table = published("UKdat")
    space, y = space_of(table.canonical), as_row(table.canonical)[None, :]
    term = table.canonical.mask("LA", "NCA")
    found = fit(space, y, (main_effects(space) | (space.terms == term))[None, :])
    without = fit(space, y, main_effects(space)[None, :])
    assert found.mu[0, [cell for cell in range(64) if cell & term == term]].max() == 0
    assert (found.parameters[0], without.parameters[0], found.fault[0]) == (8, 7, 0)


@settings(max_examples=100, deadline=None)
@given(
    strategies.lists(strategies.sampled_from([None, False, True]), min_size=15, max_size=15),
    strategies.sets(strategies.sampled_from([3, 5, 6, 9, 10, 12, 7, 11, 13, 14])),
)
def test_both_questions_are_answered_as_the_textbook_asks_them(told: list[bool | None], more: set[int]) -> None:
    """By the rank of the whole design, and by a table of positive numbers that has the same statistics."""
    cells = np.array([cell for cell, seen in enumerate(told, 1) if seen is not None], np.int64)
    seen = np.array([one for one in told if one is not None], bool)
    terms = np.array([0, 1, 2, 4, 8, *sorted(more)])
    if not len(cells):
        return
    rows = design(cells, terms)
    assert identifiable(cells, terms) == (np.linalg.matrix_rank(rows) == len(terms))
    inside = linprog(
        [*np.zeros(len(cells)), -1.0],
        A_ub=np.column_stack([-np.eye(len(cells)), np.ones(len(cells))]),
        b_ub=np.zeros(len(cells)),
        A_eq=np.column_stack([rows.T, np.zeros(len(terms))]),
        b_eq=rows.T @ seen,
        bounds=[(0, None)] * len(cells) + [(0, 1)],
    )
    assert exists(cells, terms, seen) == (inside.x[-1] > 1e-6)


def test_an_impossible_history_is_no_evidence() -> None:
    """Two lists that exclude each other: told so, the model is that of a table which does not ask about them."""
    table = published("Korea")
    told = type(table)(table.lists, table.histories, table.counts, frozenset({table.mask("c", "d")}))
    free, barred = space_of(table), space_of(told)
    y = as_row(table)[None, :]
    hidden = [fit(space, y, main_effects(free)[None, :]).hidden[0] for space in (free, barred)]
    assert hidden[0] != pytest.approx(hidden[1], rel=1e-3)
    assert barred.possible.all()


def test_the_slow_steps_reach_what_the_quick_ones_do() -> None:
    table = published("Kosovo")
    problem = Problem(as_row(table)[None, :], seen_cells(table)[None, :], np.array([[0, 1, 2, 4, 8, 3, 6]]))
    (quick, settled), (slow, slowly) = newton(problem, problem.start()), careful_newton(problem)
    np.testing.assert_allclose(quick, slow, rtol=1e-9)
    assert (settled.tolist(), slowly.tolist()) == ([True], [True])


@settings(max_examples=40, deadline=None)
@given(TABLES, CHOICES, strategies.integers(1, 9999))
def test_existence_is_a_question_of_which_histories_are_seen_and_not_of_how_many_people(counts, pairs, times) -> None:
    cells, included = np.arange(1, 16), np.array([True] * 4 + pairs)
    terms = np.append(0, terms_of(4, 2)[included])
    few = Space(4, terms_of(4, 2), np.arange(16) > 0)
    more = Space(4, terms_of(4, 2), np.arange(16) > 0)
    y = row_of(counts)[0]
    assert faults(few, np.minimum(y, 1), included) == faults(more, y * times, included)
    assert exists(cells, terms, np.ones(15, bool))
