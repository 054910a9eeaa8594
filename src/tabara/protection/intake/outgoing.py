"""Reads of what may leave the house: the offices it may be sealed to, and the cases it may be about."""

import datetime as dt
import uuid

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.intake.models import Recipient


def recipients(*, by: Member) -> list[Recipient]:
    """Return the offices of the member's agency that files may be sealed to, or that wait for a second person."""
    if not by.may(Permission.APPROVAL_ASK):
        raise NotAllowed
    return list(Recipient.objects.filter(agency=by.agency_id, closed_at=None).select_related("added_by"))


def recipient(*, by: Member, number: uuid.UUID) -> Recipient:
    """Return one office of the member's agency.

    Raises:
        NotFound: where there is none in use or in waiting.
    """
    found = next((one for one in recipients(by=by) if one.pk == number), None)
    if found is None:
        raise NotFound
    return found


def exportable(*, by: Member, consent: str, since: dt.date, until: dt.date, most: int) -> list[Case]:
    """Return the cases opened in a time whose names the member may export, and whose persons gave that consent.

    No more than `most` and one, so that the caller sees that there are too many.
    """
    rows = cases.visible(by=by).select_related("person", "agency").filter(opened_on__gte=since, opened_on__lt=until)
    found: list[Case] = []
    for case in rows.order_by("code").iterator(chunk_size=200):
        agreed = cases.agreed(answers=cases.consents(case=case))
        if consent in agreed and permitted(by, Permission.IDENTITY_EXPORT, case):
            found.append(case)
        if len(found) > most:
            break
    return found
