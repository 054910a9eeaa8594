"""Network scale-up: worked by hand, on populations that are drawn, and what bad surveys get."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabara.methods.prevalence import PrevalenceError, Status
from tabara.methods.surveys import Factors, HiddenReports, Survey, generalised, read_known, read_survey, scale_up
from tabara.methods.surveys.resampling import Design, alone, resampled_weights

TOTAL, HIDDEN = 100_000.0, 800
SIZES = {"nurses": 400.0, "teachers": 1500.0, "widows": 3000.0, "moved here": 5000.0}


def drawn(respondents: int, seed: int, aware: float = 1.0) -> Survey:
    """Respondents of a population in which everybody knows others by chance; `aware` of them know who is hidden."""
    rng = np.random.default_rng(seed)
    degrees = rng.gamma(4, 60, respondents)
    known = np.array([*SIZES.values()])
    reports = rng.poisson(degrees[:, None] * known / TOTAL).astype(float)
    hidden = rng.poisson(degrees * HIDDEN * aware / TOTAL).astype(float)
    return Survey(tuple(SIZES), known, TOTAL, reports, hidden, alone(respondents))


def test_it_finds_how_many_there_are_in_a_population_that_was_drawn():
    found = scale_up(drawn(1500, 3), bootstrap=400, seed=1)
    limits = found.intervals[0]
    assert found.status is Status.ESTIMATED
    assert limits.low < HIDDEN < limits.high
    assert found.value == pytest.approx(HIDDEN, rel=0.06)
    assert found.degree == pytest.approx(240, rel=0.05)
    assert all(0.85 < ratio < 1.15 for ratio in found.held_out.values())


def test_the_bootstrap_is_as_wide_as_the_standard_error_of_1998_where_people_know_each_other_by_chance():
    """Killworth and others (1998): the root of N times the estimate over the sum of degrees."""
    survey = drawn(1500, 5)
    found = scale_up(survey, bootstrap=1000, seed=1)
    width = (found.intervals[0].high - found.intervals[0].low) / (2 * 1.96)
    assert width == pytest.approx(np.sqrt(TOTAL * found.value / survey.degrees.sum()), rel=0.1)


def test_what_people_do_not_know_of_each_other_makes_it_too_small_and_a_measured_factor_puts_it_right():
    survey = drawn(1500, 3, aware=0.25)
    assert scale_up(survey, bootstrap=0).value == pytest.approx(HIDDEN / 4, rel=0.12)
    assert scale_up(survey, factors=Factors(aware=0.25), bootstrap=0).value == pytest.approx(HIDDEN, rel=0.12)
    assert Factors(frame=2, degree=0.5, aware=0.25, precise=0.9).together == pytest.approx(0.9 / 0.25)


def test_the_generalised_one_needs_no_factor_for_it():
    """Hidden people say how many of the known groups know; a quarter of those whom they know do."""
    survey, rng = drawn(1500, 3, aware=0.25), np.random.default_rng(8)
    aware = rng.poisson(240 * 0.25 * survey.known / TOTAL, size=(200, 4)).astype(float)
    found = generalised(survey, HiddenReports(aware, np.ones(200)), bootstrap=400)
    assert found.value == pytest.approx(HIDDEN, rel=0.12)
    assert found.intervals[0].low < HIDDEN < found.intervals[0].high


@given(st.integers(0, 50), st.floats(0.1, 50))
def test_neither_the_order_of_respondents_nor_the_scale_of_weights_matters(seed, scale):
    survey, rng = drawn(30, 1), np.random.default_rng(seed)
    at, weights = rng.permutation(30), rng.uniform(0.5, 2, 30)
    one = Survey(survey.groups, survey.known, TOTAL, survey.reports, survey.hidden, Design(weights))
    two = Survey(survey.groups, survey.known, TOTAL, survey.reports[at], survey.hidden[at], Design(scale * weights[at]))
    assert scale_up(one, bootstrap=0).value == pytest.approx(scale_up(two, bootstrap=0).value, rel=1e-9)


def test_clusters_are_drawn_whole_and_weights_keep_their_sum():
    design = Design(np.ones(6), ("a",) * 4 + ("b",) * 2, ("1", "1", "2", "2", "3", "4"))
    weights = resampled_weights(design, 4000, np.random.default_rng(1))
    assert (weights[:, 0] == weights[:, 1]).all()
    assert (weights[:, 2] == weights[:, 3]).all()
    assert weights.mean(axis=0) == pytest.approx(np.ones(6), abs=0.05)
    with pytest.raises(PrevalenceError, match="“b” has one cluster"):
        resampled_weights(Design(np.ones(3), ("a", "a", "b"), ("1", "2", "3")), 50, np.random.default_rng(1))


def of(**changes) -> Survey:
    usual = {"groups": ("A", "B"), "known": np.array([50.0, 150]), "total": 1000.0, "design": alone(3)}
    usual |= {"reports": np.array([[2.0, 6], [1, 3], [3, 3]]), "hidden": np.array([4.0, 2, 5])}
    return Survey(**(usual | changes))


@pytest.mark.parametrize(
    ("survey", "why"),
    [
        (of(hidden=np.zeros(3)), "no proof that there are none"),
        (of(reports=np.zeros((3, 2))), "nothing says how many people they know"),
        (of(groups=("A",), known=np.array([50.0]), reports=np.ones((3, 1))), "Ask about two groups"),
        (of(hidden=np.array([900.0, 900, 900])), "More people would be hidden than there are"),
    ],
)
def test_a_survey_that_says_nothing_gets_no_number(survey, why):
    found = scale_up(survey)
    assert (found.status, found.value, found.intervals) == (Status.NOT_ESTIMABLE, None, ())
    assert why in found.reasons[0]


def test_few_reports_and_groups_that_it_misses_are_said():
    found = scale_up(of(known=np.array([5.0, 195])), bootstrap=50)
    assert "Only 3 respondents know a hidden person" in found.reasons[0]
    assert "misses the known size of A, B by a factor of 2" in found.reasons[1]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"hidden": np.array([1.0, -1, 0])}, "not negative"),
        ({"hidden": np.array([1.0, np.nan, 0])}, "not negative"),
        ({"known": np.array([50.0, 0])}, "above nought"),
        ({"known": np.array([50.0, 1500])}, "larger than the whole population"),
        ({"reports": np.ones((2, 2))}, "one count for each known group"),
        ({"design": alone(2)}, "one weight"),
        ({"total": 0.0}, "above nought"),
    ],
)
def test_what_cannot_be_meant_is_refused(changes, why):
    with pytest.raises(PrevalenceError, match=why):
        of(**changes)


def test_factors_weights_and_hidden_reports_that_cannot_be_meant_are_refused():
    for wrong in ({"aware": 0.0}, {"aware": 1.2}, {"degree": -1.0}, {"frame": np.inf}):
        with pytest.raises(PrevalenceError):
            Factors(**wrong)
    with pytest.raises(PrevalenceError, match="above nought"):
        Design(np.array([1.0, 0.0]))
    with pytest.raises(PrevalenceError, match="one count for each known group"):
        generalised(of(), HiddenReports(np.ones((2, 3)), np.ones(2)))
    nobody = generalised(of(), HiddenReports(np.zeros((2, 2)), np.ones(2)))
    assert nobody.reasons == ("No hidden person is known as one by anybody in the known groups.",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nurses,hidden\n2\n", "Line 2 has 1 cells"),
        ("nurses,hidden\nmany,1\n", "Line 2: “many” under nurses"),
        ("nurses\n2\n", "no column “hidden”"),
        ("nurses,hidden\n", "no rows"),
        ("", "no column “nurses”"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text, why):
    with pytest.raises(PrevalenceError, match=why):
        read_survey(text, {"nurses": 40.0}, total=1000)


def test_a_group_that_stands_twice_is_refused_and_a_design_is_read():
    with pytest.raises(PrevalenceError, match="twice"):
        read_known("group,size\nnurses,40\nnurses,41\n")
    survey = read_survey("nurses;hidden;weight;stratum;cluster\n2;1;1.5;north;7\n", {"nurses": 40.0}, total=1000)
    assert survey.design == Design(survey.design.weights, ("north",), ("7",))
    assert survey.design.weights.tolist() == [1.5]
