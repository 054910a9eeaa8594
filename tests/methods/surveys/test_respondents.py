"""Respondent-driven sampling: a share of a network, worked by hand and on networks that are drawn; never a number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tabara.methods.prevalence import PrevalenceError, Status
from tabara.methods.surveys import network, read_network, respondent_driven
from tabara.methods.surveys.respondents import A_SHARE

ROWS = [("1", "", 10, True), ("2", "1", 5, False), ("3", "", 20, True), ("4", "3", 4, False)]


def walked(seed: int, many: int = 500):
    """Chains through a network in which who has the trait (a third) knows twice as many people as who has not."""
    rng = np.random.default_rng(seed)
    rows, chance = [], 0.5  # of having the trait, of those who are met: 1/3 * 2 over 1/3 * 2 + 2/3 * 1
    for at in range(many):
        trait = bool(rng.random() < chance)
        degree = int(rng.integers(16, 25) if trait else rng.integers(8, 13))
        rows.append((str(at), "" if at < 8 else str(rng.integers(max(0, at - 40), at)), degree, trait))
    return network(rows)


def test_whoever_knows_more_people_counts_less():
    of = walked(2)
    found = respondent_driven(of, bootstrap=120)
    assert of.trait.mean() == pytest.approx(0.5, abs=0.05)
    assert found.share == pytest.approx(1 / 3, abs=0.035)
    assert found.intervals[0].low < 1 / 3 < found.intervals[0].high
    assert found.by_wave[-1] == found.share
    assert (found.seeds, len(found.by_wave)) == (8, found.waves + 1)


def test_with_equal_degrees_it_is_the_share_of_those_asked():
    rows = [(number, by, 7, trait) for number, by, _degree, trait in ROWS]
    assert respondent_driven(network(rows), bootstrap=0).share == 0.5


@given(st.permutations(ROWS), st.integers(2, 9))
def test_the_order_of_respondents_and_the_unit_of_degrees_do_not_matter(rows, times):
    scaled = [(number, by, times * degree, trait) for number, by, degree, trait in rows]
    assert respondent_driven(network(scaled), bootstrap=0).share == pytest.approx(0.25, rel=1e-12)


def test_it_is_a_share_and_nowhere_a_number_of_people():
    told = respondent_driven(network(ROWS), bootstrap=50).as_dict()
    assert "estimate" not in told
    assert told["says"] == A_SHARE
    assert A_SHARE in told["reasons"]
    assert all(0 <= end <= 1 for ends in told["intervals"].values() for end in ends)


def test_short_chains_and_one_first_person_are_said():
    reasons = respondent_driven(network([ROWS[0], ROWS[1]]), bootstrap=0).reasons
    assert reasons[0].startswith("All respondents come from one first person")
    assert reasons[1].startswith("The longest chain has 1 steps")
    long = [("1", "", 3, True), ("2", "", 3, False), *((str(at), str(at - 1), 3, False) for at in range(3, 9))]
    assert "88% of the respondents" in respondent_driven(network(long), bootstrap=0).reasons[0]


def test_where_all_have_the_trait_nothing_is_said_of_the_others():
    found = respondent_driven(network([(number, by, degree, True) for number, by, degree, _ in ROWS]))
    assert (found.status, found.share, found.intervals) == (Status.NOT_ESTIMABLE, None, ())


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "knows one person or more"),
        ([("1", "", 0, True)], "knows one person or more"),
        ([("1", "", 3, True), ("1", "", 3, True)], "same number"),
        ([("1", "9", 3, True)], "“9”, who is not in the file"),
        ([("1", "2", 3, True), ("2", "1", 3, False)], "in a circle"),
    ],
)
def test_a_network_that_cannot_be_is_refused(rows, why):
    with pytest.raises(PrevalenceError, match=why):
        network(rows)


def test_a_file_is_read_and_what_is_wrong_in_it_is_named():
    assert read_network("id;recruiter;degree;trait\n1;;10;1\n2;1;5;0\n").waves == (0, 1)
    with pytest.raises(PrevalenceError, match="Line 2: write 1"):
        read_network("id,recruiter,degree,trait\n1,,10,yes\n")
    with pytest.raises(PrevalenceError, match="too few"):
        respondent_driven(network(ROWS), bootstrap=10)
