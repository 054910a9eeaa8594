"""What may be done with a file that waits: one that was sent and read, and of which nothing counts yet.

A file of context and the ministry's list wait alike: they are imported or dropped, once, and what they held is let go.
"""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.unit import latest, write
from tabara.methods.sheets import plain_text
from tabara.prevention.enums import FileState
from tabara.prevention.models import ContextFile, FirmList


def drop(file: ContextFile | FirmList, *, by: Member, at: dt.datetime) -> None:
    """Throw a file away that nobody imported; nothing of what it held is left."""
    latest(file)
    refuse_done(file)
    file.state, file.done_by, file.done_at, file.held = FileState.DROPPED, by, at, None
    write(file, "state", "done_by", "done_at", "held")


def refuse_done(file: ContextFile | FirmList) -> None:
    """Refuse what can only be done with a file that waits."""
    if file.state != FileState.READ:
        raise Refused(_("This file was imported or dropped already. Send another one."))


def kept(lines: Iterable[tuple[int, Iterable[str]]], *, longest: int) -> list[list[object]]:
    """Return numbered lines as they are held: no cell that a spreadsheet would run, none longer than is known."""
    return [[number, [plain_text(cell)[:longest] for cell in cells]] for number, cells in lines]
