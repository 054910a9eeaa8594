"""What may be seen of a table's cells: protected together with their totals, and with regard to who contributed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

from tabara.indicators import dimensions
from tabara.indicators.contributors import NOBODY, Contributors
from tabara.indicators.counting import Cells
from tabara.indicators.periods import Period
from tabara.methods.disclosure import INTERNAL, Rule, one_way, protect, protect_value, two_way

Values = Mapping[tuple[str, ...], int | None]


def subsets(by: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Give the breakdowns whose cells and totals make one table."""
    return ((), *((name,) for name in by if len(by) > 1), by) if by else ((),)


def values_of(
    by: tuple[str, ...],
    cells: Mapping[tuple[str, ...], Cells],
    period: Period,
    rule: Rule,
    who: Contributors = NOBODY,
) -> Values:
    """Give the cells asked for as far as the rule allows, protected together with their totals."""
    total = cells[()].get((), 0)
    if not by:
        return {(): None if who.one_stands_behind((), ()) else protect_value(total, rule)}
    if len(by) == 1:
        return _one_way(by[0], cells[by], total, period, rule, who)
    return _two_way(by, cells, total, period, rule, who)


def enough(
    by: tuple[str, ...],
    cells: Mapping[tuple[str, ...], Cells],
    people: Mapping[tuple[str, ...], Cells],
    period: Period,
    rule: Rule,
    who: Contributors = NOBODY,
) -> Values:
    """Give sums of money, nights or things where enough people stand behind them: one may hold a great deal.

    The people of each cell are protected as if nobody stood in two: then no sum follows from the others and the total.
    """
    sums = values_of(by, cells, period, INTERNAL)
    if rule.withholds(people[()].get((), 0)) or who.one_stands_behind((), ()):
        return dict.fromkeys(sums, None)
    apart = {cut: _added(people[by], [by.index(name) for name in cut]) for cut in people}
    shown = values_of(by, apart, period, rule, who)
    return {codes: None if shown.get(codes, 0) is None else value for codes, value in sums.items()}


def _added(cells: Cells, places: Sequence[int]) -> Cells:
    """Add up cells over every breakdown but those at some places."""
    found: Counter[tuple[str, ...]] = Counter()
    for codes, number in cells.items():
        found[tuple(codes[at] for at in places)] += number
    return dict(found)


def _one_way(name: str, cells: Cells, total: int, period: Period, rule: Rule, who: Contributors) -> Values:
    codes = dimensions.codes_of(name, cells, 0, period)
    if not codes:
        return {}
    counts = [cells.get((code,), 0) for code in codes]
    left = max(0, total - sum(counts))  # whoever is in no cell: without any of several codes
    own = who.places([((name,), (code,)) for code in codes])
    own += [len(counts) + bool(left)] if who.one_stands_behind((), ()) else []
    table = protect(one_way([*counts, *([left] if left else [])], total), rule, own)
    return {(code,): value for code, value in zip(codes, table.counts, strict=False)}


def _two_way(
    by: tuple[str, ...],
    cells: Mapping[tuple[str, ...], Cells],
    total: int,
    period: Period,
    rule: Rule,
    who: Contributors,
) -> Values:
    rows, columns = (dimensions.codes_of(name, cells[by], at, period) for at, name in enumerate(by))
    if not rows or not columns:
        return {}
    counts = [[cells[by].get((row, column), 0) for column in columns] for row in rows]
    by_row = [min(cells[by[:1]].get((row,), 0), sum(line)) for row, line in zip(rows, counts, strict=True)]
    across = zip(columns, zip(*counts, strict=True), strict=True)
    by_column = [min(cells[by[1:]].get((column,), 0), sum(line)) for column, line in across]
    crossed = two_way(counts, by_row, by_column, min(total, sum(by_row), sum(by_column)))
    margins = [*((by[:1], (row,)) for row in rows), *((by[1:], (column,)) for column in columns), ((), ())]
    table = protect(crossed, rule, who.places([*((by, codes) for codes in product(rows, columns)), *margins]))
    shown = (value for line in table.cells for value in line)
    return dict(zip(product(rows, columns), shown, strict=True))
