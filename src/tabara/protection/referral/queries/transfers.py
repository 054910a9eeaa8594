"""Reads of transfers."""

import datetime as dt
import uuid

from django.utils import timezone

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.referral.enums import OPEN_TRANSFERS, ReferralState, TransferState
from tabara.protection.referral.models import Referral, Transfer

MOST_LISTED = 200
KNOWS_THE_CASE = (ReferralState.ACCEPTED, ReferralState.DONE, ReferralState.RETURNED)
NAMED = ("holder", "to", "asked_by", "offered_by", "ended_by")


@cases.nothing_without("transfers")
def of_case(*, by: Member, case: Case) -> list[Transfer]:
    """Return the transfers of a case, newest first, to the holder's own people."""
    if not cases.holds(by=by, case=case):
        return []
    return list(case.transfers.select_related(*NAMED)[:MOST_LISTED])


def of_agency(*, by: Member) -> list[Transfer]:
    """Return the cases that were offered to or asked for by the member's agency, and those that it gave away."""
    if not by.may_act or not by.may(Permission.REFERRAL_ANSWER):
        return []
    rows = Transfer.objects.visible_to(by).select_related(*NAMED)
    near = [row for row in rows[:MOST_LISTED] if by.agency_id in (row.to_id, row.holder_id)]
    return sorted(near, key=lambda row: row.state not in OPEN_TRANSFERS)


def offers(*, by: Member) -> int:
    """Return how many cases wait for the member's agency to take them over."""
    if not by.may_act or not by.may(Permission.REFERRAL_ANSWER):
        return 0
    rows = Transfer.objects.visible_to(by).filter(to=by.agency_id, state=TransferState.OFFERED)
    return rows.order_by()[:MOST_LISTED].count()


def one(*, by: Member, number: uuid.UUID) -> Transfer:
    """Return a transfer to the member's agency.

    Raises:
        NotFound: where there is none, or it goes to another agency.
    """
    found = Transfer.objects.visible_to(by).select_related(*NAMED).filter(pk=number).first()
    if found is None or not permitted(by, Permission.REFERRAL_ANSWER, found):
        raise NotFound
    return found


def could_ask(*, by: Member, referral: Referral) -> bool:
    """Return whether the member's agency may ask for the case of a referral: it helped, and has not asked yet."""
    if referral.to_id != by.agency_id or referral.state not in KNOWS_THE_CASE:
        return False
    rows = Transfer.objects.visible_to(by).filter(code=referral.code, to=by.agency_id)
    return not rows.filter(state__in=(*OPEN_TRANSFERS, TransferState.ACCEPTED)).exists()


def takers(*, by: Member, case: Case, at: dt.datetime) -> list[Agency]:
    """Return the agencies to which a case may go: those with which the person agreed to share everything today."""
    answers = case.consents.exclude(recipient=None).select_related("recipient")
    live = cases.sharing(answers=answers, on=timezone.localdate(at))
    return [one.recipient for one in live if set(one.groups) == set(FieldGroup) and not one.recipient.country]
