"""What a cell of the plan's workbook says: every cell arrives as the text that a reader of the sheet would give it."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from django.utils import translation
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.files.workbooks import Cell
from tabara.partnership.operations.plan.columns import Column, Kind, column, title
from tabara.protection.directory.operations.filing.plain import plain

ISO, LOCAL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
NUMBER = re.compile(r"-?\d{1,14}(\.\d+)?")
GAPS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")  # between thousands
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
CENT = Decimal("0.01")
SHOWN = 60

Value = str | dt.date | Decimal | None


def text_of(cell: Cell) -> str:
    """Return a cell of a workbook as text: a day as 2026-12-31, a whole number without a point."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def read(key: str, text: str) -> Value:
    """Return what a cell says; nothing for an empty one (of words: the empty text).

    Raises:
        Refused: where nobody can tell.
    """
    found = column(key)
    return _READ[found.kind](found, key, text)


def _words(found: Column, key: str, text: str) -> str:
    if len(text) > found.longest:
        raise Refused(_("Write at most %(most)s letters.") % {"most": found.longest}, key)
    return text


def _code(found: Column, key: str, text: str) -> str:
    if not text:
        return ""
    codes, asked = codelists.pack().codelist(found.codelist).codes, plain(text)
    for code, one in codes.items():
        if asked in (plain(code), *map(plain, one.label.values())):
            return code
    spoken = translation.get_language() or "fr"
    known = ", ".join(one.text(spoken) for one in codes.values())
    said = _("“%(text)s” is not known under “%(column)s”. Write one of these: %(known)s.")
    raise Refused(said % {"text": text[:SHOWN], "column": title(key), "known": known}, key)


def _day(found: Column, key: str, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        if (day := _written(text)) and EARLIEST <= day < LATEST:
            return day
    except ValueError:
        pass
    said = _("“%(text)s” is no day of the calendar. Write it as 2026-12-31 or as 31/12/2026.")
    raise Refused(said % {"text": text[:SHOWN]}, key)


def _written(text: str) -> dt.date | None:
    if found := ISO.fullmatch(text):
        return dt.date(*map(int, found.groups()))
    if found := LOCAL.fullmatch(text):
        day, month, year = map(int, found.groups())
        return dt.date(year, month, day)
    return None


def _number(found: Column, key: str, text: str) -> Decimal | None:
    if not text:
        return None
    bare = GAPS.sub("", text).replace(",", ".")
    if not NUMBER.fullmatch(bare):
        raise Refused(_("“%(text)s” is no number. Write it in digits.") % {"text": text[:SHOWN]}, key)
    try:
        return Decimal(bare).quantize(CENT)
    except InvalidOperation:
        raise Refused(_("“%(text)s” is no number. Write it in digits.") % {"text": text[:SHOWN]}, key) from None


def _money(found: Column, key: str, text: str) -> Decimal | None:
    amount = _number(found, key, text)
    if amount is not None and amount < 0:
        raise Refused(_("“%(text)s” is less than nothing. Write an amount from 0 on.") % {"text": text[:SHOWN]}, key)
    return amount


_READ = {Kind.WORDS: _words, Kind.CODE: _code, Kind.DAY: _day, Kind.NUMBER: _number, Kind.MONEY: _money}
