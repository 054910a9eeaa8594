"""Send a file of providers, look at what it would do, and drop it."""

import datetime as dt
import json
import uuid

from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.tables import unread
from tabara.access.unit import wait_for, write
from tabara.files import NoTable, table
from tabara.protection.directory.enums import FileState
from tabara.protection.directory.models import ProviderFile
from tabara.protection.directory.models.files import STANDING
from tabara.protection.directory.operations.filing.comparing import Plan
from tabara.protection.directory.operations.filing.reading import lines_of
from tabara.protection.directory.operations.filing.weighing import plan_of
from tabara.sealing.keys import Purpose, create_key, destroy_key, seal, unseal


@operation("directory.send_file", needs=Permission.DIRECTORY_KEEP)
def send_file(*, by: Member, event: uuid.UUID, at: dt.datetime, content: bytes) -> ProviderFile:
    """Take a file of providers in, to be looked at; nothing of it stands in the directory yet.

    A file that the agency sent before and did not drop or undo is the one that is there: the same file is one act.
    """
    header, rows = _read(content)
    number = sealing.fingerprint(content)
    wait_for(uuid.UUID(number[:32]))  # two who send the same file at the same moment
    known = ProviderFile.objects.filter(agency=by.agency, fingerprint=number, state__in=STANDING).first()
    if known is not None:
        return known
    row = ProviderFile(id=event, agency=by.agency, fingerprint=number, lines=len(rows), sent_by=by, sent_at=at)
    create_key(row.pk, by.agency_id, Purpose.PLACE)
    row.sealed = seal(row.pk, Purpose.PLACE, _field(row), [header, rows])
    write(row)
    return row


@operation("directory.drop_file", needs=Permission.DIRECTORY_KEEP, on="file")
def drop_file(*, by: Member, event: uuid.UUID, at: dt.datetime, file: ProviderFile) -> ProviderFile:
    """Throw a file away that nobody imported; nothing of what it held is left."""
    refuse_done(file)
    file.state, file.done_by, file.done_at = FileState.DROPPED, by, at
    let_go(file)
    write(file, "state", "done_by", "done_at", "sealed")
    return file


def plan(*, by: Member, file: ProviderFile, on: dt.date, held: bool = False) -> Plan:
    """Return what a file would do today.

    Raises:
        Refused: where it was imported or dropped already.
    """
    refuse_done(file)
    header, rows = unseal(file.pk, Purpose.PLACE, _field(file), file.sealed)
    return plan_of(by=by, lines=lines_of(header, rows), on=on, held=held)


def seen_of(plan: Plan) -> str:
    """Return a number for what a plan would do: whoever agrees to it has seen exactly this."""
    return sealing.fingerprint(json.dumps(plan.told()).encode())


def refuse_done(file: ProviderFile) -> None:
    """Refuse what can only be done with a file that waits."""
    if file.state != FileState.READ:
        raise Refused(_("This file was imported or dropped already. Send another one."))


def let_go(file: ProviderFile) -> None:
    """Forget what a file held, and the key that sealed it."""
    file.sealed = None
    destroy_key(file.pk, Purpose.PLACE)


def _read(content: bytes) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    try:
        found = table(content)
    except NoTable as problem:
        only_header = _("There is only a header in this file. Write a line under it for each service.")
        raise unread(problem, only_header=only_header) from None
    lines_of(found.header, ())  # the columns, before anything is kept
    return found.header, list(found.lines)


def _field(row: ProviderFile) -> str:
    return f"providerfile.{row.pk}.sealed"
