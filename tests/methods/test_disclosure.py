"""No published table tells a small count, and nothing is withheld without need."""

import random
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from scipy.optimize import linprog

from tabara.methods.disclosure import (
    INTERNAL,
    PUBLIC,
    UNODC,
    DisclosureError,
    Protected,
    Rule,
    one_way,
    protect,
    protect_value,
    two_way,
    value_text,
)

COUNTS = strategies.integers(0, 40) | strategies.sampled_from([0, 1, 2, 3, 100, 2_029])
RULES = strategies.builds(
    Rule,
    threshold=strategies.sampled_from([3, 5, 10]),
    style=strategies.sampled_from(["suppress", "less-than"]),
    zeros=strategies.sampled_from(["shown", "withheld"]),
)
CROSSED = strategies.tuples(strategies.integers(2, 5), strategies.integers(2, 4)).flatmap(
    lambda size: strategies.lists(
        strategies.lists(COUNTS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def possible(table: Protected, position: int) -> tuple[float, float]:
    """What a reader who only knows that counts are not negative can say of a withheld entry of a crossed table."""
    hidden = [at for at, count in enumerate(table.entries) if count is None]
    equations, constants = [], []
    for members, total in lines_of(table):
        coefficients = np.zeros(len(table.entries))
        coefficients[list(members)], coefficients[total] = 1, -1
        equations.append(coefficients[hidden])
        constants.append(-sum(coefficients[at] * (count or 0) for at, count in enumerate(table.entries)))
    aim = np.array([1.0 if at == position else 0.0 for at in hidden])
    ends = []
    for sign in (1, -1):
        found = linprog(sign * aim, A_eq=np.array(equations), b_eq=np.array(constants))
        ends.append(float("inf") if found.status == 3 else sign * found.fun)
    return ends[0], ends[1]


def lines_of(table: Protected) -> list[tuple[range, int]]:
    rows, columns, grand = table.rows, table.columns, len(table.entries) - 1
    if grand == columns:
        return [(range(columns), grand)]
    cells = rows * columns
    return [
        *((range(row * columns, (row + 1) * columns), cells + row) for row in range(rows)),
        *((range(column, cells, columns), cells + rows + column) for column in range(columns)),
        (range(cells, cells + rows), grand),
        (range(cells + rows, grand), grand),
    ]


def says_nothing_of_the_small(table: Protected, truth: Sequence[int], rule: Rule) -> bool:
    return all(
        low < truth[at] + 1 and high >= rule.threshold - 1e-6 and high - low >= 1 - 1e-6
        for at in table.small
        for low, high in [possible(table, at)]
    )


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([120, 45, 14, 3], (120, 45, None, None)),
        ([120, 45, 30, 10], (120, 45, 30, 10)),
        ([120, 45, 0], (120, 45, 0)),
        ([120, 6, 5], (120, None, None)),
        ([12, 3, 2], (None, None, None)),
        ([9, 0], (None, 0)),
        ([50], (50,)),
    ],
)
def test_a_one_way_table_shows_what_it_may(counts: list[int], shown: tuple[int | None, ...]) -> None:
    assert protect(one_way(counts), PUBLIC).counts == shown


def test_a_total_is_shown_unless_it_is_small_itself() -> None:
    assert protect(one_way([120, 3, 14]), PUBLIC).total == 137
    assert protect(one_way([4, 3]), PUBLIC).total is None


def test_the_cheapest_cell_that_protects_is_withheld_with_a_small_one() -> None:
    table = protect(two_way([[3, 40, 50], [20, 60, 70], [30, 80, 90]]), PUBLIC)
    assert table.cells == ((None, None, 50), (None, None, 70), (30, 80, 90))
    assert table.row_totals == (93, 150, 200)
    assert table.column_totals == (53, 180, 210)
    assert table.total == 443
    assert table.small == frozenset({0})
    assert table.secondary == frozenset({1, 3, 4})


def test_a_small_total_of_a_row_is_withheld_and_another_one_with_it() -> None:
    table = protect(two_way([[2, 3], [40, 50], [60, 70]]), PUBLIC)
    assert table.row_totals[0] is None
    assert table.row_totals.count(None) == 2
    assert table.total == 225


def test_ten_groups_of_one_person_cannot_be_published_with_their_total() -> None:
    table = protect(one_way([1] * 10), PUBLIC)
    assert table.counts == (None,) * 10
    assert table.total is None


def test_zeros_are_withheld_where_the_rule_says_so() -> None:
    rule = Rule(threshold=10, zeros="withheld")
    table = protect(one_way([120, 45, 0]), rule)
    assert table.counts == (120, None, None)
    assert protect_value(0, rule) is None


def test_the_style_less_than_writes_it_for_the_small_only() -> None:
    table = protect(one_way([120, 45, 6, 3]), UNODC)
    assert table.texts("…") == ("120", "45", "…", "<5", "174")


def test_groups_that_overlap_hide_the_small_one_alone() -> None:
    table = protect(one_way([120, 45, 3], total=130), PUBLIC)
    assert table.counts == (120, 45, None)
    assert table.total == 130


def test_an_overlap_that_would_tell_the_small_count_is_closed() -> None:
    table = protect(one_way([20, 5], total=20), PUBLIC)
    assert table.counts == (20, None)
    closed = protect(one_way([11, 9, 9], total=28), PUBLIC)
    assert closed.counts[1:] == (None, None)


def test_a_rule_without_complement_withholds_the_small_only() -> None:
    assert protect(one_way([120, 45, 3]), Rule(10, complementary=False)).counts == (120, 45, None)


def test_internally_everything_is_shown() -> None:
    assert protect(two_way([[1, 0], [2, 3]]), INTERNAL).cells == ((1, 0), (2, 3))


@pytest.mark.parametrize(
    ("count", "public", "unodc"), [(0, "0", "0"), (1, "w", "<5"), (4, "w", "<5"), (5, "w", "5"), (10, "10", "10")]
)
def test_a_single_count_is_written_by_its_rule(count: int, public: str, unodc: str) -> None:
    assert value_text(count, PUBLIC, "w") == public
    assert value_text(count, UNODC, "w") == unodc


@pytest.mark.parametrize("count", range(1, 10))
def test_withheld_is_none_and_never_zero(count: int) -> None:
    assert protect_value(count, PUBLIC) is None


def test_a_table_that_leaves_people_out_is_refused() -> None:
    with pytest.raises(DisclosureError, match="The total counts 5 that no cell counts"):
        one_way([10, 20], total=35)


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (lambda: one_way([10, -1]), "cannot be negative: -1"),
        (lambda: one_way([10, 20], total=15), "The total is 15, but a cell of it is 20"),
        (lambda: one_way([]), "without cells"),
        (lambda: two_way([]), "of one length, and not empty"),
        (lambda: two_way([[1, 2], [3]]), "of one length"),
        (lambda: two_way([[1, 2]], row_totals=[3, 4], total=7), "1 rows and 2 columns needs as many totals"),
        (lambda: two_way([[1, 2]], row_totals=[3]), "the grand total must be given too"),
        (lambda: two_way([[1, 2]], row_totals=[9], total=9), "The total of row 1 counts 6"),
        (lambda: protect_value(-1, PUBLIC), "cannot be negative"),
        (lambda: Rule(-1), "cannot be negative"),
    ],
)
def test_what_does_not_add_up_is_refused_in_a_sentence(make: object, complaint: str) -> None:
    assert callable(make)
    with pytest.raises(DisclosureError, match=complaint):
        make()


