"""A file of context as it comes: CSV, the JSON of an interface, or one sheet of a workbook, as a table of texts."""

import datetime as dt

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.tables import unread
from tabara.files import NoTable, Table, Unread, records, table, tags_of
from tabara.files.workbooks import Cell, Sheet
from tabara.protection.cases.operations.workbooks import opened

LARGEST, MOST = 8 * 1024 * 1024, 100_000  # bytes, and rows: what is over it is sent in parts
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # of today, and of an old kind, which is refused with the remedy


def read(content: bytes) -> Table:
    """Return the table that a file holds.

    Raises:
        Refused: where it cannot be read; the sentence says the remedy.
    """
    try:
        if content.startswith(WORKBOOKS):
            return _sheet(opened(content).sheets)
        if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
            return records(content, largest=LARGEST, most=MOST)
        return table(content, largest=LARGEST, most=MOST, utf8=True)
    except NoTable as problem:
        raise unread(problem, largest=LARGEST, most=MOST) from None


def _sheet(sheets: tuple[Sheet, ...]) -> Table:
    """Return the sheet that has tags, or the first one that says anything."""
    tables = [_table(one) for one in sheets if one.rows]
    if not tables:
        raise NoTable(Unread.EMPTY)
    tagged = [one for one in tables if tags_of(one) is not None]
    if len(tagged) > 1:
        raise Refused(_("Several sheets of this workbook have tags. Send each of them as a file of its own."), "file")
    found = (tagged or tables)[0]
    if not found.lines:
        raise NoTable(Unread.NO_LINES)
    return found


def _table(sheet: Sheet) -> Table:
    wide = max(len(cells) for _number, cells in sheet.rows)
    rows = [(number, (*(text(cell) for cell in cells), *[""] * (wide - len(cells)))) for number, cells in sheet.rows]
    return Table(rows[0][1], tuple(rows[1:]))


def text(cell: Cell) -> str:
    """Return a cell as a CSV file would have it: a day as 2024-01-31, a whole number without a point."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else str(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell).strip()
