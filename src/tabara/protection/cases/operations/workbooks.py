"""A workbook that somebody sent: its cells, or one sentence that says what is wrong with it and what to do."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.files.workbooks import LARGEST_WORKBOOK, MOST_COLUMNS, MOST_ROWS, Flaw, NoWorkbook, Spot, Workbook, workbook


def opened(content: bytes, field: str = "file") -> Workbook:
    """Return what stands in a workbook.

    Raises:
        Refused: with the sentence, under the field that took the file.
    """
    try:
        return workbook(content)
    except NoWorkbook as problem:
        raise Refused(sentence(problem), field) from None


def sentence(problem: NoWorkbook) -> str:
    """Return why a workbook is not read, in the reader's language."""
    return _WORDS[problem.why]() % {"where": _where(problem.spots)}


def _where(spots: tuple[Spot, ...]) -> str:
    """Name sheets and cells: “Activities C4, D5”."""
    sheets = dict.fromkeys(one.sheet for one in spots)
    return "; ".join(
        " ".join([sheet, ", ".join(one.cell for one in spots if one.sheet == sheet)]).strip() for sheet in sheets
    )


def _too_large() -> str:
    return _("This workbook is larger than %(most)s MB. Send it in parts.") % {"most": LARGEST_WORKBOOK // 1024 // 1024}


def _too_many_rows() -> str:
    said = _("The sheet “%(where)s” has more than %(most)s rows. Send it in parts.")
    return said % {"where": "%(where)s", "most": f"{MOST_ROWS:,}".replace(",", "\u00a0")}


def _too_many_columns() -> str:
    said = _("The sheet “%(where)s” has more than %(most)s columns. Take out those that are not needed.")
    return said % {"where": "%(where)s", "most": MOST_COLUMNS}


_WORDS: Mapping[Flaw, Callable[[], str]] = {
    Flaw.EMPTY: lambda: _("This file is empty. Choose another one."),
    Flaw.TOO_LARGE: _too_large,
    Flaw.BOMB: lambda: _("This workbook unpacks to far more than its size says, so it is not opened. Save it anew."),
    Flaw.TOO_MANY_PARTS: lambda: _("This workbook has too many parts. Copy its cells into a new workbook."),
    Flaw.NO_WORKBOOK: lambda: _("This is no workbook. Save your table as a workbook (.xlsx or .ods), and send that."),
    Flaw.OLD: lambda: _(
        "This is a workbook of an old kind (.xls). Save it as an Excel workbook (.xlsx), and send that."
    ),
    Flaw.LOCKED: lambda: _("This workbook is locked with a password. Save it without one, and send that."),
    Flaw.MACRO: lambda: _(
        "This workbook holds a program (a macro), so it is not opened. Save it without macros, and send that."
    ),
    Flaw.LINKED: lambda: _(
        "This workbook fetches from other files or addresses. Copy its cells into a new workbook as values."
    ),
    Flaw.EMBEDDED: lambda: _("There is another file inside this workbook. Take it out, and send the workbook again."),
    Flaw.ENTITIES: lambda: _(
        "This workbook is not written as a spreadsheet writes one, so it is not opened. Save it anew there."
    ),
    Flaw.BROKEN: lambda: _("This workbook is broken. Open it in a spreadsheet, save it anew, and send that."),
    Flaw.FORMULA: lambda: _("There are formulas in these cells: %(where)s. Replace them by their values."),
    Flaw.FAULT: lambda: _("There are errors (like #REF!) in these cells: %(where)s. Correct them."),
    Flaw.TOO_MANY_ROWS: _too_many_rows,
    Flaw.TOO_MANY_COLUMNS: _too_many_columns,
    Flaw.TOO_MUCH: lambda: _("There is too much in the sheet “%(where)s”. Send it in parts."),
}
