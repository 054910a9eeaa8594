"""Import a list as one act, and undo it as one."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, take_out, write
from tabara.prevention.enums import FileState
from tabara.prevention.models import Firm, FirmList
from tabara.prevention.operations.recruitment.lists.sending import plan_of
from tabara.prevention.operations.recruitment.lists.weighing import Effect, Planned
from tabara.prevention.operations.waiting import refuse_done

COLUMNS = ("name", "since", "until", "destinations", "listed_on", "source")
DAYS = ("since", "until", "listed_on")


@operation("prevention.import_firm_list", needs=Permission.RECRUITMENT_KEEP)
def import_firm_list(*, by: Member, event: uuid.UUID, at: dt.datetime, file: FirmList) -> FirmList:
    """Bring in every line that is in order, all of them or none; the others stay out, and no agency is taken out."""
    latest(file)
    refuse_done(file)
    found = plan_of(by=by, file=file, on=timezone.localdate(at))
    rows = [one for one in found.rows if one.effect is not Effect.WRONG]
    if not rows:
        raise Refused(_("No row of this file is in order. Correct it, and send it again."))
    before: dict[str, Any] = {}
    for one in rows:
        firm = one.firm or Firm(agency=by.agency, licence=one.number, recorded_by=by, recorded_at=at)
        before[str(firm.pk)] = None if one.firm is None else _told(one.firm)
        _write(firm, one, file)
        write(firm, *(COLUMNS if one.firm else ()))
    file.state, file.done_by, file.done_at, file.held = FileState.IMPORTED, by, at, None
    file.before, file.brought = before, len(rows)
    write(file, "state", "done_by", "done_at", "held", "before", "brought")
    return file


@operation("prevention.undo_firm_list", needs=Permission.RECRUITMENT_KEEP)
def undo_firm_list(*, by: Member, event: uuid.UUID, at: dt.datetime, file: FirmList) -> FirmList:
    """Take back all that a list brought, or nothing: where somebody used or changed any of it, the undo is refused."""
    latest(file)
    if file.state != FileState.IMPORTED:
        raise Refused(_("Only a file that was imported can be undone."))
    before = file.before or {}
    firms = {str(one.pk): one for one in Firm.objects.select_for_update().filter(pk__in=list(before))}
    for number, told in before.items():
        _refuse_used(firms.get(number), file, new=told is None)
    for number, told in before.items():
        if told is None:
            take_out(Firm, uuid.UUID(number))
        else:
            _restore(firms[number], told)
    file.state, file.done_by, file.done_at, file.before = FileState.UNDONE, by, at, None
    write(file, "state", "done_by", "done_at", "before")
    return file


def _write(firm: Firm, one: Planned, file: FirmList) -> None:
    line = one.licence
    if line is None:  # only a line that is wrong has none
        return
    firm.name, firm.since, firm.until = line.name.strip(), line.since, line.until
    firm.destinations, firm.listed_on, firm.source = list(line.destinations), file.listed_on, file.source


def _told(firm: Firm) -> dict[str, Any]:
    told = {name: getattr(firm, name) for name in COLUMNS}
    return {name: value.isoformat() if name in DAYS else value for name, value in told.items()}


def _restore(firm: Firm, told: dict[str, Any]) -> None:
    for name, value in told.items():
        setattr(firm, name, dt.date.fromisoformat(value) if name in DAYS else value)
    write(firm, *COLUMNS)


def _refuse_used(firm: Firm | None, file: FirmList, *, new: bool) -> None:
    since = firm is None or (firm.listed_on, firm.source) != (file.listed_on, file.source)
    used = new and firm is not None and any(rows.exists() for rows in (firm.steps, firm.complaints, firm.warnings))
    if since or used:
        raise Refused(
            _("“%(name)s” was changed or used since. Nothing is undone; correct it by hand.")
            % {"name": firm.name if firm else _("An agency")}
        )
