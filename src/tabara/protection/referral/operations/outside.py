"""The steps of a referral to somebody without an account: the same path and clocks, and nobody is given a right."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.referral.enums import STEPS, ReferralState
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations.steps import follow
from tabara.sealing.keys import Purpose, seal


def step_outside(
    case: Case,
    referral: Referral,
    to: ReferralState,
    *,
    by: Member | None,
    at: dt.datetime,
    why: str = "",
    note: str = "",
) -> None:
    """Write down what somebody without an account answered; `by` is who heard it by telephone, where somebody did.

    `why` is the reason of a refusal or of giving back, or the outcome. Called within an operation.
    """
    latest(referral)
    if to not in STEPS[referral.standing(at)]:
        raise Refused(_("This was answered already, or its time is over. Look at how it stands now."))
    referral.state, day = to, timezone.localdate(at)
    if to in (ReferralState.ACCEPTED, ReferralState.DECLINED):
        referral.answered_by, referral.answered_at = by, at
    else:
        referral.ended_by, referral.ended_at = by, at
    match to:
        case ReferralState.DECLINED:
            referral.decline_reason = checks.known("decline_reason", why, "reason", on=day)
        case ReferralState.DONE:
            referral.outcome = checks.known("referral_outcome", why, "outcome", on=day)
        case ReferralState.RETURNED:
            referral.return_reason = checks.known("return_reason", why, "reason", on=day)
    if note:
        referral.note = seal(referral.case_id, Purpose.NARRATIVE, f"referral.{referral.pk}.note", note)
    stored = ("state", "answered_by", "answered_at", "ended_by", "ended_at", "note")
    write(referral, *stored, "decline_reason", "outcome", "return_reason")
    follow(case, referral)
    touch(case, at)
