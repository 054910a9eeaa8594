"""What every step of a referral asks first, and what it leaves to be done: one rule for both."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from functools import partial

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.access.unit import latest
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Consent
from tabara.protection.cases.operations import tasks
from tabara.protection.referral.enums import ANSWERS, STEPS, ReferralState
from tabara.protection.referral.models import Referral

UNANSWERED, UNDER_WAY, OUTCOME = "referral.unanswered", "referral.under_way", "referral.outcome"
KINDS = (UNANSWERED, UNDER_WAY, OUTCOME)
SAID: dict[ReferralState, str | Promise] = {
    ReferralState.SENT: gettext_lazy("Accept this referral first."),
    ReferralState.ACCEPTED: gettext_lazy("Somebody of your agency has accepted this referral already."),
    ReferralState.DECLINED: gettext_lazy("Somebody of your agency has declined this referral already."),
    ReferralState.REVOKED: gettext_lazy("This referral was taken back. Ask the agency that sent it."),
    ReferralState.EXPIRED: gettext_lazy(
        "The time of this referral is over. Ask the agency that sent it for a new one."
    ),
    ReferralState.DONE: gettext_lazy("Somebody of your agency has finished this referral already."),
    ReferralState.RETURNED: gettext_lazy("Somebody of your agency has given this referral back already."),
}


def take(by: Member, referral: Referral, to: ReferralState, at: dt.datetime) -> Case:
    """Hold a referral that this member answers for, and its case before it, in the order in which both end.

    Raises:
        NotAllowed: where it is another agency's.
        Refused: where no step leads there from where it stands.
    """
    case = referral.case
    latest(case)
    latest(referral)
    if not permitted(by, Permission.REFERRAL_ANSWER, referral):
        raise NotAllowed
    standing = referral.standing(at)
    if to not in STEPS[standing]:
        raise Refused(str(SAID[standing]))
    return case


def agreed(case: Case, to: Agency, at: dt.datetime, field: str) -> Consent:
    """Return the answer by which something may be shared with an agency now; refuse where none allows it."""
    found = cases.agreed_to_share(case=case, recipient=to, on=timezone.localdate(at))
    if found is None:
        raise Refused(_("The person does not agree, or no longer, to share anything with this agency."), field)
    return found


def until(consent: Consent, at: dt.datetime) -> dt.datetime:
    """Return when a referral ends by itself: after the pack's days, or with the last day that the person agreed to."""
    most = at + dt.timedelta(days=int(codelists.pack().parameters["referral_days"]))
    if consent.until is None:
        return most
    night = dt.datetime.combine(consent.until + dt.timedelta(days=1), dt.time(), timezone.get_current_timezone())
    return min(most, night)


Follower = Callable[[Case, Referral], None]
_followers: list[Follower] = []


def follows_referral(follower: Follower) -> Follower:
    """Have a function of a higher room called, within the same act, each time that a referral takes a step."""
    _followers.append(follower)
    return follower


def follow(case: Case, referral: Referral) -> None:
    """Let the tasks of a case, and what went out with a referral, follow what it waits for now."""
    for follower in _followers:
        follower(case, referral)
    waits = dict(_waits(referral))
    for kind in KINDS:
        if kind in waits:
            tasks.expect(case=case, kind=kind, about=referral.pk, due_on=waits[kind])
        else:
            tasks.met(kind=kind, about=referral.pk)


def _waits(referral: Referral) -> Iterator[tuple[str, dt.date]]:
    """Give what a referral waits for on the sender's side, and by which day."""
    if referral.state == ReferralState.SENT:
        yield UNANSWERED, timezone.localdate(referral.answer_by)
    elif referral.state == ReferralState.ACCEPTED:
        yield UNDER_WAY, timezone.localdate(referral.until)
    elif referral.state in ANSWERS and referral.read_at is None:
        yield OUTCOME, timezone.localdate(referral.ended_at or referral.answered_at)


def _derived(kind: str, case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    rows = Referral.objects.everything(Whole.REBUILD).filter(read_at=None)
    for row in rows.filter(case=case) if case else rows:
        for waits, due_on in _waits(row):
            if waits == kind:
                yield tasks.Expected(row.case_id, row.pk, due_on)


for one in KINDS:
    source: Callable[[uuid.UUID | None], Iterator[tasks.Expected]] = partial(_derived, one)
    tasks.derives(one)(source)
