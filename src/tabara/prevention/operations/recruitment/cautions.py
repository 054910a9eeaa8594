"""Warn the public or the focal points, and take a warning back."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.prevention import queries
from tabara.prevention.enums import ComplaintState
from tabara.prevention.models import Caution, Firm
from tabara.prevention.operations.checks import titled
from tabara.protection.cases.operations import checks

LONGEST, LONGEST_REASON = 500, 200


@operation("prevention.issue_warning", needs=Permission.RECRUITMENT_KEEP)
def issue_warning(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    audience: str,
    words: str,
    languages: Iterable[str],
    on: dt.date,
    firm: Firm | None = None,
    place: str = "",
    place_version: str = "",
) -> Caution:
    """Write down a warning. It names an agency only where an authority has found against it."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    row = Caution(id=event, agency=by.agency, issued_on=on, firm=firm, recorded_by=by, recorded_at=at)
    row.audience = checks.known("warning_audience", audience, "audience", on=on)
    row.words = titled(words, "words", LONGEST)
    row.languages = checks.all_known("language", languages, "languages", on=on)
    if not row.languages:
        raise Refused(_("Choose in which languages it was given."), "languages")
    if place:
        checks.known_place(place, place_version, "place")
    row.place, row.place_version = place, place_version
    _refuse_allegation(firm, on)
    write(row)
    return row


@operation("prevention.withdraw_warning", needs=Permission.RECRUITMENT_KEEP)
def withdraw_warning(
    *, by: Member, event: uuid.UUID, at: dt.datetime, caution: Caution, on: dt.date, reason: str
) -> Caution:
    """Take a warning back, and say why. It stays readable as one that was taken back."""
    latest(caution)
    if caution.withdrawn_on is not None:
        raise Refused(_("This warning was taken back already."))
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, caution.issued_on, "on", _("the day on which it was given"))
    caution.withdrawn_on, caution.withdrawn_for = on, titled(reason, "reason", LONGEST_REASON)
    write(caution, "withdrawn_on", "withdrawn_for")
    return caution


def _refuse_allegation(firm: Firm | None, on: dt.date) -> None:
    """Refuse to name an agency of which nothing is found: what is only alleged is told to nobody."""
    if firm is None or queries.standing_of(firm, on) != queries.Standing.LICENSED:
        return
    if not firm.complaints.filter(state=ComplaintState.UPHELD, settled_on__lte=on).exists():
        raise Refused(
            _(
                "%(name)s is licensed, and no complaint about it was upheld. "
                "Warn without naming it, or wait for the answer of the authority."
            )
            % {"name": firm.name},
            "firm",
        )
