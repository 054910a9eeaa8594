"""Reads of envelopes between countries: the partners, what went in a case, what came to an agency."""

import datetime as dt
import uuid

from django.utils import timezone

from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Consent
from tabara.protection.handover.enums import ArrivalState
from tabara.protection.handover.models import Arrival, Envelope, Partner

MOST_LISTED = 200


def partners(*, by: Member) -> list[Partner]:
    """Return the partners, struck off ones last, to whoever writes them down."""
    if by.reach(Permission.MEMBER_MANAGE) is not Scope.ALL:
        raise NotAllowed
    rows = Partner.objects.select_related("agency", "added_by")
    return sorted(rows, key=lambda one: one.closed_at is not None)


def partner(*, by: Member, number: uuid.UUID) -> Partner:
    """Return one partner.

    Raises:
        NotFound: where there is none.
    """
    found = next((one for one in partners(by=by) if one.pk == number), None)
    if found is None:
        raise NotFound
    return found


def signed_with(key: str) -> Partner | None:
    """Return the partner that a key belongs to, the one in use first: to check what it wrote."""
    rows = Partner.objects.select_related("agency").filter(signs_with=key)
    return min(rows, key=lambda one: (not one.in_use, one.closed_at is not None), default=None)


def addressees(*, by: Member, case: Case, at: dt.datetime) -> list[tuple[Partner, Consent]]:
    """Return the partners in use about which the person agrees today, each with the answer by which she does."""
    if not cases.holds(by=by, case=case):
        return []
    rows = Partner.objects.select_related("agency").exclude(confirmed_at=None).filter(closed_at=None)
    found = [(one, cases.agreed_to_share(case=case, recipient=one.agency, on=timezone.localdate(at))) for one in rows]
    return [(one, consent) for one, consent in found if consent is not None]


@cases.nothing_without("envelopes")
def sent(*, by: Member, case: Case) -> list[Envelope]:
    """Return the envelopes of a case, newest first, to the holder's own people."""
    if not cases.holds(by=by, case=case):
        return []
    return list(case.envelopes.select_related("partner__agency", "made_by", "read_by")[:MOST_LISTED])


def one_sent(*, by: Member, case: Case, number: uuid.UUID) -> Envelope:
    """Return one envelope of a case.

    Raises:
        NotFound: where there is none, or it is not this member's to see.
    """
    found = next((one for one in sent(by=by, case=case) if one.pk == number), None)
    if found is None:
        raise NotFound
    return found


def arrived(*, by: Member) -> list[Arrival]:
    """Return what came to the member's agency, what waits for an answer first."""
    rows = Arrival.objects.visible_to(by).filter(agency=by.agency_id) if by.may(Permission.REFERRAL_ANSWER) else []
    named = rows.select_related("partner__agency", "case", "taken_in_by", "answered_by") if rows else []
    return sorted(named[:MOST_LISTED], key=lambda one: one.state != ArrivalState.WAITING)


def one_arrived(*, by: Member, number: uuid.UUID) -> Arrival:
    """Return one envelope that came to the member's agency.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    rows = Arrival.objects.visible_to(by).select_related("partner__agency", "agency", "case", "answered_by")
    found = rows.filter(pk=number).first()
    if found is None or not permitted(by, Permission.REFERRAL_ANSWER, found):
        raise NotFound
    return found


def came_with(*, by: Member, case: Case) -> list[Arrival]:
    """Return the envelope that a case began with, where it did, to the holder's own people."""
    if not cases.holds(by=by, case=case):
        return []
    return list(case.arrivals.select_related("partner__agency", "answered_by", "dropped_by"))


def waiting(*, by: Member) -> int:
    """Return how many envelopes wait for an answer of the member's agency."""
    if not by.may(Permission.REFERRAL_ANSWER):
        return 0
    rows = Arrival.objects.visible_to(by).filter(agency=by.agency_id, state=ArrivalState.WAITING)
    return rows.order_by()[:MOST_LISTED].count()


def over(*, at: dt.datetime) -> list[Arrival]:
    """Return what nobody answered in time, of every agency: for the daily round alone."""
    rows = Arrival.objects.everything(Whole.RETENTION).filter(state=ArrivalState.WAITING, expires_at__lte=at)
    return list(rows)


def sealed_apart() -> set[uuid.UUID]:
    """Return the numbers of what is sealed under a key of its own because it is no case: to check the databases."""
    rows = Arrival.objects.everything(Whole.CHECK).filter(case=None).exclude(content=None)
    return set(rows.values_list("pk", flat=True))
