"""Record who works together."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.partnership.models import Membership
from tabara.protection.cases.operations import checks


@operation("partnership.join", needs=Permission.PARTNERSHIP_RECORD)
def join(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    group: str,
    organisation: str,
    kind: str,
    since: dt.date,
    until: dt.date | None = None,
) -> Membership:
    """Record that an organisation is a member of a group from a day on."""
    checks.known("working_group", group, "group", on=since)
    checks.known("organisation_kind", kind, "kind", on=since)
    checks.not_after(since, timezone.localdate(at), "since", _("today"))
    if until is not None and until <= since:
        raise Refused(_("The membership must end after it began. Correct one of the dates."), "until")
    if not organisation.strip():
        raise Refused(_("Write the organisation's name."), "organisation")
    row = Membership(id=event, group=group, organisation=organisation.strip(), kind=kind, since=since, until=until)
    write(row)
    return row


@operation("partnership.leave", needs=Permission.PARTNERSHIP_RECORD)
def leave(*, by: Member, event: uuid.UUID, at: dt.datetime, membership: Membership, until: dt.date) -> Membership:
    """Record from which day on an organisation is no member of a group any more."""
    latest(membership)
    if membership.until is not None:
        raise Refused(_("This membership has ended already."), "until")
    checks.not_after(until, timezone.localdate(at), "until", _("today"))
    if until <= membership.since:
        raise Refused(_("The membership must end after it began. Correct one of the dates."), "until")
    membership.until = until
    write(membership, "until")
    return membership
