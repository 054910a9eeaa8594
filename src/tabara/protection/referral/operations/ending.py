"""End what was accepted: done, with what came of it, or given back; and let the sender say that it was read."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.granting import end
from tabara.protection.cases.operations.listing import touch
from tabara.protection.referral.enums import ANSWERS, LIVE, ReferralState
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations.steps import follow, take
from tabara.sealing.keys import Purpose, seal


@operation("referral.complete", needs=Permission.REFERRAL_ANSWER)
def complete_referral(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    referral: Referral,
    outcome: str,
    services: Iterable[str] = (),
    note: str = "",
) -> Referral:
    """Refer the person back with what came of it; from then on this agency sees the case no more."""
    day = timezone.localdate(at)
    with for_everybody():  # the right to the case ends within this act, and the sender's task begins
        case = take(by, referral, ReferralState.DONE, at)
        checks.known("referral_outcome", outcome, "outcome", on=day)
        referral.outcome = outcome
        referral.services_given = checks.all_known("service", services, "services", on=day)
        _end(by, case, referral, ReferralState.DONE, at, note, "outcome", "services_given")
    return referral


@operation("referral.return", needs=Permission.REFERRAL_ANSWER)
def return_referral(
    *, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral, reason: str, note: str = ""
) -> Referral:
    """Give an accepted referral back, and why: the person is with the sender again, and nobody else's."""
    with for_everybody():  # as above
        case = take(by, referral, ReferralState.RETURNED, at)
        checks.known("return_reason", reason, "reason", on=timezone.localdate(at))
        referral.return_reason = reason
        _end(by, case, referral, ReferralState.RETURNED, at, note, "return_reason")
    return referral


@operation("referral.read_answer", needs=Permission.CASE_EDIT, on="case")
def read_answer(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, referral: uuid.UUID) -> Referral:
    """Say that the answer to a referral was read: declined, done, given back, or none in time."""
    row = case.referrals.filter(pk=referral).first()
    if row is None:
        raise NotFound
    if row.standing(at) not in ANSWERS:
        raise Refused(_("There is no answer to this referral yet."))
    if row.read_at is not None:
        raise Refused(_("Somebody has read this answer already."))
    if row.state in LIVE:
        _expire(row)
    row.read_by, row.read_at = by, at
    write(row, "read_by", "read_at")
    follow(case, row)
    touch(case, at)
    return row


@operation("referral.expire", needs=Permission.RETENTION_RUN)
def expire_referral(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral) -> Referral:
    """Write down that the time of a referral is over, so that whoever carries the case is told."""
    if by.username != SYSTEM:
        raise NotAllowed
    with for_everybody():  # whichever agencies they are
        case = referral.case
        latest(case)
        latest(referral)
        if referral.state not in LIVE or referral.until > at:
            raise Refused(_("The time of this referral is not over."))
        _expire(referral)
        follow(case, referral)
    return referral


def _expire(row: Referral) -> None:
    row.state, row.ended_at = ReferralState.EXPIRED, row.until
    write(row, "state", "ended_at")


def _end(by: Member, case: Case, row: Referral, to: ReferralState, at: dt.datetime, note: str, *fields: str) -> None:
    row.state, row.ended_by, row.ended_at = to, by, at
    if note:
        row.note = seal(case.pk, Purpose.NARRATIVE, f"referral.{row.pk}.note", note)
    write(row, "state", "ended_by", "ended_at", "note", *fields)
    end(case=case, grants=case.grants.filter(through=row.pk, ended_at=None), at=at)
    follow(case, row)
    touch(case, at)
