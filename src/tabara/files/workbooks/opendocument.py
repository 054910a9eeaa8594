"""OpenDocument tables (.ods): looked through before they are read, as the other kind is.

Such a table says once what is repeated, so that a few letters may stand for a billion cells: rows and columns are
counted as they would unfold. Where this and the reader could see different things (a table inside a cell, two ways of
naming an element), the wider reading is counted, or the file is refused.
"""

from collections.abc import Mapping

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
from tabara.files.workbooks.sheets import letters_of

CONTENT, STYLES, MANIFEST, TYPE = "content.xml", "styles.xml", "META-INF/manifest.xml", "mimetype"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
DOES = {"script", "event-listener", "event-listeners"}  # elements that run something …
FETCHES = {"table-source", "cell-range-source", "dde-source", "dde-link", "dde-links", "database-source-sql"}
HOLDS = {"object", "object-ole", "plugin", "applet", "floating-frame"}  # … that fetch, and that hold another file
CELLS, LONGEST = ("table-cell", "covered-table-cell"), 8  # digits of a repetition


def refuse_opendocument(found: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the parts that are read of an OpenDocument table; refuse one that does more than hold cells."""
    if found[TYPE].strip() != SPREADSHEET:
        raise NoWorkbook(Flaw.NO_WORKBOOK)
    if CONTENT not in found or MANIFEST not in found:
        raise NoWorkbook(Flaw.BROKEN)
    for name, content in found.items():
        if name != TYPE:  # what says from which template it was made fetches nothing
            walk(content, _refuse_element if name in (CONTENT, STYLES, MANIFEST) else None)
    walked = _Walk()
    walk(found[CONTENT], walked.element, walked.letters, walked.ended)
    if walked.formulas:
        raise NoWorkbook(Flaw.FORMULA, tuple(walked.formulas))
    if walked.faults:
        raise NoWorkbook(Flaw.FAULT, tuple(walked.faults))
    return {name: found[name] for name in (TYPE, MANIFEST, CONTENT)}


def _refuse_element(name: str, attributes: Mapping[str, str]) -> None:
    kind = local(name)
    href = next((value for key, value in attributes.items() if local(key) == "href"), "")
    inside = kind == "a" or not (":" in href or href.startswith(("/", "\\", "..")))  # an address to click on is one
    for flaw, is_so in (
        (Flaw.LOCKED, kind in ("encryption-data", "encrypted-key")),
        (Flaw.MACRO, kind in DOES),
        (Flaw.LINKED, kind in FETCHES or not inside),
        (Flaw.EMBEDDED, kind in HOLDS),
    ):
        if is_so:
            raise NoWorkbook(flaw)


class _Walk:
    """One way through all the sheets: where it stands once everything is unfolded, and what was seen."""

    def __init__(self) -> None:
        self.name, self.depth = "", 0
        self.row = self.rows = self.column = self.columns = self.width = 0
        self.cell = False  # what comes now stands in a cell
        self.said = self.letters_here = 0
        self.formulas: list[Spot] = []
        self.faults: list[Spot] = []

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in the start of a sheet, a row or a cell."""
        kind, given = local(name), _given(attributes)
        if kind == "table":
            self._sheet(given)
        elif kind == "table-row":
            self.row, self.rows = self.row + self.rows, _times(given, "number-rows-repeated")
            self.column = self.columns = 0
        elif kind in CELLS:
            self._cell(given)

    def letters(self, text: str) -> None:
        """Take in what stands in a cell."""
        if self.cell and text.strip():
            self.letters_here += len(text)

    def ended(self, name: str) -> None:
        """Count a cell that is over, as often as it and its row are repeated."""
        kind = local(name)
        if kind == "table":
            self.depth -= 1
        elif kind in CELLS:
            self.cell = False
            if self.letters_here:
                self._refuse_size()

    def _sheet(self, given: Mapping[str, str]) -> None:
        if self.depth:  # a table in a cell: nobody writes one, and readers differ on it
            raise NoWorkbook(Flaw.BROKEN)
        self.name, self.depth = given.get("name", ""), 1
        self.row, self.rows, self.width, self.said = 1, 0, 0, 0

    def _cell(self, given: Mapping[str, str]) -> None:
        if not self.depth or self.cell:
            raise NoWorkbook(Flaw.BROKEN)
        self.column, self.columns = self.column + self.columns, _times(given, "number-columns-repeated")
        self.cell = True
        self.letters_here = len(given.get("string-value", "")) + ("value-type" in given)
        if "formula" in given or "matrix" in "".join(given):
            self._note(self.formulas)
        if "error" in given.get("value-type", ""):
            self._note(self.faults)

    def _refuse_size(self) -> None:
        down, across = self.row + self.rows - 1, self.column + self.columns
        self.width = max(self.width, across)
        self.said += self.letters_here * self.rows * self.columns
        flaw = None
        if down > MOST_ROWS:
            flaw = Flaw.TOO_MANY_ROWS
        elif across > MOST_COLUMNS:
            flaw = Flaw.TOO_MANY_COLUMNS
        elif down * self.width > MOST_CELLS or self.said > MOST_LETTERS:
            flaw = Flaw.TOO_MUCH
        if flaw:
            raise NoWorkbook(flaw, (Spot(self.name, ""),))

    def _note(self, into: list[Spot]) -> None:
        if len(into) < MOST_NAMED:
            into.append(Spot(self.name, f"{letters_of(self.column + 1)}{self.row}"))


def _given(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes without their prefixes; what stands twice is joined, so that neither hides the other."""
    given: dict[str, str] = {}
    for key, value in attributes.items():
        given[local(key)] = given.get(local(key), "") + value
    return given


def _times(given: Mapping[str, str], name: str) -> int:
    """Return how often a row or a cell is repeated.

    Raises:
        NoWorkbook: where that is no number.
    """
    said = given.get(name, "1")
    if not (said.isascii() and said.isdigit() and len(said) <= LONGEST and int(said)):
        raise NoWorkbook(Flaw.BROKEN)
    return int(said)
