"""Answer a referral: take the person on, or say why not."""

import datetime as dt
import uuid

from django.utils import timezone

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import for_everybody
from tabara.access.unit import write
from tabara.protection.cases.enums import Why
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.granting import grant
from tabara.protection.cases.operations.listing import touch
from tabara.protection.referral.enums import ReferralState
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations.steps import agreed, follow, take, until


@operation("referral.accept", needs=Permission.REFERRAL_ANSWER)
def accept_referral(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral) -> Referral:
    """Take a referral on: the member who accepts, the team and the agency see what the person agreed to."""
    with for_everybody():  # the case becomes visible to the receiving side by this very act
        case = take(by, referral, ReferralState.ACCEPTED, at)
        consent = agreed(case, referral.to, at, "")
        referral.state, referral.answered_by, referral.answered_at = ReferralState.ACCEPTED, by, at
        referral.groups = sorted(set(referral.groups) & set(consent.groups))
        referral.until = min(referral.until, until(consent, at))
        write(referral, "state", "answered_by", "answered_at", "groups", "until")
        grant(
            case=case,
            why=Why.REFERRAL,
            through=referral.pk,
            to=by,
            groups=referral.groups,
            since=at,
            until=referral.until,
        )
        follow(case, referral)
        touch(case, at)
    return referral


@operation("referral.decline", needs=Permission.REFERRAL_ANSWER)
def decline_referral(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral, reason: str) -> Referral:
    """Say no to a referral, and why, so that the sender can turn to somebody else."""
    with for_everybody():  # the case stays hidden from who declines; what its carrier has to do follows from this
        case = take(by, referral, ReferralState.DECLINED, at)
        checks.known("decline_reason", reason, "reason", on=timezone.localdate(at))
        referral.state, referral.answered_by, referral.answered_at = ReferralState.DECLINED, by, at
        referral.decline_reason = reason
        write(referral, "state", "answered_by", "answered_at", "decline_reason")
        follow(case, referral)
    return referral
