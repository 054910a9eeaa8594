"""What members read of campaigns and sessions."""

import datetime as dt
import uuid

from django.db.models import Count, Q, Sum

from tabara.access.models import Member
from tabara.prevention.models import Awareness, Campaign, Question
from tabara.prevention.queries.reached import following, one_of, visible

MOST = 200


def campaigns(*, by: Member) -> list[Campaign]:
    """List the campaigns of which a member may record a session: those of the agency for a focal point, too."""
    return list(visible(by, Campaign.objects.select_related("agency"), shared=True)[:MOST])


def campaign(*, by: Member, number: uuid.UUID) -> Campaign:
    """Give a campaign.

    Raises:
        NotFound: there is none that the member's role reaches.
    """
    return one_of(by, Campaign.objects.select_related("agency"), number, shared=True)


def in_charge(*, by: Member, campaign: Campaign) -> list[Awareness]:
    """List the sessions of a campaign that the member sees."""
    return list(visible(by, Awareness.objects.filter(campaign=campaign))[:MOST])


def sessions(
    *, by: Member, theme: str = "", channel: str = "", after: uuid.UUID | None = None, most: int = MOST
) -> list[Awareness]:
    """List the sessions that the member sees, the newest first, or those that follow one of them."""
    rows = visible(by, Awareness.objects.select_related("agency", "campaign"))
    rows = rows.filter(theme=theme) if theme else rows
    rows = rows.filter(channel=channel) if channel else rows
    return list(following(rows, after, "held_on")[:most])


def session(*, by: Member, number: uuid.UUID) -> Awareness:
    """Give a session.

    Raises:
        NotFound: there is none that the member's role reaches.
    """
    return one_of(by, Awareness.objects.select_related("agency", "campaign"), number)


def questions(*, by: Member, session: Awareness) -> list[Question]:
    """List what people asked at a session that the member sees."""
    one_of(by, Awareness.objects.all(), session.pk)
    return list(session.questions.all()[:MOST])


def reach(*, by: Member, since: dt.date, until: dt.date) -> dict[str, int]:
    """Return what stands for a half-open period: sessions, people reached, listeners apart, alerts."""
    rows = visible(by, Awareness.objects.filter(struck_at=None, held_on__gte=since, held_on__lt=until)).order_by()
    found = rows.aggregate(
        sessions=Count("pk", filter=Q(heard=None)), reached=Sum("reached"), heard=Sum("heard"), alerts=Sum("alerts")
    )
    return {name: number or 0 for name, number in found.items()}
