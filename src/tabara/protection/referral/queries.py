"""Reads of referrals."""

import datetime as dt
import uuid

from django.utils import timezone

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.referral.enums import ReferralState
from tabara.protection.referral.models import Referral

MOST_LISTED = 200
LIVE = (ReferralState.SENT, ReferralState.ACCEPTED)


def of_case(*, by: Member, case: Case) -> list[Referral]:
    """Return the referrals of a case, newest first, to the holder's own people."""
    if not cases.holds(by=by, case=case):
        return []
    return list(case.referrals.select_related("to", "sent_by", "answered_by")[:MOST_LISTED])


def received(*, by: Member, at: dt.datetime) -> list[Referral]:
    """Return what was sent to the member's agency and has not ended, those that wait for an answer first."""
    if not by.may(Permission.REFERRAL_ANSWER):
        return []
    rows = Referral.objects.visible_to(by).filter(to=by.agency_id, state__in=LIVE, until__gt=at)
    found = rows.select_related("sent_from", "sent_by", "answered_by")[:MOST_LISTED]
    return sorted(found, key=lambda one: one.state != ReferralState.SENT)


def to_answer(*, by: Member, at: dt.datetime) -> int:
    """Return how many referrals wait for an answer of the member's agency."""
    if not by.may(Permission.REFERRAL_ANSWER):
        return 0
    rows = Referral.objects.visible_to(by).filter(to=by.agency_id, state=ReferralState.SENT, until__gt=at)
    return rows.order_by()[:MOST_LISTED].count()


def one(*, by: Member, number: uuid.UUID) -> Referral:
    """Return a referral that the member's agency received.

    Raises:
        NotFound: where there is none, or it is not this agency's.
    """
    found = Referral.objects.visible_to(by).select_related("to", "sent_from", "sent_by").filter(pk=number).first()
    if found is None or not permitted(by, Permission.REFERRAL_ANSWER, found):
        raise NotFound
    return found


def shared_by(*, by: Member, case: Case, at: dt.datetime) -> Referral | None:
    """Return the referral by which a case that others hold is open to the member's agency."""
    rows = case.referrals.filter(to=by.agency_id, state=ReferralState.ACCEPTED, until__gt=at)
    return rows.select_related("sent_from", "sent_by", "answered_by").first()


def recipients(*, by: Member, case: Case, at: dt.datetime) -> list[tuple[Agency, list[str]]]:
    """Return the agencies to which the person agreed to be referred today, each with the groups agreed to."""
    answers = case.consents.exclude(recipient=None).select_related("recipient")
    live = cases.sharing(answers=answers, on=timezone.localdate(at))
    return [(one.recipient, list(one.groups)) for one in live if one.purpose == _asked_for(one.recipient)]


def _asked_for(recipient: Agency) -> str:
    return cases.sharing_purpose(recipient=recipient)
