"""Keep the list of licensed recruitment agencies, and what becomes of a licence."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.prevention.enums import LICENCE_STEPS, LicenceState
from tabara.prevention.models import Firm, LicenceStep
from tabara.prevention.operations.checks import short, titled
from tabara.protection.cases.operations import checks

LONGEST_LICENCE, LONGEST_SOURCE = 40, 200
LONGEST_HELD = dt.timedelta(days=366 * 20)  # a licence that runs longer is a slip


@dataclass(frozen=True)
class Licence:
    """A line of the list of licensed agencies."""

    name: str
    since: dt.date
    until: dt.date  # the first day on which it holds no more
    destinations: tuple[str, ...] = ()
    place: str = ""
    place_version: str = ""


@operation("prevention.list_firm", needs=Permission.RECRUITMENT_KEEP)
def list_firm(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    number: str,
    licence: Licence,
    listed_on: dt.date,
    source: str,
) -> Firm:
    """Write down a recruitment agency as a list of the licensed ones has it: under the number of its licence."""
    row = Firm(id=event, agency=by.agency, recorded_by=by, recorded_at=at)
    row.licence = known_number(number)
    if Firm.objects.filter(licence__iexact=row.licence).exists():
        raise Refused(_("This licence is on the list already. Open it there, and renew it."), "licence")
    _write(row, licence, listed_on, source, at)
    write(row)
    return row


@operation("prevention.relist_firm", needs=Permission.RECRUITMENT_KEEP)
def relist_firm(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    firm: Firm,
    licence: Licence,
    listed_on: dt.date,
    source: str,
) -> Firm:
    """Write down an agency as a newer list has it: its name, its destinations, until when it is licensed."""
    latest(firm)
    checks.not_before(listed_on, firm.listed_on, "listed_on", _("the day of the list that is known"))
    if firm.state == LicenceState.REVOKED:
        raise Refused(_("This licence was revoked. Give it back first, or write down the new licence by its number."))
    before = firm.until
    _write(firm, licence, listed_on, source, at)
    columns = ("name", "since", "until", "destinations", "place", "place_version", "listed_on", "source")
    write(firm, *columns)
    if firm.until != before:
        _keep(firm, by, event, listed_on)
    return firm


@operation("prevention.move_licence", needs=Permission.RECRUITMENT_KEEP)
def move_licence(
    *, by: Member, event: uuid.UUID, at: dt.datetime, firm: Firm, state: str, on: dt.date, source: str
) -> Firm:
    """Suspend a licence, revoke it, or give it back; and say which decision says so."""
    latest(firm)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    known = {one.value for one in LicenceState}
    if state not in known or LicenceState(state) not in LICENCE_STEPS[LicenceState(firm.state)]:
        raise Refused(_("This licence cannot go there from where it stands. Choose another step."), "state")
    checks.not_before(on, firm.since, "on", _("the day from which it is licensed"))
    if firm.changed_on is not None:
        checks.not_before(on, firm.changed_on, "on", _("the day of its last step"))
    firm.state, firm.changed_on, firm.source = state, on, titled(source, "source", LONGEST_SOURCE)
    write(firm, "state", "changed_on", "source")
    _keep(firm, by, event, on)
    return firm


def refuse_line(licence: Licence, listed_on: dt.date, today: dt.date) -> None:
    """Refuse what no line of a list can say."""
    checks.not_after(listed_on, today, "listed_on", _("today"))
    titled(licence.name, "name")
    checks.not_before(licence.until, licence.since + dt.timedelta(days=1), "until", _("the day after the first one"))
    checks.not_after(licence.until, licence.since + LONGEST_HELD, "until", _("twenty years from its beginning"))


def _write(row: Firm, licence: Licence, listed_on: dt.date, source: str, at: dt.datetime) -> None:
    refuse_line(licence, listed_on, timezone.localdate(at))
    row.name = titled(licence.name, "name")
    row.since, row.until, row.listed_on = licence.since, licence.until, listed_on
    row.destinations = checks.all_known("country", licence.destinations, "destinations", on=listed_on)
    if licence.place:
        checks.known_place(licence.place, licence.place_version, "place")
    row.place, row.place_version = licence.place, licence.place_version
    row.source = titled(source, "source", LONGEST_SOURCE)


def known_number(number: str) -> str:
    """Return the number of a licence without doubled blanks; refuse none, and one that is too long."""
    said = short(" ".join(number.split()), "licence", LONGEST_LICENCE)
    if not any(letter.isalnum() for letter in said):
        raise Refused(_("Write the number of the licence, as the list has it."), "licence")
    return said


def _keep(firm: Firm, by: Member, event: uuid.UUID, on: dt.date) -> None:
    row = LicenceStep(id=event, firm=firm, state=firm.state, stepped_on=on, until=firm.until, source=firm.source)
    row.told_by = by
    write(row)
