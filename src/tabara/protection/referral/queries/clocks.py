"""What its clock says of a referral: how much time is left, who waits for an answer, and what is past its time."""

import datetime as dt

from django.db.models import QuerySet

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.protection.cases.models import CaseAccess
from tabara.protection.referral.enums import LIVE, ReferralState
from tabara.protection.referral.models import Referral

MOST_LISTED, AT_ONCE = 200, 5000


def clock(priority: str) -> dt.timedelta:
    """Return how long an agency has to answer a referral of this priority, as the pack says."""
    return dt.timedelta(hours=int(codelists.pack().parameters["response_hours"][priority]))


def sent(*, by: Member, at: dt.datetime) -> list[Referral]:
    """Return what the member's side sent and what is not done with: what was not answered, or not read, first.

    Nobody sees more of it here than on the pages of the cases.
    """
    if not by.may_act or not by.may(Permission.REFERRAL_SEND):
        return []
    held = Referral.objects.visible_to(by).filter(case__agency=by.agency_id, read_at=None)
    rows = held.exclude(state=ReferralState.REVOKED).filter(case__in=CaseAccess.objects.visible_to(by).values("case"))
    found = rows.select_related("to", "sent_by").order_by("answer_by", "pk")[:MOST_LISTED]
    return sorted(found, key=lambda row: (row.standing(at) is ReferralState.ACCEPTED, row.answer_by, row.pk))


def unanswered(*, by: Member, at: dt.datetime) -> list[Referral]:
    """Return what nobody answered in time, to whoever watches over the mechanism: the longest overdue first."""
    return list(_unanswered(by, at).select_related("to", "sent_from").order_by("answer_by", "pk")[:MOST_LISTED])


def unanswered_number(*, by: Member, at: dt.datetime) -> int:
    """Return how many there are."""
    return _unanswered(by, at).order_by()[:MOST_LISTED].count()


def over(*, at: dt.datetime) -> list[Referral]:
    """Return what nobody has ended and is over by the clock: for the daily round, which shows none to anybody."""
    with for_everybody():
        rows = Referral.objects.everything(Whole.RETENTION).filter(state__in=LIVE, until__lte=at)
        return list(rows.order_by("until", "pk")[:AT_ONCE])


def _unanswered(by: Member, at: dt.datetime) -> QuerySet[Referral]:
    """Give them: derived from the clock each time, so that no job has to have run for one to be seen."""
    rows = Referral.objects.visible_to(by).filter(state=ReferralState.SENT, answer_by__lte=at, until__gt=at)
    return rows if by.may_act and by.may(Permission.REFERRAL_WATCH) else rows.none()
