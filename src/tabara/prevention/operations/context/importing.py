"""Import a file of context as one act, and undo it as one."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import jobs
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write, write_many
from tabara.prevention.enums import FileState
from tabara.prevention.models import ContextFile, ContextValue
from tabara.prevention.operations.checks import titled
from tabara.prevention.operations.context.sending import plan
from tabara.prevention.operations.context.weighing import Reading, Weighed
from tabara.prevention.operations.waiting import refuse_done

AT_A_TIME = 5_000  # values written between two words on how far it is
FROM, TO = 70, 99  # per cent of a job, weighing being what comes before


@operation("prevention.import_context", needs=Permission.CONTEXT_KEEP)
def import_context(
    *, by: Member, event: uuid.UUID, at: dt.datetime, file: ContextFile, found: Weighed | None = None
) -> ContextFile:
    """Bring in every row of a file that is in order, all of them or none; the others stay out.

    `found` is what `plan` said of this very file on this day: a job weighs before, and holds up nobody meanwhile.
    """
    latest(file)
    refuse_done(file)
    found = found or plan(by=by, file=file, on=timezone.localdate(at))
    if not found.readings:
        raise Refused(_("No row of this file is in order. Correct it, and send it again."))
    _write(file, found.readings)
    file.state, file.done_by, file.done_at, file.held = FileState.IMPORTED, by, at, None
    file.brought = len(found.readings)
    write(file, "state", "done_by", "done_at", "held", "brought")
    return file


def _write(file: ContextFile, readings: list[Reading]) -> None:
    for start in range(0, len(readings), AT_A_TIME):
        write_many([ContextValue(file=file, **vars(one)) for one in readings[start : start + AT_A_TIME]])
        done = min(start + AT_A_TIME, len(readings))
        jobs.progress(FROM + (TO - FROM) * done // len(readings))


@operation("prevention.undo_context", needs=Permission.CONTEXT_KEEP)
def undo_context(*, by: Member, event: uuid.UUID, at: dt.datetime, file: ContextFile, reason: str) -> ContextFile:
    """Take back what a file brought, all of it: it stays readable, counts no more, and may be sent anew."""
    latest(file)
    if file.state != FileState.IMPORTED:
        raise Refused(_("Only a file that was imported can be undone."))
    file.undone_for = titled(reason, "reason", 200)
    file.state, file.undone_by, file.undone_at = FileState.UNDONE, by, at
    write(file, "state", "undone_by", "undone_at", "undone_for")
    return file
