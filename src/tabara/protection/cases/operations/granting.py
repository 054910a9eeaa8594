"""Give a right to see a case beside its holder's, and end it. Called by the operations that have a reason to."""

import datetime as dt
import uuid
from collections.abc import Iterable

from tabara.access.models import Member
from tabara.access.unit import write
from tabara.protection.cases.enums import Why
from tabara.protection.cases.models import Case, Grant
from tabara.protection.cases.operations.consent.renewing import keep_renewals
from tabara.protection.cases.operations.listing import list_grant, relist


def grant(
    *,
    case: Case,
    why: Why,
    through: uuid.UUID,
    to: Member,
    groups: Iterable[str],
    since: dt.datetime,
    until: dt.datetime,
    alone: bool = False,
) -> Grant:
    """Let a member see a case for a time; the member's team and agency too, as far as their roles reach, unless alone.

    An earlier right of the same kind to the same people ends, so that nobody is listed twice by one rule.
    """
    earlier = case.grants.filter(why=why, ended_at=None)
    end(case=case, grants=earlier.filter(member=to) if alone else earlier.filter(agency=to.agency_id), at=since)
    row = Grant(
        case=case,
        why=why,
        through=through,
        member=to,
        team=None if alone else to.team,
        agency=None if alone else to.agency,
        groups=sorted(groups),
        since=since,
        until=until,
    )
    write(row)
    list_grant(case, row)
    if why is Why.REFERRAL:
        keep_renewals(case)
    return row


def end(*, case: Case, grants: Iterable[Grant], at: dt.datetime) -> int:
    """End rights to a case at once; the very next read asks without them. Return how many ended."""
    ended = list(grants)
    for row in ended:
        row.ended_at = min(at, row.until)
        write(row, "ended_at")
    if ended:
        relist(case)
        keep_renewals(case)
    return len(ended)
