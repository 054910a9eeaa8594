"""The attack finds what a reader could, and the choice of what to withhold survives it, quietly."""

import pytest

from tabara.methods.disclosure import PUBLIC, UNODC, DisclosureError, Rule, one_way, protect, two_way
from tabara.methods.disclosure.audit import audit
from tabara.methods.disclosure.cuts import cuts
from tabara.methods.disclosure.table import Line

CROSSED = two_way([[3, 40, 50], [20, 60, 70], [30, 80, 90]])


def published(hidden: set[int]) -> list[int | None]:
    return [None if at in hidden else count for at, count in enumerate(CROSSED.entries)]


@pytest.mark.parametrize(
    ("hidden", "unsafe"),
    [({0}, (0,)), ({0, 1}, (0,)), ({0, 1, 3}, (0,)), ({0, 1, 3, 4}, ()), ({0, 2, 6, 8}, ()), (set(), (0,))],
)
def test_a_small_count_is_unsafe_until_a_way_round_the_table_is_closed(hidden: set[int], unsafe: tuple[int]) -> None:
    assert audit(published(hidden), CROSSED.lines, [0], PUBLIC) == unsafe


def test_a_reader_who_knows_that_all_are_small_finds_the_only_possibility() -> None:
    line = Line(tuple(range(5)), 5)
    assert audit([None] * 5 + [20], [line], range(5), UNODC) == (0, 1, 2, 3, 4)
    assert audit([None] * 5 + [20], [line], range(5), Rule(5)) == ()


def test_a_count_that_cannot_reach_the_threshold_is_unsafe() -> None:
    assert audit([None, None, 9], [Line((0, 1), 2)], [0], Rule(10)) == (0,)


def test_a_table_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(DisclosureError, match="contradicts itself"):
        audit([None, 20, 10], [Line((0, 1), 2)], [0], PUBLIC)


def test_a_cut_rejects_the_unsafe_choice_and_keeps_the_safe_one() -> None:
    found = list(cuts(CROSSED, frozenset({0, 1}), 0, frozenset({0}), PUBLIC))
    assert found
    for weights, least in found:
        assert sum(weights.get(at, 0.0) for at in (0, 1)) < least
        assert sum(weights.get(at, 0.0) for at in (0, 1, 3, 4)) >= least


def test_groups_may_overlap_in_one_direction_of_a_crossed_table() -> None:
    table = two_way([[50, 4, 30], [60, 45, 20]], row_totals=[70, 90], column_totals=[110, 49, 50], total=160)
    protected = protect(table, PUBLIC)
    assert protected.cells[0][1] is None
    assert protected.cells[1][1] is None
    assert protected.row_totals == (70, 90)
    assert protected.total == 160


@pytest.mark.parametrize("style", ["suppress", "less-than"])
def test_the_solver_writes_nothing_where_a_program_reads(style: str, capfd: pytest.CaptureFixture[str]) -> None:
    rule = Rule(5, style="less-than" if style == "less-than" else "suppress")
    for first in range(1, 5):
        protect(two_way([[first, 2, 300, 8], [7, 1, 4, 60], [90, 0, 3, 4], [5, 33, 2, 1]]), rule)
        protect(one_way([first, 4, 4, 190_000]), rule)
    assert capfd.readouterr().out == ""
