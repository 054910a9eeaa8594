"""Send the ministry's list, look at what it would bring, and drop it."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.tables import unread
from tabara.access.unit import wait_for, write
from tabara.files import NoTable, Table, table
from tabara.prevention.enums import STANDING
from tabara.prevention.models import FirmList
from tabara.prevention.operations.checks import titled
from tabara.prevention.operations.recruitment.lists.weighing import Weighed, columns_of, weigh
from tabara.prevention.operations.waiting import drop, kept, refuse_done
from tabara.protection.cases.operations import checks

LONGEST_CELL, LONGEST_SOURCE = 200, 200


@operation("prevention.send_firm_list", needs=Permission.RECRUITMENT_KEEP)
def send_firm_list(
    *, by: Member, event: uuid.UUID, at: dt.datetime, content: bytes, listed_on: dt.date, source: str
) -> FirmList:
    """Take a list in, to be looked at; nothing of it counts yet. The same list of the same day is one act."""
    checks.not_after(listed_on, timezone.localdate(at), "listed_on", _("today"))
    said = titled(source, "source", LONGEST_SOURCE)
    try:
        found = table(content)
    except NoTable as problem:
        raise unread(problem) from None
    columns_of(found)
    number = sealing.fingerprint(content)
    wait_for(uuid.UUID(number[:32]))  # two who send the same list at the same moment
    standing = FirmList.objects.filter(fingerprint=number, listed_on=listed_on)
    known = standing.filter(state__in=STANDING).first()
    if known is not None:
        return known
    row = FirmList(id=event, agency=by.agency, listed_on=listed_on, source=said, fingerprint=number)
    row.held, row.lines = _held(found), len(found.lines)
    row.sent_by, row.sent_at = by, at
    write(row)
    return row


@operation("prevention.drop_firm_list", needs=Permission.RECRUITMENT_KEEP)
def drop_firm_list(*, by: Member, event: uuid.UUID, at: dt.datetime, file: FirmList) -> FirmList:
    """Throw a list away that nobody imported."""
    drop(file, by=by, at=at)
    return file


def plan_of(*, by: Member, file: FirmList, on: dt.date) -> Weighed:
    """Return what a list would bring today.

    Raises:
        Refused: where it was imported or dropped already.
    """
    refuse_done(file)
    held = file.held or {"header": [], "lines": []}
    lines = tuple((number, tuple(cells)) for number, cells in held["lines"])
    return weigh(Table(tuple(held["header"]), lines), file.listed_on, on)


def _held(found: Table) -> dict[str, object]:
    header = [one[:LONGEST_CELL] for one in found.header]
    return {"header": header, "lines": kept(found.lines, longest=LONGEST_CELL)}
