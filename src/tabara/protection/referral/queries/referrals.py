"""Reads of referrals: of a case, to its holder; of the inbox, to whoever answers for the agency."""

import datetime as dt
import uuid

from django.db.models import Q, QuerySet
from django.utils import timezone

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.referral.enums import LIVE, ReferralState
from tabara.protection.referral.models import Referral

MOST_LISTED = 200


@cases.nothing_without("referrals")
def of_case(*, by: Member, case: Case) -> list[Referral]:
    """Return the referrals of a case, newest first, to the holder's own people."""
    if not cases.holds(by=by, case=case):
        return []
    named = ("to", "sent_from", "sent_by", "answered_by", "ended_by", "read_by", "reminded_by", "advised_by")
    return list(case.referrals.select_related(*named)[:MOST_LISTED])


def one_sent(*, by: Member, case: Case, number: uuid.UUID) -> Referral:
    """Return one referral of a case, to the holder's own people.

    Raises:
        NotFound: where there is none, or it is not this member's to see.
    """
    found = next((row for row in of_case(by=by, case=case) if row.pk == number), None)
    if found is None:
        raise NotFound
    return found


def received(*, by: Member, at: dt.datetime) -> list[Referral]:
    """Return what was sent to the member's agency and has not ended, those that wait for an answer first."""
    return [*waiting(by=by, at=at), *under_way(by=by, at=at)]


def waiting(*, by: Member, at: dt.datetime) -> list[Referral]:
    """Return what waits for an answer of the member's agency: the longest overdue first, then what is due soonest."""
    rows = _received(by).filter(state=ReferralState.SENT, until__gt=at)
    return list(rows.order_by("answer_by", "pk")[:MOST_LISTED])


def under_way(*, by: Member, at: dt.datetime) -> list[Referral]:
    """Return what the member's agency accepted and has not finished, what ends soonest first."""
    rows = _received(by).filter(state=ReferralState.ACCEPTED, until__gt=at)
    return list(rows.order_by("until", "pk")[:MOST_LISTED])


def ended(*, by: Member, at: dt.datetime) -> list[Referral]:
    """Return what was sent to the member's agency and has ended, however it did, the newest first."""
    over = Q(state__in=LIVE, until__lte=at) | ~Q(state__in=LIVE)
    return list(_received(by).filter(over).order_by("-sent_at", "-pk")[:MOST_LISTED])


def to_answer(*, by: Member, at: dt.datetime) -> tuple[int, int]:
    """Return how many referrals wait for the agency's answer, and how many of them are past their clock."""
    rows = Referral.objects.received_by(by).filter(state=ReferralState.SENT, until__gt=at).order_by("answer_by")
    found = list(rows.values_list("answer_by", flat=True)[:MOST_LISTED])
    return len(found), sum(one <= at for one in found)


def one(*, by: Member, number: uuid.UUID) -> Referral:
    """Return a referral that the member's agency received.

    Raises:
        NotFound: where there is none, or it is not this agency's.
    """
    named = ("to", "sent_from", "sent_by", "answered_by", "ended_by", "reminded_by")
    found = Referral.objects.visible_to(by).select_related(*named).filter(pk=number).first()
    if found is None or not permitted(by, Permission.REFERRAL_ANSWER, found):
        raise NotFound
    return found


def shared_by(*, by: Member, case: Case, at: dt.datetime) -> Referral | None:
    """Return the referral by which a case that others hold is open to the member's agency."""
    rows = case.referrals.filter(to=by.agency_id, state=ReferralState.ACCEPTED, until__gt=at)
    return rows.select_related("sent_from", "sent_by", "answered_by").first()


def can_read_words(*, by: Member, case: Case, referral: Referral) -> bool:
    """Return whether something was written with a referral, and this member may open it."""
    written = referral.message is not None or referral.note is not None
    return written and permitted(by, Permission.NARRATIVE_OPEN, case)


def recipients(*, by: Member, case: Case, at: dt.datetime) -> list[tuple[Agency, list[str]]]:
    """Return the agencies to which the person agreed to be referred today, each with the groups agreed to."""
    answers = case.consents.exclude(recipient=None).select_related("recipient")
    live = cases.sharing(answers=answers, on=timezone.localdate(at))
    here = [one for one in live if not one.recipient.country]  # to one abroad goes an envelope, not a referral
    return [(one.recipient, list(one.groups)) for one in here if one.purpose == _asked_for(one.recipient)]


def _asked_for(recipient: Agency) -> str:
    return cases.sharing_purpose(recipient=recipient)


def _received(by: Member) -> QuerySet[Referral]:
    return Referral.objects.received_by(by).select_related("sent_from", "sent_by", "answered_by")
