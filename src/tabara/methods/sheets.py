"""Tables as files that a spreadsheet opens without doing anything: no cell of ours ever becomes a formula.

A spreadsheet takes a cell of a CSV file for a formula when it begins with one of a few signs, whatever the file says
about it (OWASP, "CSV Injection"). Such a cell gets an apostrophe in front, which spreadsheets take for "this is text".
The same happens inside a cell after what some country's spreadsheet takes for a separator: a reader that expects
semicolons cuts a comma-separated line elsewhere than we did. `plain_text` takes the apostrophes away again, exactly.

In a workbook (XLSX) every text is typed as text, so nothing has to be added.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

Cell = str | int | float | None
LONGEST = 32_767  # letters that a cell of a workbook holds

_SIGNS = "=+\\-@|%" + "＝＋－＠｜％" + "﹢﹣﹦﹫" + "−"  # also their wide, small and mathematical forms
_SEPARATORS = ",;|\t\r\n\v\f"
# What a spreadsheet may skip before it looks for a sign: blanks of every kind, quotes, invisible letters.
_SKIPPED = (
    " '\"`´‘’‚“”„«»‹›\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
    "\u0000-\u0008\u000e-\u001f\u007f-\u009f"
)
_AT_START = f"(?=[{_SKIPPED}]*[{_SIGNS}\t\r\n\v\f])"
_LATER = f"(?=[{_SKIPPED}]*[{_SIGNS}])"
_DANGEROUS = re.compile(f"\\A{_AT_START}|(?<=[{_SEPARATORS}]){_LATER}")
_MADE_SAFE = re.compile(f"\\A'{_AT_START}|(?<=[{_SEPARATORS}])'{_LATER}")


class CellTooLong(ValueError):
    """A text is longer than a cell of a workbook holds."""


def safe_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return _DANGEROUS.sub("'", text)


def plain_text(text: str) -> str:
    """Return the text that `safe_text` was given."""
    return _MADE_SAFE.sub("", text)


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as a CSV file (RFC 4180) in UTF-8 with its mark, every cell in quotes and none a formula."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([safe_text(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def workbook(title: str, rows: Iterable[Sequence[Cell]], *, at: dt.datetime, header: str = "") -> bytes:
    """Return rows as a workbook (XLSX) of one sheet; texts are typed as text. `header` is printed on each page.

    Raises:
        CellTooLong: for a text that no cell holds: nothing is cut off in silence.
    """
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": at.replace(tzinfo=None), "author": ""})
        sheet = book.add_worksheet(title[:31])
        if header:
            sheet.set_header("&L" + header.replace("&", "&&"))
        for number, row in enumerate(rows):
            _write_row(sheet, number, row)
    return out.getvalue()


def _write_row(sheet: Any, number: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            if len(cell) > LONGEST:
                raise CellTooLong(f"A text of {len(cell)} letters does not go into a cell of a workbook; use CSV.")
            sheet.write_string(number, column, cell)
        elif cell is not None:
            sheet.write_number(number, column, cell)
