"""Capture tables from what people have: rows of cases, or a CSV of histories and counts.

A history may stand once only, a count is a whole number, and nothing is guessed: whoever typed 1.5 or the same
history twice has to say what was meant.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tabara.methods.prevalence.capture import MOST_LISTS, CaptureTable, capture_table
from tabara.methods.prevalence.errors import PrevalenceError, _

COUNT = "count"
IMPOSSIBLE = "impossible"  # written instead of a count: a structural zero
WITHHELD = "withheld"  # what a linkage unit writes in the clear instead of a small count
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
            raise PrevalenceError(
                _("Line %(line)s: this history stands in the file twice. Add its counts up."), line=number
            )
        seen[history] = _count(number, row[COUNT])
    if not counts:
        raise PrevalenceError(_("The file has no rows below its head."))
    return {stratum: _of_stratum(lists, stratum, counts[stratum]) for stratum in sorted(counts)}


def _of_stratum(
    lists: Sequence[str], stratum: tuple[str, ...], counts: Mapping[tuple[int, ...], int | None]
) -> CaptureTable:
    try:
        return _covered(lists, counts, partly=bool(stratum))
    except PrevalenceError as error:
        if not stratum:
            raise
        raise PrevalenceError(f"Stratum {', '.join(stratum)}: {error}") from None


def _covered(lists: Sequence[str], counts: Mapping[tuple[int, ...], int | None], partly: bool) -> CaptureTable:
    """The table of one stratum, over the lists that name somebody in it."""
    naming = [at for at in range(len(lists)) if not partly or any(count for one, count in counts.items() if one[at])]
    if partly and len(naming) == 1:
        raise PrevalenceError(f"only “{lists[naming[0]]}” names people there. Merge this stratum with another one.")
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
    lines = _lines(csv.reader(io.StringIO(text), delimiter=separator))
    _number, names = next(lines, (1, []))
    head = [name.strip() for name in names]
    if not any(head):
        raise PrevalenceError(_("The file is empty. It needs a head with the names of the lists and “count”."))
    head = [COUNT if name.lower() == COUNT else name for name in head]
    rows = []
    for number, row in lines:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(head):
            told = {"line": number, "cells": len(cells), "head": len(head)}
            raise PrevalenceError(_("Line %(line)s has %(cells)s cells, the head has %(head)s."), **told)
        rows.append((number, dict(zip(head, cells, strict=True))))
    return head, rows


def _lines(lines: Any) -> Iterator[tuple[int, list[str]]]:
    """Give each line with its number, as far as it can be read."""
    try:
        for row in lines:
            yield lines.line_num, row
    except csv.Error as error:
        said = _("Line %(line)s cannot be read as CSV. Save the table as “CSV UTF-8”, and send that file.")
        raise PrevalenceError(said, line=lines.line_num) from error


def _lists(head: Sequence[str], by: Sequence[str]) -> list[str]:
    twice = [name for at, name in enumerate(head) if name in head[:at]]
    if twice:
        raise PrevalenceError(_("Two columns are called “%(name)s”. Give each its own name."), name=twice[0])
    missing = [name for name in (COUNT, *by) if name not in head]
    if missing:
        told = {"name": missing[0], "columns": ", ".join(head)}
        raise PrevalenceError(_("The file has no column “%(name)s”. Its columns are: %(columns)s."), **told)
    lists = [name for name in head if name != COUNT and name not in by]
    if len(lists) > MOST_LISTS:
        said = _("%(many)s lists are too many; %(most)s is the most. Merge lists that are alike.")
        raise PrevalenceError(said, many=len(lists), most=MOST_LISTS)
    return lists


def _bit(number: int, name: str, cell: str) -> int:
    if cell not in ("0", "1"):
        said = _("Line %(line)s: “%(cell)s” under %(name)s. Write 1 for on the list, 0 for not on it.")
        raise PrevalenceError(said, line=number, cell=cell, name=name)
    return int(cell)


def _count(number: int, cell: str) -> int | None:
    """The count, or None for a history that is impossible."""
    if cell == IMPOSSIBLE:
        return None
    if cell == WITHHELD:
        said = _(
            "Line %(line)s: the count is “withheld”, and nothing can be estimated from the rest. Have the linkage unit "
            "seal everything to the study: tabara linkage match --study."
        )
        raise PrevalenceError(said, line=number)
    if cell.startswith("-") and cell[1:].isdigit():
        raise PrevalenceError(
            _("Line %(line)s: the count is %(cell)s. A count cannot be negative."), line=number, cell=cell
        )
    if not (cell.isascii() and cell.isdigit()):
        said = _("Line %(line)s: the count is “%(cell)s”. A count is a whole number.")
        raise PrevalenceError(said, line=number, cell=cell)
    return int(cell)
