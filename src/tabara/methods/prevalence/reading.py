"""Capture tables from what people have: rows of cases, or a CSV of histories and counts.

A history may stand once only, a count is a whole number, and nothing is guessed: whoever typed 1.5 or the same
history twice has to say what was meant.
"""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence

from tabara.methods.prevalence.capture import MOST_LISTS, CaptureTable, capture_table
from tabara.methods.prevalence.errors import PrevalenceError

COUNT = "count"
IMPOSSIBLE = "impossible"  # written instead of a count: a structural zero
_SEPARATORS = (",", ";", "\t")


def from_rows(rows: Iterable[Collection[str]], lists: Sequence[str] | None = None) -> CaptureTable:
    """Make a table from people, each the names of the lists they stand on.

    Whoever stands on none of the lists was not seen and is not counted. Without `lists`, they are those that occur.

    >>> from_rows([{"A"}, {"A", "B"}, {"B"}, set()]).observed
    3
    """
    people = [frozenset(row) for row in rows]
    named = tuple(lists) if lists is not None else tuple(sorted(frozenset().union(*people)))
    unknown = frozenset().union(*people) - frozenset(named)
    if unknown:
        raise PrevalenceError(f"Somebody stands on “{min(unknown)}”, which is none of the lists.")
    if not any(people):
        raise PrevalenceError("Nobody stands on any list. There is nothing to count.")
    counts: dict[tuple[int, ...], int] = {}
    for person in people:
        history = tuple(int(name in person) for name in named)
        if any(history):
            counts[history] = counts.get(history, 0) + 1
    return capture_table(named, counts)


def read_csv(text: str) -> CaptureTable:
    """Read a CSV with a column of noughts and ones for each list and a column `count`.

    "impossible" instead of a count says that nobody can have this history.

    >>> read_csv("A,B,count\\n1,0,40\\n0,1,30\\n1,1,6\\n").observed
    76
    """
    (table,) = read_strata(text, ()).values()
    return table


def read_strata(text: str, by: Sequence[str]) -> dict[tuple[str, ...], CaptureTable]:
    """Read a CSV whose columns `by` divide people into strata; give a table for each, in the order of their values.

    A list that names nobody in a stratum does not cover it, and is left out of that table: it says nothing about
    the people there, and must not count as having missed them.

    >>> text = "sex,A,B,count\\nf,1,0,4\\nf,1,1,2\\nf,0,1,3\\nm,1,1,1\\nm,0,1,5\\n"
    >>> {who: table.observed for who, table in read_strata(text, ["sex"]).items()}
    {('f',): 9, ('m',): 6}
    """
    head, rows = _rows(text)
    lists = _lists(head, by)
    counts: dict[tuple[str, ...], dict[tuple[int, ...], int | None]] = {}
    for number, row in rows:
        stratum = tuple(row[column] for column in by)
        history = tuple(_bit(number, name, row[name]) for name in lists)
        seen = counts.setdefault(stratum, {})
        if history in seen:
            raise PrevalenceError(f"Line {number}: this history stands in the file twice. Add its counts up.")
        seen[history] = _count(number, row[COUNT])
    if not counts:
        raise PrevalenceError("The file has no rows below its head.")
    return {stratum: _of_stratum(lists, stratum, counts[stratum]) for stratum in sorted(counts)}


def _of_stratum(
    lists: Sequence[str], stratum: tuple[str, ...], counts: Mapping[tuple[int, ...], int | None]
) -> CaptureTable:
    try:
        return _covered(lists, counts, partly=bool(stratum))
    except PrevalenceError as error:
        raise PrevalenceError(f"Stratum {', '.join(stratum)}: {error}" if stratum else str(error)) from None


def _covered(lists: Sequence[str], counts: Mapping[tuple[int, ...], int | None], partly: bool) -> CaptureTable:
    """The table of one stratum, over the lists that name somebody in it."""
    naming = [at for at in range(len(lists)) if not partly or any(count for one, count in counts.items() if one[at])]
    seen: dict[tuple[int, ...], int] = {}
    impossible: list[tuple[int, ...]] = []
    for history, count in counts.items():
        kept = tuple(history[at] for at in naming)
        if count is None and sum(kept) == sum(history):
            impossible.append(kept)
        elif count:
            seen[kept] = count
    return capture_table([lists[at] for at in naming], seen, impossible)


def _rows(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The head and the rows with the number of their line; empty lines are passed over."""
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    head = [name.strip() for name in next(lines, [])]
    if not any(head):
        raise PrevalenceError("The file is empty. It needs a head with the names of the lists and “count”.")
    head = [COUNT if name.lower() == COUNT else name for name in head]
    rows = []
    for row in lines:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(head):
            raise PrevalenceError(f"Line {lines.line_num} has {len(cells)} cells, the head has {len(head)}.")
        rows.append((lines.line_num, dict(zip(head, cells, strict=True))))
    return head, rows


def _lists(head: Sequence[str], by: Sequence[str]) -> list[str]:
    twice = [name for at, name in enumerate(head) if name in head[:at]]
    if twice:
        raise PrevalenceError(f"Two columns are called “{twice[0]}”. Give each its own name.")
    missing = [name for name in (COUNT, *by) if name not in head]
    if missing:
        raise PrevalenceError(f"The file has no column “{missing[0]}”. Its columns are: {', '.join(head)}.")
    lists = [name for name in head if name != COUNT and name not in by]
    if len(lists) > MOST_LISTS:
        raise PrevalenceError(f"{len(lists)} lists are too many; {MOST_LISTS} is the most. Merge lists that are alike.")
    return lists


def _bit(number: int, name: str, cell: str) -> int:
    if cell not in ("0", "1"):
        raise PrevalenceError(f"Line {number}: “{cell}” under {name}. Write 1 for on the list, 0 for not on it.")
    return int(cell)


def _count(number: int, cell: str) -> int | None:
    """The count, or None for a history that is impossible."""
    if cell == IMPOSSIBLE:
        return None
    if cell.startswith("-") and cell[1:].isdigit():
        raise PrevalenceError(f"Line {number}: the count is {cell}. A count cannot be negative.")
    if not (cell.isascii() and cell.isdigit()):
        raise PrevalenceError(f"Line {number}: the count is “{cell}”. A count is a whole number.")
    return int(cell)
