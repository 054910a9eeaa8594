"""A table of counts with its totals, as entries that lines tie together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from tabara.methods.disclosure.errors import DisclosureError


@dataclass(frozen=True, slots=True)
class Line:
    """Entries and their total, all by position.

    Where people may stand in several members, the members add up to the total or more, and none exceeds it.
    """

    members: tuple[int, ...]
    total: int
    overlapping: bool = False

    @property
    def entries(self) -> tuple[int, ...]:
        return (*self.members, self.total)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts in rows and columns: first the cells row by row, then the rows' totals, the columns', the grand one.

    A one-way table is one row whose total is the grand one. Make it with `one_way` or `two_way`.
    """

    entries: tuple[int, ...]
    rows: int
    columns: int
    lines: tuple[Line, ...]

    @property
    def total(self) -> int:
        return self.entries[-1]


def one_way(counts: Sequence[int], total: int | None = None) -> Table:
    """Make a table of one breakdown; a total below the sum says that people stand in several of the groups.

    >>> one_way([10, 20, 30]).total
    60
    >>> one_way([10, 20, 30], total=45).lines[0].overlapping
    True
    """
    whole = sum(counts) if total is None else total
    entries = (*counts, whole)
    line = _line(entries, tuple(range(len(counts))), len(counts), "The total")
    return Table(entries, 1, len(counts), (line,))


def two_way(
    cells: Sequence[Sequence[int]],
    row_totals: Sequence[int] | None = None,
    column_totals: Sequence[int] | None = None,
    total: int | None = None,
) -> Table:
    """Make a table of two crossed breakdowns; totals not given are the sums.

    >>> two_way([[1, 2], [3, 4]]).entries
    (1, 2, 3, 4, 3, 7, 4, 6, 10)
    """
    rows, columns = len(cells), len(cells[0]) if cells else 0
    if not columns or any(len(row) != columns for row in cells):
        raise DisclosureError("The rows of a table must be of one length, and not empty.")
    by_row = tuple(map(sum, cells)) if row_totals is None else tuple(row_totals)
    by_column = tuple(map(sum, zip(*cells, strict=True))) if column_totals is None else tuple(column_totals)
    if len(by_row) != rows or len(by_column) != columns:
        raise DisclosureError(f"A table of {rows} rows and {columns} columns needs as many totals.")
    if total is None and (row_totals is not None or column_totals is not None):
        raise DisclosureError("Where totals of rows or columns are given, the grand total must be given too.")
    whole = sum(by_row) if total is None else total
    entries = (*chain.from_iterable(cells), *by_row, *by_column, whole)
    return Table(entries, rows, columns, _crossed(entries, rows, columns))


def _crossed(entries: tuple[int, ...], rows: int, columns: int) -> tuple[Line, ...]:
    first_row_total, first_column_total = rows * columns, rows * columns + rows
    grand = len(entries) - 1
    lines = []
    for row in range(rows):
        members = tuple(range(row * columns, (row + 1) * columns))
        lines.append(_line(entries, members, first_row_total + row, f"The total of row {row + 1}"))
    for column in range(columns):
        members = tuple(range(column, rows * columns, columns))
        lines.append(_line(entries, members, first_column_total + column, f"The total of column {column + 1}"))
    lines.append(_line(entries, tuple(range(first_row_total, first_column_total)), grand, "The grand total"))
    lines.append(_line(entries, tuple(range(first_column_total, grand)), grand, "The grand total"))
    return tuple(lines)


def _line(entries: tuple[int, ...], members: tuple[int, ...], total: int, name: str) -> Line:
    counts = [entries[member] for member in members]
    if not counts:
        raise DisclosureError("A table without cells cannot be protected.")
    if min(*counts, entries[total]) < 0:
        raise DisclosureError(f"A count cannot be negative: {min(*counts, entries[total])}.")
    if entries[total] > sum(counts):
        left_out = entries[total] - sum(counts)
        raise DisclosureError(f"{name} counts {left_out} that no cell counts. Add a cell for the unknown ones.")
    if entries[total] < max(counts):
        raise DisclosureError(f"{name} is {entries[total]}, but a cell of it is {max(counts)}.")
    return Line(members, total, overlapping=entries[total] < sum(counts))