@given(strategies.lists(COUNTS, min_size=1, max_size=8), RULES)
@settings(max_examples=60, deadline=None)
def test_no_one_way_table_tells_a_small_count(counts: list[int], rule: Rule) -> None:
    table = protect(one_way(counts), rule)
    assert says_nothing_of_the_small(table, one_way(counts).entries, rule)


@given(CROSSED, RULES)
@settings(max_examples=60, deadline=None)
def test_no_crossed_table_tells_a_small_count(cells: list[list[int]], rule: Rule) -> None:
    table = protect(two_way(cells), rule)
    assert says_nothing_of_the_small(table, two_way(cells).entries, rule)


@given(CROSSED, RULES)
@settings(max_examples=40, deadline=None)
def test_what_is_shown_is_true_and_what_is_small_is_not_shown(cells: list[list[int]], rule: Rule) -> None:
    truth = two_way(cells).entries
    for shown, count in zip(protect(two_way(cells), rule).entries, truth, strict=True):
        assert shown in (None, count)
        if rule.withholds(count):
            assert shown is None


@given(strategies.lists(strategies.integers(0, 6), min_size=1, max_size=4), strategies.sampled_from([2, 3]))
@settings(max_examples=40, deadline=None)
def test_a_reader_who_tries_every_table_and_knows_the_rule_finds_two_values(counts: list[int], threshold: int) -> None:
    table = protect(one_way(counts), Rule(threshold, "less-than"))
    if table.total is None:
        return
    marked = table.rule.style == "less-than"
    below, above = (range(1, threshold), range(threshold, 30)) if marked else (range(1, 30), range(1, 30))
    choices = [
        [count] if count is not None else below if at in table.small else above for at, count in enumerate(table.counts)
    ]
    agreeing = [row for row in product(*choices) if sum(row) == table.total]
    for at in table.small:
        assert len({row[at] for row in agreeing}) > 1


def test_where_less_than_five_would_tell_the_count_it_is_not_written() -> None:
    table = protect(one_way([1, 1]), Rule(3, "less-than"))
    assert table.texts("…") == ("…", "…", "…")
    assert protect(one_way([4, 4, 4, 4, 4]), UNODC).texts("…") == ("…",) * 5 + ("20",)


@given(strategies.lists(COUNTS, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_table_without_small_counts_is_shown_whole(counts: list[int]) -> None:
    large = [count * 10 for count in counts]
    assert protect(one_way(large), PUBLIC).entries == one_way(large).entries


@pytest.mark.parametrize(("rows", "columns"), [(18, 7), (18, 5)])
@pytest.mark.parametrize("threshold", [5, 10])
def test_a_national_table_loses_little_and_tells_nothing(rows: int, columns: int, threshold: int) -> None:
    rule = Rule(threshold)
    cells = national(rows, columns, people=1_500, seed=rows * columns)
    table = protect(two_way(cells), rule)
    assert says_nothing_of_the_small(table, two_way(cells).entries, rule)
    assert len(table.secondary) <= 9
    assert table.total == 1_500


def test_the_same_table_is_protected_the_same_way_each_time() -> None:
    cells = national(18, 7, people=1_500, seed=2)
    assert protect(two_way(cells), PUBLIC) == protect(two_way(cells), PUBLIC)


def national(rows: int, columns: int, people: int, seed: int) -> list[list[int]]:
    """Cases of an invented year: provinces and groups are unequal."""
    rng = random.Random(seed)
    cells = [[0] * columns for _ in range(rows)]
    by_row, by_column = [1 / (row + 4) for row in range(rows)], [1 / (column + 1) for column in range(columns)]
    for _ in range(people):
        row, column = rng.choices(range(rows), by_row)[0], rng.choices(range(columns), by_column)[0]
        cells[row][column] += 1
    return cells
