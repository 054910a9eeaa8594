"""What several releases tell together: drawn releases, subtracted as somebody would who holds them all."""

import pytest

from tabara.methods.disclosure import PUBLIC, one_way, protect
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
