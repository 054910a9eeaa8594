"""Workbooks as people send them, and as attackers do: every one of them is a real file."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

SHEET = "xl/worksheets/sheet1.xml"


def book(rows: Sequence[Sequence[Any]], *, name: str = "Activities", also: Callable[..., None] | None = None) -> bytes:
    """Return a workbook of one sheet, as a spreadsheet writes it; `also` adds to it."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet(name)
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001  # a cell has no zone
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write_number(row, column, cell)
        if also:
            also(made, sheet)
    return out.getvalue()


def altered(content: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes]], *, packed: bool = True) -> bytes:
    """Return a package in which these parts are others, or more of them."""
    out, left = BytesIO(), dict(parts)
    how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", how) as new:
        for one in old.infolist():
            change = left.pop(one.filename, old.read(one))
            new.writestr(one.filename, change(old.read(one)) if callable(change) else change)
        for name, part in left.items():
            new.writestr(name, part)
    return out.getvalue()


def cells(*rows: str) -> bytes:
    """Return the XML of a sheet that holds these rows, as they are written."""
    around = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    return (around % "".join(rows)).encode()


def with_sheet(*rows: str) -> bytes:
    """Return a workbook with this sheet in it."""
    return altered(book([["a"]]), {SHEET: cells(*rows)})


def with_declared(kind: str) -> bytes:
    """Return a workbook whose sheet declares something: an entity that swells, or one that reads a file."""
    entity = {
        "swelling": '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        "file": '<!ENTITY b SYSTEM "file:///etc/passwd">',
        "type": "",
    }[kind]
    told = f"<!DOCTYPE worksheet [{entity}]>".encode()
    return altered(book([["a"]]), {SHEET: lambda old: re.sub(rb"(<worksheet)", told + rb"\1", old, count=1)})


def locked(content: bytes) -> bytes:
    """Return a package in which every part says that it is locked, as zip says it."""
    found = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = found.find(mark)
        while start >= 0:
            found[start + at] |= 1
            start = found.find(mark, start + 4)
    return bytes(found)


def lying(content: bytes, part: str, size: int) -> bytes:
    """Return a package whose directory says another size of a part than what it unpacks to."""
    found = bytearray(content)
    start = found.find(b"PK\x01\x02")
    while start >= 0:
        length = int.from_bytes(found[start + 28 : start + 30], "little")
        if bytes(found[start + 46 : start + 46 + length]) == part.encode():
            found[start + 24 : start + 28] = size.to_bytes(4, "little")
        start = found.find(b"PK\x01\x02", start + 4)
    return bytes(found)
