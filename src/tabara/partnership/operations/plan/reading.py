"""The sheet of the plan in a workbook: where its header is, and the rows under it as texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.files.workbooks import Sheet, Workbook, letters_of
from tabara.partnership.operations.plan.cells import text_of
from tabara.partnership.operations.plan.columns import COLUMNS, PROBLEM, keys_of, title

MOST = 2_000  # rows: a plan of more is no plan that anybody follows
HEADER_WITHIN = 15  # rows from the top, where a banner or a title may stand
ENOUGH = 3  # columns that make a row a header


@dataclass(frozen=True)
class Sent:
    """What was sent: the sheet, its header, and its rows with their numbers, all as texts."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def keys(self) -> dict[int, str]:
        """Return which column stands where."""
        return {place: key for place, key in keys_of(self.header).items() if key != PROBLEM.key}

    @property
    def unread(self) -> list[str]:
        """Return the titles that stand over columns that nobody reads."""
        known = keys_of(self.header)
        return [cell for place, cell in enumerate(self.header) if cell and place not in known]

    def letter(self, key: str) -> str:
        """Return how the spreadsheet names a column."""
        return next((letters_of(place + 1) for place, one in self.keys.items() if one == key), "")


def sent_of(book: Workbook) -> Sent:
    """Return the plan's sheet: the first with a header under which the plan's columns are known.

    Raises:
        Refused: where no sheet has one, a needed column is missing, or there is no row or far too many.
    """
    found = next((one for sheet in book.sheets if (one := _in_sheet(sheet))), None)
    if found is None:
        said = _("No sheet of this workbook has the columns of the plan. Begin with the empty workbook of this page.")
        raise Refused(said, "file")
    missing = [title(one.key) for one in COLUMNS if one.needed and one.key not in found.keys.values()]
    if missing:
        said = _("The sheet “%(sheet)s” lacks these columns: %(columns)s. Add them, even if they stay empty.")
        raise Refused(said % {"sheet": found.sheet, "columns": ", ".join(missing)}, "file")
    if not found.rows:
        said = _("There is only a header in the sheet “%(sheet)s”. Write a row under it for each activity.")
        raise Refused(said % {"sheet": found.sheet}, "file")
    if len(found.rows) > MOST:
        said = _("The sheet “%(sheet)s” has more than %(most)s rows; a plan has at most so many. Send a shorter one.")
        raise Refused(said % {"sheet": found.sheet, "most": f"{MOST:,}".replace(",", "\u00a0")}, "file")
    return found


def stored(sent: Sent) -> list[object]:
    """Return what was sent as it is kept until it is loaded."""
    return [sent.sheet, list(sent.header), [[number, list(cells)] for number, cells in sent.rows]]


def of_stored(kept: Sequence[object]) -> Sent:
    """Return what was sent from what was kept."""
    sheet, header, rows = kept
    return Sent(
        str(sheet),
        tuple(header),  # type: ignore[arg-type]  # as `stored` wrote it
        tuple((number, tuple(cells)) for number, cells in rows),  # type: ignore[attr-defined]  # as `stored` wrote it
    )


def _in_sheet(sheet: Sheet) -> Sent | None:
    for nth, (number, cells) in enumerate(sheet.rows):
        header = tuple(text_of(cell) for cell in cells)
        if number <= HEADER_WITHIN and len(keys_of(header)) >= ENOUGH:
            rows = ((no, tuple(text_of(one) for one in row)) for no, row in sheet.rows[nth + 1 :])
            return Sent(sheet.name, header, tuple((no, row) for no, row in rows if any(row)))
    return None
