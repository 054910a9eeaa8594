"""Tables that people send: a CSV file as a spreadsheet anywhere in the world writes it, or a reason why it is none.

Read is text alone. A cell that looks like a formula is the text that stands there; the apostrophe that keeps a
spreadsheet from running it (`methods.sheets`) is for whoever reads the cells to take away.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

LARGEST_TABLE = 1024 * 1024  # bytes, as received
MOST_LINES = 2_000
SEPARATORS = ";,\t"
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
NAMED_SEPARATOR = re.compile(r"\Asep=([;,\t])\r?\n", re.IGNORECASE)  # as Excel writes it in the first line
MARKS = (  # the longest first: that of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
OTHERS = (  # what is sent by mistake, by its first bytes
    (b"PK\x03\x04", "workbook"),
    (b"\xd0\xcf\x11\xe0", "workbook"),
    (b"%PDF", "other"),
    (b"\x89PNG", "other"),
    (b"\xff\xd8\xff", "other"),
)


class Unread(StrEnum):
    """Why a file is not read as a table."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    TOO_LONG = "too many lines"
    WORKBOOK = "a workbook, not CSV"
    NOT_TEXT = "no text"
    QUOTES = "a quotation mark that nobody closed"
    NO_LINES = "a header and nothing under it"
    NOT_UTF8 = "text in another encoding than UTF-8"
    NOT_JSON = "JSON that breaks off, or is none"
    NO_RECORDS = "JSON without a list of records"


class NoTable(Exception):
    """A file that is not read as a table; `line` is where the reading stopped, if it began."""

    def __init__(self, why: Unread, line: int = 0) -> None:
        super().__init__(why)
        self.why, self.line = why, line


@dataclass(frozen=True)
class Table:
    """A header, and the lines under it, each with its number in the file; empty lines are left out."""

    header: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def table(content: bytes, *, largest: int = LARGEST_TABLE, most: int = MOST_LINES, utf8: bool = False) -> Table:
    """Return the table of a CSV file; `utf8` reads no other encoding: a letter read wrongly would be a wrong name.

    Raises:
        NoTable: where it is too large, no text, or no table.
    """
    if len(content) > largest:
        raise NoTable(Unread.TOO_LARGE)
    if utf8:
        refuse_other_than_utf8(content)
    text = _text(content)
    if not text.strip():
        raise NoTable(Unread.EMPTY)
    named = NAMED_SEPARATOR.match(text)
    skipped = 1 if named else 0
    rows = _rows(text[named.end() :] if named else text, named[1] if named else "", skipped)
    (_first, header), *lines = rows
    if not lines:
        raise NoTable(Unread.NO_LINES)
    if len(lines) > most:
        raise NoTable(Unread.TOO_LONG)
    return Table(header, tuple(lines))


def whole_text(content: bytes, *, largest: int) -> str:
    """Return a file as text in UTF-8, for whoever reads its lines by rules of their own.

    Raises:
        NoTable: where it is too large, empty, or no text.
    """
    if len(content) > largest:
        raise NoTable(Unread.TOO_LARGE)
    refuse_other_than_utf8(content)
    text = _text(content)
    if not text.strip():
        raise NoTable(Unread.EMPTY)
    return text


def refuse_other_than_utf8(content: bytes) -> None:
    """Refuse text of another encoding; what is no text at all is told elsewhere.

    Raises:
        NoTable: where it is no UTF-8.
    """
    try:
        content.decode()
    except UnicodeDecodeError as problem:
        if content.startswith(tuple(start for start, _kind in OTHERS)):
            return
        raise NoTable(Unread.NOT_UTF8, content.count(b"\n", 0, problem.start) + 1) from None


def _rows(text: str, separator: str, skipped: int) -> list[tuple[int, tuple[str, ...]]]:
    """Return the lines that say something, each with the number at which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True)
    rows, before = [], 0
    try:
        for row in reader:
            cells = tuple(cell.strip() for cell in row)
            if any(cells):
                rows.append((before + 1 + skipped, cells))
            before = reader.line_num
    except csv.Error:
        raise NoTable(Unread.QUOTES, before + 1 + skipped) from None
    return rows


def _separator(text: str) -> str:
    """Return the sign that parts the header: what stands in it most often, outside quotation marks."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().splitlines()[0])
    return max(SEPARATORS, key=first.count)


def _text(content: bytes) -> str:
    """Return the text: by its mark, as UTF-8, or as Western Windows writes it."""
    for start, kind in OTHERS:
        if content.startswith(start):
            raise NoTable(Unread.WORKBOOK if kind == "workbook" else Unread.NOT_TEXT)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decoded(content.removeprefix(mark), (encoding,))
    return _decoded(content, ("utf-8", "cp1252"))


def _decoded(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if NOT_TEXT.search(text):
            break
        return text
    raise NoTable(Unread.NOT_TEXT)
