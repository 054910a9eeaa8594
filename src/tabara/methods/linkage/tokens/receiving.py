"""What a study receives from a linkage unit: a capture table, an account, and other linkages drawn from its pairs.

The study numbers and the pairs are read, counted and let go: what is kept are counts.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tabara.methods.linkage.drawing import drawn, histories
from tabara.methods.linkage.errors import NotReceived, _
from tabara.methods.linkage.tokens.account import Account, agree, read_account
from tabara.methods.prevalence.capture import CaptureTable, capture_table
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.reading import read_csv

DRAWS = 20  # linkages, as many as are drawn of lists linked in clear
NUMBERS, PAIRS = "numbers", "pairs"
OF_NUMBERS = ("study_id", "person", "list")
OF_PAIRS = ("unique_id_l", "unique_id_r", "probability")
_WRITES = {NUMBERS: "tabara linkage match --output", PAIRS: "tabara linkage match --pairs"}


@dataclass(frozen=True)
class Received:
    """A table of histories, what the unit says of it, and the tables of other linkages that its pairs allow."""

    table: CaptureTable
    account: Account | None = None
    drawn: tuple[CaptureTable, ...] = ()


def received(
    capture: str, account: str = "", numbers: str = "", pairs: str = "", *, seed: int = 1, most: int | None = None
) -> Received:
    """Read what a linkage unit sent; all that is given has to be of one linkage, and of at most so many pairs.

    Raises:
        PrevalenceError: where the table of histories is none.
        NotReceived: where the others are none, or do not agree with it.
    """
    table = read_csv(capture)
    told = read_account(account) if account else None
    if told is not None:
        agree(told, table)
    return Received(table, told, linkages(table, numbers, pairs, seed, most) if numbers or pairs else ())


def linkages(
    table: CaptureTable, numbers: str, pairs: str, seed: int, most: int | None = None
) -> tuple[CaptureTable, ...]:
    """Draw linkages from the probabilities of the pairs; return a table of each.

    Raises:
        NotReceived: where a file is missing, the numbers do not give the table, or pairs name others or are too many.
    """
    if not (numbers and pairs):
        said = _("The study numbers and the pairs go together. Send both files, or neither.")
        raise NotReceived(PAIRS if numbers else NUMBERS, said)
    person_of, list_of = _numbers(numbers)
    _same(table, histories(person_of, list_of, table.lists), list_of)
    found = drawn(_pairs(pairs, list_of, most), DRAWS, np.random.default_rng(seed))
    return tuple(_drawn(table, histories(one, list_of, table.lists)) for one in found)


def _numbers(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the person and the list of each study number."""
    person_of: dict[str, str] = {}
    list_of: dict[str, str] = {}
    for line, row in _rows(text, NUMBERS, OF_NUMBERS):
        number, person, name = (row[column] for column in OF_NUMBERS)
        if not (number and person and name) or number in list_of:
            said = _("Line %(line)s of the study numbers is incomplete, or its number stands there twice.")
            raise NotReceived(NUMBERS, said, line=line)
        person_of[number], list_of[number] = person, name
    return person_of, list_of


def _same(table: CaptureTable, counted: Mapping[tuple[int, ...], int], list_of: Mapping[str, str]) -> None:
    """Refuse study numbers that give another table."""
    told = {
        tuple(history >> at & 1 for at in range(len(table.lists))): people
        for history, people in zip(table.histories, table.counts, strict=True)
    }
    if counted != told or set(list_of.values()) != set(table.lists):
        said = _("The study numbers do not give the counts of the table. Send the files of one linkage.")
        raise NotReceived(NUMBERS, said)


def _pairs(text: str, known: Mapping[str, str], most: int | None) -> pa.Table:
    columns: dict[str, list[str]] = {name: [] for name in OF_PAIRS[:2]}
    probable: list[float] = []
    for line, row in _rows(text, PAIRS, OF_PAIRS):
        if len(probable) == most:
            said = _("There are more than %(most)s pairs. Draw the linkages with: tabara prevalence study --pairs.")
            raise NotReceived(PAIRS, said, most=most)
        if any(row[side] not in known for side in columns):
            said = _("Line %(line)s of the pairs names a number that is not among the study numbers.")
            raise NotReceived(PAIRS, said, line=line)
        for side, kept in columns.items():
            kept.append(row[side])
        probable.append(_probability(line, row[OF_PAIRS[2]]))
    return pa.table({**columns, OF_PAIRS[2]: pa.array(probable, pa.float64())})


def _probability(line: int, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        said = _("Line %(line)s of the pairs: “%(cell)s” is no probability from 0 to 1.")
        raise NotReceived(PAIRS, said, line=line, cell=cell[:20])
    return value


def _drawn(table: CaptureTable, counts: Mapping[tuple[int, ...], int]) -> CaptureTable:
    barred = [tuple(history >> at & 1 for at in range(len(table.lists))) for history in table.impossible]
    try:
        return capture_table(table.lists, counts, barred)
    except PrevalenceError:
        said = _(
            "A linkage drawn from the pairs puts somebody on lists that the table calls impossible together. Correct "
            "the table, or leave the study numbers and the pairs out."
        )
        raise NotReceived(PAIRS, said) from None


def _rows(text: str, which: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    rows = _read(text, which)
    _line, head = next(rows, (1, []))
    if not set(columns) <= set(head):
        said = _("This file has not the columns %(columns)s. It is what “%(command)s” writes.")
        raise NotReceived(which, said, columns=", ".join(columns), command=_WRITES[which])
    for line, row in rows:
        if len(row) != len(head):
            said = _("Line %(line)s has %(cells)s cells, the head has %(head)s. Send the file as it came.")
            raise NotReceived(which, said, line=line, cells=len(row), head=len(head))
        yield line, dict(zip(head, row, strict=True))


def _read(text: str, which: str) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that say something, each with its line, whichever way lines end."""
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        yield from ((lines.line_num, row) for row in lines if row)
    except csv.Error:
        said = _("Line %(line)s cannot be read. Send the file as it came.")
        raise NotReceived(which, said, line=lines.line_num) from None
