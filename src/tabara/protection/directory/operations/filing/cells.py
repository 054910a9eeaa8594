"""What a cell says, and how what is stored is written into one."""

import datetime as dt
import re
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.protection.directory.operations.filing.columns import BY_KEY, Cell, Column, title
from tabara.protection.directory.operations.filing.plain import plain

EMPTY: dict[Cell, Any] = {
    Cell.TEXT: "",
    Cell.CODE: "",
    Cell.CODES: [],
    Cell.NUMBER: None,
    Cell.DAY: None,
    Cell.YES: False,
}
BETWEEN = re.compile(r"[|;,]")
ISO, LOCAL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
YES, NO = ("yes", "true", "1", "x"), ("no", "false", "0")
MOST_DIGITS = 6
NOTHING = ("-", "–", "—")  # what somebody writes to empty what stands there: an empty cell leaves it


def read(key: str, text: str) -> Any:
    """Return what a cell says.

    Raises:
        Refused: where nobody can tell.
    """
    column = BY_KEY[key]
    return EMPTY[column.cell] if text in NOTHING else _READ[column.cell](column, text)


def written(key: str, value: Any) -> str:
    """Return a stored value as a cell of the reader's language."""
    column = BY_KEY[key]
    if column.cell is Cell.YES:
        return _("yes") if value else _("no")
    if value in (None, "", [], ()):
        return ""
    if column.cell is Cell.CODE:
        return _label(column, value)
    if column.cell is Cell.CODES:
        return " | ".join(_label(column, one) for one in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _label(column: Column, code: str) -> str:
    """Return the label of a code where it leads back to it, or the code."""
    known = codelists.pack().codelist(column.codelist).codes.get(code)
    label = known.text(translation.get_language() or "fr") if known else code
    return label if _codes(column, label) == {code} else code


def _codes(column: Column, text: str) -> set[str]:
    """Return the codes that a text may mean: by code, or by a label of any language."""
    codes, asked = codelists.pack().codelist(column.codelist).codes, plain(text)
    if text in codes:
        return {text}
    return {key for key, code in codes.items() if asked in (plain(key), *map(plain, code.label.values()))}


def _code(column: Column, text: str) -> str:
    found = _codes(column, text)
    if len(found) == 1:
        return found.pop()
    if found:
        said = _("“%(text)s” may be any of these: %(codes)s. Write one of them.")
        raise Refused(said % {"text": text, "codes": ", ".join(sorted(found))}, column.key)
    said = _("“%(text)s” is not known here. The page of the files lists what may stand under “%(column)s”.")
    raise Refused(said % {"text": text[:60], "column": title(column.key)}, column.key)


def _many(column: Column, text: str) -> list[str]:
    parts = [text] if _codes(column, text) else [one.strip() for one in BETWEEN.split(text)]
    return list(dict.fromkeys(_code(column, one) for one in parts if one))


def _number(column: Column, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Refused(_("“%(text)s” is no whole number. Write it in digits.") % {"text": text[:60]}, column.key)
    return int(text)


def _day(column: Column, text: str) -> dt.date:
    try:
        if found := ISO.fullmatch(text):
            return dt.date(*map(int, found.groups()))
        if found := LOCAL.fullmatch(text):
            day, month, year = map(int, found.groups())
            return dt.date(year, month, day)
    except ValueError:
        pass
    said = _("“%(text)s” is no day of the calendar. Write it as 2026-12-31 or as 31/12/2026.")
    raise Refused(said % {"text": text[:60]}, column.key)


def _yes(column: Column, text: str) -> bool:
    asked, answers = plain(text), {True: set(YES), False: set(NO)}
    for language in codelists.pack().languages:
        with translation.override(language):
            answers[True].add(plain(_("yes")))
            answers[False].add(plain(_("no")))
    for answer, words in answers.items():
        if asked in words:
            return answer
    raise Refused(_("“%(text)s” is neither yes nor no. Write one of them.") % {"text": text[:60]}, column.key)


_READ = {
    Cell.TEXT: lambda _column, text: text,
    Cell.CODE: _code,
    Cell.CODES: _many,
    Cell.NUMBER: _number,
    Cell.DAY: _day,
    Cell.YES: _yes,
}
