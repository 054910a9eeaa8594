"""What several releases tell together: drawn releases, subtracted as somebody would who holds them all."""

import os
import subprocess
import sys

import pytest

from tabara.methods.disclosure import PUBLIC, DisclosureError, Patience, linked, one_way, protect
from tabara.methods.disclosure.linked import Told, derived


def told(release, drawn):
    """Read the numbers of a release: "Q1+Q2 women = 40", one a line; "?" is withheld, "~2" known within two."""
    found = []
    for line in drawn.strip().splitlines():
        name, value = (part.strip() for part in line.split("="))
        periods, _space, group = name.partition(" ")
        value, _tilde, error = value.partition("~")
        groups = group.split("+") if group else ["women", "men", "others"]
        parts = frozenset((period, one) for period in periods.split("+") for one in groups)
        number = None if value.strip() == "?" else int(value)
        found.append(Told(release, name, parts, number, int(error or 0)))
    return found


YEAR = told("the year", "Q1+Q2+Q3+Q4 = 100\nQ1+Q2+Q3+Q4 women = 60\nQ1+Q2+Q3+Q4 men+others = 40")


def test_a_period_less_most_of_it_tells_of_the_few_in_the_rest():
    found = derived(told("January", "Q1+Q2 women = 40"), told("April", "Q1 women = 37"), 10)
    assert (found.releases, found.low, found.high) == (("January", "April"), 3, 3)
    assert derived(told("January", "Q1+Q2 women = 40"), told("April", "Q1 women = 30"), 10) is None
    assert derived(told("January", "Q1+Q2 women = 40"), told("April", "Q1 women = 40"), 10) is None


def test_a_total_less_all_other_groups_tells_of_the_group_that_no_table_showed():
    found = derived(told("by sex", "Q1 women = 20\nQ1 men = 18"), told("whole", "Q1 = 41"), 10)
    assert found.releases == ("by sex", "whole")
    assert (found.low, found.high) == (3, 3)


def test_a_year_less_three_of_its_quarters_is_found_over_many_releases():
    quarters = [*told("first", "Q1 women = 20"), *told("second", "Q2 women = 18"), *told("third", "Q3 women = 17")]
    found = derived(quarters, YEAR, 10)
    assert (found.releases[1], found.low, found.high) == ("the year", 5, 5)
    assert derived(quarters[:2], YEAR, 10) is None


def test_a_number_that_one_table_withholds_and_another_gives_away_is_found():
    table = told("withheld", "Q1 = 60\nQ1 women = ?\nQ1 men = ?\nQ1 others = 30")
    found = derived(table, told("other", "Q1 women+others = 55"), 10)
    assert found.name == "Q1, less: Q1 women+others"
    assert (found.low, found.high) == (5, 5)


def test_what_one_release_tells_by_itself_is_not_held_against_another():
    alone = told("old", "Q1 = 41\nQ1 women = 20\nQ1 men = 18")
    assert derived(alone, told("new", "Q2 = 70"), 10) is None
    assert derived([], alone, 10) is None


def test_rounded_numbers_tell_too_little_to_be_subtracted():
    assert derived(told("January", "Q1+Q2 women = 40~2"), told("April", "Q1 women = 35~2"), 10).low == 1
    assert derived(told("January", "Q1+Q2 women = 40~2"), told("April", "Q1 women = 40~2"), 10) is None


def test_numbers_that_changed_in_between_contradict_each_other_and_are_still_subtracted_pair_by_pair():
    old = told("old", "Q1+Q2 = 50\nQ1 = 20\nQ2 = 31")
    found = derived(old, told("new", "Q1 men = 12\nQ2 = 47"), 10)
    assert (found.name, found.low, found.high) == ("Q1, less: Q1 men", 8, 8)
    assert derived(old, told("new", "Q1 men = 2\nQ2 = 47"), 10).name == "Q1+Q2, less: Q2"
    assert derived(told("old", "Q1 = 50"), told("new", "Q1 = 51"), 10) is None  # the same number, told again


def test_an_attack_that_works_on_two_protected_tables_is_stopped_by_looking_at_them_together():
    """Each table passes suppression and its audit, and their difference names three people."""
    first = protect(one_way([40, 25, 30]), PUBLIC).counts
    second = protect(one_way([37, 25, 30]), PUBLIC).counts
    assert None not in (*first, *second)
    groups = ("women", "men", "others")
    half = told("half", "\n".join(f"Q1+Q2 {one} = {value}" for one, value in zip(groups, first, strict=True)))
    quarter = told("quarter", "\n".join(f"Q1 {one} = {value}" for one, value in zip(groups, second, strict=True)))
    assert derived(half, quarter, 10).low == 3


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_it_does_not_matter_which_of_two_releases_came_first(order):
    both = [told("January", "Q1+Q2 women = 40"), told("April", "Q1 women = 37")]
    assert derived(both[order[0]], both[order[1]], 10).low == 3


