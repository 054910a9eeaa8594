"""Keep the offices in other countries to turn to: the office and the function in clear, their line sealed."""

import datetime as dt
import uuid
from dataclasses import asdict, dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.models import Counterpart
from tabara.partnership.operations.countries.words import others, short, written
from tabara.protection.cases.operations import checks
from tabara.sealing.keys import Purpose, create_key, has_key, seal, unseal

LONGEST_NAME, LONGEST_LINE = 120, 120


@dataclass(frozen=True)
class Line:
    """How a counterpart is reached."""

    phone: str = ""
    email: str = ""


@operation("partnership.add_counterpart", needs=Permission.PARTNERSHIP_RECORD)
def add_counterpart(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    country: str,
    side: str,
    office: str,
    function: str,
    line: Line | None = None,
) -> Counterpart:
    """Add an office in another country to turn to, and the function that answers there."""
    today = timezone.localdate(at)
    row = Counterpart(id=event, agency=by.agency, confirmed_on=today, recorded_by=by, recorded_at=at)
    (row.country,) = others([country], today, "country")
    row.side = checks.known("counterpart_side", side, "side", on=today)
    row.office = written(office, "office", LONGEST_NAME, _("Write the name of the office."))
    row.function = written(function, "function", LONGEST_NAME, _("Write which function answers there, and no name."))
    row.line = _sealed(row, line or Line())
    write(row)
    return row


@operation("partnership.confirm_counterpart", needs=Permission.PARTNERSHIP_RECORD)
def confirm_counterpart(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    counterpart: Counterpart,
    on: dt.date,
    line: Line | None = None,
) -> Counterpart:
    """Confirm that an office still answers, with a new line where it has one."""
    latest(counterpart)
    _refuse_ended(counterpart)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, counterpart.confirmed_on, "on", _("the day on which it was confirmed last"))
    counterpart.confirmed_on = on
    counterpart.line = _sealed(counterpart, line) if line and (line.phone or line.email) else counterpart.line
    write(counterpart, "confirmed_on", "line")
    return counterpart


@operation("partnership.end_counterpart", needs=Permission.PARTNERSHIP_RECORD)
def end_counterpart(
    *, by: Member, event: uuid.UUID, at: dt.datetime, counterpart: Counterpart, on: dt.date
) -> Counterpart:
    """Say from which day on an office is no longer the one to turn to; its line is gone with that."""
    latest(counterpart)
    _refuse_ended(counterpart)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, timezone.localdate(counterpart.recorded_at), "on", _("the day on which it was written down"))
    counterpart.ended_on, counterpart.line = on, None
    write(counterpart, "ended_on", "line")
    return counterpart


@operation("partnership.open_counterpart", needs=Permission.PARTNERSHIP_RECORD, about="counterpart")
def open_counterpart(*, by: Member, event: uuid.UUID, at: dt.datetime, counterpart: Counterpart, reason: str) -> Line:
    """Return how an office is reached. The reason stands in the audit chain."""
    checks.for_reason(reason, _("Say why you need to read it. Choose one of the reasons."))
    if not counterpart.line or not has_key(counterpart.pk, Purpose.NARRATIVE):
        raise Refused(_("No line of this office is kept. Ask for it, and confirm the office with it."))
    return Line(**unseal(counterpart.pk, Purpose.NARRATIVE, _place_of(counterpart), bytes(counterpart.line)))


def _sealed(row: Counterpart, line: Line) -> bytes | None:
    said = Line(short(line.phone, "phone", LONGEST_LINE), short(line.email, "email", LONGEST_LINE))
    if not said.phone and not said.email:
        return None
    if not has_key(row.pk, Purpose.NARRATIVE):
        create_key(row.pk, row.agency_id, Purpose.NARRATIVE)
    return seal(row.pk, Purpose.NARRATIVE, _place_of(row), asdict(said))


def _place_of(row: Counterpart) -> str:
    return f"counterpart.{row.pk}.line"


def _refuse_ended(row: Counterpart) -> None:
    if row.ended_on is not None:
        raise Refused(_("This office is no longer the one to turn to. Add the new one."))
