"""The overlaps of lists as they may be shown: no count below the threshold, and none that could be worked out."""

from collections.abc import Mapping
from itertools import product

import pytest

from tabara.methods.disclosure import INTERNAL, PUBLIC, UNODC
from tabara.methods.prevalence import CaptureTable, capture_table
from tabara.publication.studies import Overlaps, overlaps
from tests.methods.prevalence.published import published


def counts(of: Overlaps) -> Mapping[tuple[str, ...], int | None]:
    return {one.lists: one.count for one in of.exactly}


def test_inside_everything_is_shown_the_largest_first():
    of = overlaps(published("Korea"))
    assert [one.count for one in of.exactly] == [54, 41, 12, 6, 5, 5]
    assert [(one.lists, one.count) for one in of.each] == [(("b",), 77), (("c",), 71), (("d",), 59)]
    assert [(one.lists, one.count) for one in of.pairs] == [(("b", "c"), 66), (("b", "d"), 18), (("c", "d"), 12)]
    assert of.pair("d", "b").count == 18
    assert (of.total, of.withheld, of.rule) == (123, False, INTERNAL)


@pytest.mark.parametrize("rule", [PUBLIC, UNODC])
def test_no_small_count_is_shown_and_withheld_ones_come_last_in_the_order_of_the_lists(rule):
    of = overlaps(published("UKdat_4"), rule)
    shown = [one.count for one in (*of.exactly, *of.each, *of.pairs) if one.count is not None]
    assert [count for count in shown if 0 < count < rule.threshold] == []
    hidden = [one for one in of.exactly if one.count is None]
    assert of.exactly[-len(hidden) :] == tuple(hidden)
    assert [len(one.lists) for one in hidden] == sorted(len(one.lists) for one in hidden)
    assert of.withheld


def test_two_tables_look_the_same_whichever_small_count_is_the_larger():
    """Else the order of the rows, or which others are withheld, would tell it."""
    one = capture_table("ABC", {(1, 0, 0): 90, (0, 1, 0): 80, (0, 0, 1): 70, (1, 1, 0): 3, (0, 1, 1): 6})
    two = capture_table("ABC", {(1, 0, 0): 90, (0, 1, 0): 80, (0, 0, 1): 70, (1, 1, 0): 6, (0, 1, 1): 3})
    order = [[each.lists for each in overlaps(table, PUBLIC).exactly if each.count is None] for table in (one, two)]
    assert order[0] == order[1]


def test_a_reader_who_knows_what_adds_up_finds_two_values_for_every_small_count():
    """By trying all tables that agree with what is shown, instead of trusting the solver that hid them."""
    table = capture_table("AB", {(1, 0): 40, (0, 1): 30, (1, 1): 6})
    of = overlaps(table, PUBLIC)
    possible = {both for one, two, both in product(range(50), repeat=3) if agrees(of, one, two, both)}
    assert len(possible) > 1
    assert max(possible) >= PUBLIC.threshold


def agrees(of: Overlaps, one: int, two: int, both: int) -> bool:
    exactly = {("A",): one, ("B",): two, ("A", "B"): both}
    pairs = (
        *((each.count, exactly[each.lists]) for each in of.exactly),
        *zip([each.count for each in of.each], (one + both, two + both), strict=True),
        (of.pairs[0].count, both),
        (of.total, one + two + both),
    )
    return all(shown is None or shown == might for shown, might in pairs)


def test_where_nothing_protects_them_only_a_total_that_is_large_enough_is_left():
    few = overlaps(capture_table("AB", {(1, 0): 3, (1, 1): 2}), PUBLIC)
    assert (few.total, set(counts(few).values()), few.withheld) == (None, {None}, True)


def test_a_table_too_large_for_the_solver_shows_its_total_alone():
    cells = {history: 12 + at for at, history in enumerate(product((0, 1), repeat=8)) if any(history)}
    large: CaptureTable = capture_table("ABCDEFGH", {**cells, (1,) * 8: 3})
    of = overlaps(large, PUBLIC)
    assert of.bare
    assert (of.total, {one.count for one in (*of.exactly, *of.each, *of.pairs)}) == (large.observed, {None})
    assert not overlaps(large, INTERNAL).withheld
