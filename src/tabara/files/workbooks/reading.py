"""A workbook that somebody sends, as plain cells; or a reason why it is not read.

The format is read by a library that knows values and nothing else; before it, everything is looked through that could
run, reach elsewhere or swell (`packages`, `markup`, `sheets`).
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from tabara.files.workbooks.markup import local, walk
from tabara.files.workbooks.opendocument import TYPE, refuse_opendocument
from tabara.files.workbooks.packages import TYPES, parts, written_anew
from tabara.files.workbooks.refusing import Flaw, NoWorkbook
from tabara.files.workbooks.sheets import lengths, refuse_sheet

Cell = str | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta  # an empty cell is the empty text
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
PROGRAMS = {"macrosheet", "dialogsheet"}  # roots of parts that do something


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows that say something, each with its number in the spreadsheet, the first being 1."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook, in its order; the hidden ones too, for what is hidden is sent nevertheless."""

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, however it is written in capitals."""
        return next((one for one in self.sheets if one.name.strip().casefold() == name.casefold()), None)


def workbook(content: bytes) -> Workbook:
    """Return the cells of a workbook (.xlsx, .ods).

    Raises:
        NoWorkbook: where it is none, or where anything in it could run, reach elsewhere or swell.
    """
    found = parts(content)
    if TYPE in found:
        found = refuse_opendocument(found)
    else:
        _refuse_parts(found)
    try:
        with CalamineWorkbook.from_filelike(written_anew(found)) as book:
            return Workbook(tuple(_sheet(book, name) for name in book.sheet_names))
    except CalamineError:
        raise NoWorkbook(Flaw.BROKEN) from None
    except BaseException as problem:
        # The library is written in Rust; where that gives up, what arrives here is no Exception.
        if type(problem).__name__ == "PanicException":
            raise NoWorkbook(Flaw.BROKEN) from None
        raise


def _refuse_parts(found: Mapping[str, bytes]) -> None:
    """Refuse a workbook for what stands in any of its parts, whatever the part is called."""
    roots = {name: _root(content) for name, content in found.items()}
    if PROGRAMS & set(roots.values()) or b"macroenabled" in found[TYPES].lower():
        raise NoWorkbook(Flaw.MACRO)
    shared = [name for name, root in roots.items() if root == "sst"]
    if len(shared) > 1 or "workbook" not in roots.values():
        raise NoWorkbook(Flaw.BROKEN)
    texts = lengths(found[shared[0]]) if shared else []
    names = _names(found)
    for name, root in roots.items():
        if root == "worksheet":
            refuse_sheet(found[name], names.get(name.rpartition("/")[2], name.rpartition("/")[2]), texts)


def _root(content: bytes) -> str:
    """Return the name of a part's root; refuse one that fetches anything (an address to click on is none)."""
    linked: list[str] = []

    def element(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode", "").lower() == "external":
            linked.append(attributes.get("Type", ""))

    root = walk(content, element if b"Relationship" in content else None)
    if any(not kind.endswith("/hyperlink") for kind in linked):
        raise NoWorkbook(Flaw.LINKED)
    return root


def _names(found: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of the sheets by the last word of their part's name."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def element(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "sheet":
            sheets[attributes.get("r:id", "")] = attributes.get("name", "")
        elif local(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "").rpartition("/")[2]

    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        walk(found.get(part, b"<none/>"), element)
    return {targets[key]: title for key, title in sheets.items() if key in targets}


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    return Sheet(name, tuple(_rows(book.get_sheet_by_name(name).to_python(skip_empty_area=False))))


def _rows(found: list[list[Cell]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, row in enumerate(found, start=1):
        cells = tuple(_cell(one) for one in row)
        if any(one != "" for one in cells):
            yield number, cells


def _cell(cell: Cell) -> Cell:
    """Return a cell: a text without blanks around it and without signs that nobody can see."""
    return NOT_TEXT.sub("", cell).strip() if isinstance(cell, str) else cell
