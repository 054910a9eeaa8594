"""The workbooks that we hand out: an empty one with its columns, an example, and what was wrong with one."""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from django.utils import translation
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.partnership.operations.plan.columns import COLUMNS, PROBLEM, TARGET, Kind, columns, title
from tabara.partnership.operations.plan.weighing import Draft, currencies

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
VALIDATED = 500  # rows under the header whose cells offer their lists
WIDTH = {Kind.WORDS: 28, Kind.CODE: 18, Kind.DAY: 13, Kind.NUMBER: 12, Kind.MONEY: 15}
NAMED = {"objective_code": 12, "code": 12, "currency": 10, "objective": 40, "activity": 46}


def template(*, years: Sequence[int], at: dt.datetime, rows: Sequence[Sequence[Any]] = (), banner: str = "") -> bytes:
    """Return a workbook: how it is filled, its columns with their lists, and the rows of an example, if any."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": at.replace(tzinfo=None), "author": ""})
        _instructions(book)
        _activities(book, keys_with(years), rows, banner)
        _indicators(book)
        book.worksheets()[1].activate()
    return out.getvalue()


def wrong_rows(draft: Draft, *, at: dt.datetime) -> bytes:
    """Return every row as it was sent, with what is wrong with it in the last column, as texts."""
    sent, flaws = draft.sent, {row.number: row.flaws for row in draft.rows}
    problem = str(PROBLEM.title)
    width = max([len(sent.header), *(len(cells) for _no, cells in sent.rows)])
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": at.replace(tzinfo=None), "author": ""})
        sheet, bold = book.add_worksheet(_name(sent.sheet)), book.add_format({"bold": True, "text_wrap": True})
        red = book.add_format({"bg_color": "#FBE3E4", "text_wrap": True})
        for place, words in enumerate([*sent.header, *[""] * (width - len(sent.header)), problem]):
            sheet.write_string(0, place, words, bold)
        for line, (number, cells) in enumerate(sent.rows, start=1):
            for place, words in enumerate(cells):
                sheet.write_string(line, place, words)
            if flaws[number]:
                told = " ".join(f"{one.letter}{number} {one.title}: {one.reason}" for one in flaws[number])
                sheet.write_string(line, width, told, red)
        sheet.set_column(0, width - 1, 18)
        sheet.set_column(width, width, 70)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def keys_with(years: Sequence[int]) -> list[str]:
    """Return the keys of the columns, with one target for each year."""
    return [
        key for one in COLUMNS for key in ([f"{TARGET}{year}" for year in years] if one.key == "target" else [one.key])
    ]


def _instructions(book: Any) -> None:
    sheet, bold = book.add_worksheet(_name(_("How to fill it"))), book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    lines = (
        _("One row for each activity. An objective without an activity has a row of its own."),
        _("The number of an activity stays the same in every version of the plan: so its history stays with it."),
        _("Write values, no formulas. Nobody who was helped or accused is named anywhere."),
        _("Where the indicator is one of the catalogue (third sheet), what was reached computes itself."),
    )
    for line, words in enumerate(lines):
        sheet.write_string(line, 0, words)
    start = len(lines) + 1
    for place, words in enumerate((_("Column"), _("How it is filled"), _("Needed"))):
        sheet.write_string(start, place, words, bold)
    for line, (name, how, needed) in enumerate(columns(), start=start + 1):
        for place, words in enumerate((name, how, _("yes") if needed else "")):
            sheet.write_string(line, place, words, wrap)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)


def _activities(book: Any, keys: list[str], rows: Sequence[Sequence[Any]], banner: str) -> None:
    sheet = book.add_worksheet(_name(_("Activities")))
    bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EEF7", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    top = 1 if banner else 0
    if banner:
        sheet.write_string(0, 0, banner, book.add_format({"bold": True, "font_color": "#A4122B"}))
    kinds = {one.key: one for one in COLUMNS}
    for place, key in enumerate(keys):
        found = kinds["target" if key.startswith(TARGET) else key]
        sheet.write_string(top, place, title(key), bold)
        sheet.set_column(place, place, NAMED.get(found.key, WIDTH[found.kind]))
        _validate(sheet, top + 1, place, found.key, found.codelist)
    for line, row in enumerate(rows, start=top + 1):
        for place, value in enumerate(row):
            _write(sheet, line, place, value, day)
    sheet.freeze_panes(top + 1, 5)


def _validate(sheet: Any, first: int, place: int, key: str, codelist: str) -> None:
    listed = [one.text(_language()) for one in codelists.pack().codelist(codelist).codes.values()] if codelist else []
    listed = currencies() if key == "currency" else listed
    if listed and len(",".join(listed)) <= 255:  # what a list within a cell may hold
        sheet.data_validation(first, place, first + VALIDATED, place, {"validate": "list", "source": listed})


def _indicators(book: Any) -> None:
    sheet, bold = book.add_worksheet(_name(_("Indicators"))), book.add_format({"bold": True})
    spoken, pillars = _language(), codelists.pack().codelist("pillar").codes
    for place, words in enumerate((_("Key"), _("Indicator"), _("Pillar"))):
        sheet.write_string(0, place, words, bold)
    for line, one in enumerate(codelists.pack().indicators, start=1):
        told = one["title"].get(spoken) or one["title"].get("fr") or one["key"]
        pillar = pillars[one["pillar"]].text(spoken) if one["pillar"] in pillars else one["pillar"]
        for place, words in enumerate((one["key"], told, pillar)):
            sheet.write_string(line, place, words)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
    sheet.freeze_panes(1, 0)


def _write(sheet: Any, line: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, dt.date):
        sheet.write_datetime(line, place, dt.datetime.combine(value, dt.time()), day)
    elif isinstance(value, str):
        sheet.write_string(line, place, value)
    elif value is not None:
        sheet.write_number(line, place, value)


def _name(words: str) -> str:
    """Return a name that a spreadsheet takes for a sheet."""
    return "".join(" " if letter in "[]:*?/\\" else letter for letter in words).strip(" '")[:31] or "1"


def _language() -> str:
    return translation.get_language() or "fr"