def test_a_chain_is_found_though_other_numbers_contradict_each_other():
    """Records came in between two releases of another year: that takes nothing away from what this year tells."""
    changed = told("changed", "Y1+Y2 = 90\nY1 = 40\nY2 = 55")
    quarters = [*told("first", "Q1 women = 20"), *told("second", "Q2 women = 18"), *told("third", "Q3 women = 17")]
    found = derived([*changed, *quarters], [*told("", "Y1+Y2 = 95"), *YEAR], 10)
    assert (found.low, found.high) == (5, 5)


def test_what_is_left_is_found_though_a_table_of_it_withholds_all_its_cells():
    """The last quarter was given out by sex without a number in it; the year less the others is still its total."""
    quarters = [*told("first", "Q1 = 30"), *told("second", "Q2 = 40"), *told("third", "Q3 = 25")]
    last = told("last", "Q4 women = ?\nQ4 men+others = ?")
    found = derived([*quarters, *last], told("year", "Q1+Q2+Q3+Q4 = 100"), 10)
    assert (found.low, found.high) == (5, 5)


def test_three_tables_by_two_things_each_tell_of_a_cell_by_all_three():
    """No two of the tables tell of the two men of B who are children, and no number of any table is below ten."""
    men, women = ((14, 0, 20), (2, 0, 11), (0, 0, 0)), ((2, 20, 0), (20, 11, 0), (11, 0, 0))
    cells = {(s, p, a): men_or[p][a] for s, men_or in enumerate((men, women)) for p in range(3) for a in range(3)}
    assert all(one.value == 0 or one.value >= 10 for kept in ((0, 1), (1, 2), (0, 2)) for one in side(cells, kept))
    first, second, third = side(cells, (0, 1)), side(cells, (1, 2)), side(cells, (0, 2))
    assert derived(first, second, 10) is None
    found = derived([*first, *second], third, 10)
    assert (found.low, found.high) == (2, 2)


def side(cells, kept):
    """Give one side of a table of three, as a release."""
    sums = {}
    for cell, many in cells.items():
        sums.setdefault(tuple(cell[at] for at in kept), {})[cell] = many
    return [Told(str(kept), str(key), frozenset(some), sum(some.values())) for key, some in sums.items()]


def test_two_quarters_together_are_found_though_another_number_tells_them_apart():
    """The second quarter of all sexes is known, so that its women and those of the fourth are no one part any more."""
    some = [*told("first", "Q1 women = 20"), *told("third", "Q3 women = 30"), *told("second", "Q2 = 60")]
    found = derived(some, told("year", "Q1+Q2+Q3+Q4 women = 54"), 10)
    assert (found.name, found.low, found.high) == ("Q1+Q2+Q3+Q4 women", 4, 4)


def test_more_numbers_than_a_reader_can_hold_are_not_taken_to_be_safe(monkeypatch):
    monkeypatch.setattr(linked, "MOST_CELLS", 3)
    with pytest.raises(DisclosureError, match="too many numbers"):
        derived(told("old", "Q1 women = 40\nQ1 men = 30\nQ2 = 70"), YEAR, 10)


def test_a_paper_that_was_told_otherwise_since_is_still_held_by_somebody():
    """The year of the first day less the quarters of that day; the year told again later hides it from nobody."""
    first = [*told("year", "Q1+Q2+Q3+Q4 = 100"), *told("first", "Q1 = 30"), *told("again", "Q1+Q2+Q3+Q4 = 150")]
    now = told("now", "Q2+Q3 = 65")
    found = derived(first, now, 10)
    assert (found.low, found.high) == (5, 5)
    assert derived([first[1], first[2]], now, 10) is None
    found = derived(first[:2], [*now, *told("now", "Q1+Q2+Q3+Q4 = 150")], 10)  # told otherwise only now
    assert (found.low, found.high) == (5, 5)


def test_all_programmes_together_have_one_limit_of_time():
    quarters = [*told("first", "Q1 women = 20"), *told("second", "Q2 women = 18"), *told("third", "Q3 women = 17")]
    assert derived(quarters, YEAR, 10, patience=Patience(20)) is not None
    with pytest.raises(DisclosureError, match="too long"):
        derived(quarters, YEAR, 10, patience=Patience(0))


SEEDED = """
from tabara.methods.disclosure import Told, derived
before = [Told("one", "everybody", frozenset("abcdef"), 60), Told("one", "half", frozenset("abc"), 30)]
now = [Told("", name, frozenset(name), 13) for name in "abde"]
print(derived(before, now, 10))
"""


def test_what_is_named_in_a_refusal_does_not_change_from_run_to_run():
    told = {
        subprocess.run(  # noqa: S603  # our own Python on a text of ours
            [sys.executable, "-c", SEEDED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told) == 1
    assert "Derived" in told.pop()
