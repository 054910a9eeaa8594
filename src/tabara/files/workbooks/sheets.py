"""The sheets of a workbook, walked through before they are read: formulas, errors, and how much there is."""

import re
from collections.abc import Mapping, Sequence

from tabara.files.workbooks.markup import local, walk
from tabara.files.workbooks.refusing import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_NAMED,
    MOST_ROWS,
    Flaw,
    NoWorkbook,
    Spot,
)

CELL = re.compile(r"\A([A-Z]{1,3})([1-9]\d{0,6})\Z")


def refuse_sheet(content: bytes, name: str, shared: Sequence[int]) -> None:
    """Refuse a sheet with a formula, an error, or more in it than a reader has room for."""
    walked = _Walk(name, shared)
    walk(content, walked.element, walked.letters)
    walked.close()
    if walked.formulas:
        raise NoWorkbook(Flaw.FORMULA, tuple(walked.formulas))
    if walked.faults:
        raise NoWorkbook(Flaw.FAULT, tuple(walked.faults))


def lengths(content: bytes) -> list[int]:
    """Return how long each of the texts is that the cells share."""
    found: list[int] = []

    def element(name: str, _attributes: Mapping[str, str]) -> None:
        if local(name) == "si":
            found.append(0)

    def letters(text: str) -> None:
        if found:
            found[-1] += len(text)

    walk(content, element, letters)
    return found


class _Walk:
    """One way through a sheet: where it stands, and what was seen."""

    def __init__(self, name: str, shared: Sequence[int]) -> None:
        self.name, self.shared = name, shared
        self.row = self.column = self.width = self.said = 0
        self.points = False  # the cell holds the number of a shared text
        self.reads = False  # what comes now is that number
        self.number = ""
        self.formulas: list[Spot] = []
        self.faults: list[Spot] = []

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the start of a row, a cell or a formula."""
        kind = local(name)
        self.reads = kind == "v" and self.points
        if kind == "c":
            self._cell(attributes)
        elif kind == "row":
            self._row(attributes)
        elif kind == "f":
            self._note(self.formulas)

    def letters(self, text: str) -> None:
        """Take in what stands in a cell."""
        if self.reads:
            self.number += text

    def close(self) -> None:
        """Count what the cell before says."""
        if self.number:
            self.said += self._length(self.number)
            self.number = ""
            if self.said > MOST_LETTERS:
                raise NoWorkbook(Flaw.TOO_MUCH, (Spot(self.name, ""),))

    def _row(self, attributes: Mapping[str, str]) -> None:
        given = attributes.get("r", "")
        self.row = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else self.row + 1
        self.column = 0

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.close()
        self.points = attributes.get("t") == "s"
        self._move(attributes.get("r", ""))
        self.width = max(self.width, self.column)
        if attributes.get("t") == "e":
            self._note(self.faults)
        self._refuse_size()

    def _move(self, given: str) -> None:
        if not given:
            self.column += 1
            return
        named = CELL.match(given)
        if not named:
            raise NoWorkbook(Flaw.BROKEN)
        self.column, self.row = _column(named[1]), max(self.row, int(named[2]))

    def _refuse_size(self) -> None:
        flaw = None
        if self.row > MOST_ROWS:
            flaw = Flaw.TOO_MANY_ROWS
        elif self.column > MOST_COLUMNS:
            flaw = Flaw.TOO_MANY_COLUMNS
        elif self.row * self.width > MOST_CELLS:
            flaw = Flaw.TOO_MUCH
        if flaw:
            raise NoWorkbook(flaw, (Spot(self.name, ""),))

    def _note(self, into: list[Spot]) -> None:
        if len(into) < MOST_NAMED:
            into.append(Spot(self.name, f"{letters_of(self.column)}{self.row}"))

    def _length(self, number: str) -> int:
        try:
            return self.shared[int(number)]
        except (ValueError, IndexError):
            raise NoWorkbook(Flaw.BROKEN) from None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def letters_of(column: int) -> str:
    """Return how a spreadsheet names a column, the first being 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
