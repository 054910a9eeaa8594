"""Noise of a cell: right on average, always the same, and in the way of whoever subtracts."""

import numpy as np
import pytest

from tabara.methods.disclosure import DisclosureError
from tabara.methods.disclosure.cell_keys import KEYS, cell_key, from_rows, ptable

PUBLIC, PARTNER = ptable(10, 5, 7), ptable(5, 1, 2)
COUNTS = range(10, 200)


@pytest.mark.parametrize("count", COUNTS)
def test_the_noise_of_a_count_is_right_on_average_and_never_goes_far(count):
    noise = np.array([PUBLIC.noise(count, key) for key in range(KEYS)])
    assert abs(noise.mean()) <= 5 / 512
    assert abs(noise).max() <= 7
    assert {(count + one) % 5 for one in noise.tolist()} == {0}
    assert count + noise.min() >= 10


def test_over_all_counts_together_the_noise_adds_nothing():
    assert sum(PUBLIC.noise(count, key) for count in range(25, 125) for key in range(KEYS)) == 0


def test_the_spread_of_the_noise_is_what_the_chances_say():
    spread = [np.var([PUBLIC.noise(count, key) for key in range(KEYS)]) for count in range(25, 30)]
    assert np.round(spread, 2).tolist() == [16.6, 15.9, 13.61, 13.61, 15.9]
    away = [abs(PUBLIC.noise(count, key)) for count in range(25, 30) for key in range(KEYS)]
    assert round(float(np.mean(away)), 2) == 3.39


def test_partners_get_a_gentler_noise_that_is_right_on_average_exactly():
    for count in range(5, 60):
        noise = [PARTNER.noise(count, key) for key in range(KEYS)]
        assert sum(noise) == 0
        assert set(noise) <= {-2, -1, 0, 1, 2}
    assert (PARTNER.shown(4, 0), PARTNER.shown(5, 9), PARTNER.shown(0, 9)) == (None, 5, 0)


def test_a_small_cell_is_withheld_whatever_its_key_and_an_empty_one_is_empty():
    assert {PUBLIC.shown(count, key) for count in range(1, 10) for key in range(KEYS)} == {None}
    assert {PUBLIC.shown(0, key) for key in range(KEYS)} == {0}


def test_the_same_people_have_the_same_noise_in_whatever_order_and_table_they_are_counted():
    people = np.random.default_rng(1).integers(KEYS, size=57).tolist()
    shown = PUBLIC.shown(len(people), cell_key(people))
    assert PUBLIC.shown(len(people), cell_key(reversed(people))) == shown
    assert ptable.__wrapped__(10, 5, 7).shown(57, cell_key(people)) == shown  # a table made anew, after a restart


def test_cells_do_not_add_up_to_their_total_which_is_nearer_to_the_truth_than_their_sum():
    rng = np.random.default_rng(2)
    off_total, off_sum = [], []
    for _table in range(300):
        cells = [rng.integers(KEYS, size=size).tolist() for size in rng.integers(12, 60, size=8)]
        whole = [key for cell in cells for key in cell]
        total = PUBLIC.shown(len(whole), cell_key(whole))
        parts = sum(PUBLIC.shown(len(cell), cell_key(cell)) for cell in cells)
        off_total.append(abs(total - len(whole)))
        off_sum.append(abs(parts - len(whole)))
    assert np.mean(off_total) < 4 < 8 < np.mean(off_sum)


def test_whoever_subtracts_two_tables_reads_the_few_between_them_off_plain_counts_and_not_off_these():
    """A group of one to nine is in the one table and not in the other: the attacker's guess is the difference."""
    rng = np.random.default_rng(3)
    exact = {"plain": 0, "noise": 0}
    few_or_many = 0
    for _try in range(3000):
        cell = rng.integers(KEYS, size=int(rng.integers(20, 60))).tolist()
        few = int(rng.choice([1, 2, 3, 7, 8, 9]))
        larger = [*cell, *rng.integers(KEYS, size=few).tolist()]
        guess = PUBLIC.shown(len(larger), cell_key(larger)) - PUBLIC.shown(len(cell), cell_key(cell))
        exact["plain"] += len(larger) - len(cell) == few
        exact["noise"] += guess == few
        few_or_many += (guess >= 5) == (few > 5)
    assert exact == {"plain": 3000, "noise": 0}
    assert 0.5 < few_or_many / 3000 < 0.72  # tossing a coin is right half of the time


def test_where_somebody_did_join_the_difference_says_neither_how_many_nor_which_way():
    rng = np.random.default_rng(4)
    differences = []
    for _try in range(4000):
        cell = rng.integers(KEYS, size=int(rng.integers(20, 60))).tolist()
        later = [*cell, int(rng.integers(KEYS))]
        differences.append(PUBLIC.shown(len(later), cell_key(later)) - PUBLIC.shown(len(cell), cell_key(cell)))
    assert set(differences) == {-10, -5, 0, 5, 10} | ({15} & set(differences))
    assert 0.25 < np.mean(np.array(differences) < 0) < 0.4
    assert abs(np.mean(differences) - 1) < 0.3


def test_a_table_of_the_office_for_national_statistics_can_be_taken_in():
    rows = [
        {"pcv": pcv, "ckey": key, "pvalue": -pcv % 5 if pcv % 5 > 2 else -(pcv % 5)}
        for pcv in range(1, 751)
        for key in range(KEYS)
    ]
    theirs = from_rows(rows, threshold=10, period=250)
    assert [theirs.shown(count, 3) for count in (9, 12, 13, 750, 752, 1003)] == [None, 10, 15, 750, 750, 1005]
    assert from_rows(PUBLIC.rows(), threshold=10, period=5).shown(44, 200) == PUBLIC.shown(44, 200)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"pcv": 1, "ckey": 0, "pvalue": 0}],
        [{"pcv": 1, "ckey": 0}],
        [{"pcv": 1, "ckey": 0, "pvalue": "much"}],
    ],
)
def test_a_table_with_holes_is_refused(rows):
    with pytest.raises(DisclosureError):
        from_rows(rows, threshold=10, period=1)


@pytest.mark.parametrize("told", [(10, 0, 7), (10, 5, 3), (12, 5, 7), (-5, 5, 7), (10, 5, 101)])
def test_a_rule_of_noise_that_cannot_be_is_refused(told):
    with pytest.raises(DisclosureError, match="A table of noise needs"):
        ptable(*told)


@pytest.mark.parametrize(("count", "key"), [(-1, 0), (3, 256), (3, -1)])
def test_a_cell_that_cannot_be_is_refused(count, key):
    with pytest.raises(DisclosureError, match="A cell has a count from 0"):
        PUBLIC.shown(count, key)
