"""The offices to which files may be sealed: named by one person, taken in by two, struck off by one."""

import datetime as dt
import uuid
from typing import Any

from django.utils.translation import gettext as _

from tabara.access import second
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.intake.models import Recipient
from tabara.sealing.recipients import BadRecipient, seal_to


@operation("intake.name_recipient", needs=Permission.APPROVAL_ASK)
def name_recipient(*, by: Member, event: uuid.UUID, at: dt.datetime, office: str, key: str) -> Recipient:
    """Write down an office and its public key; nothing is sealed to it before a second person agreed."""
    office, key = " ".join(office.split()), key.strip()
    if not office:
        raise Refused(_("Write the name of the office."), "office")
    try:
        seal_to([key], b"")
    except BadRecipient:
        raise Refused(
            _("This is no public key of age. It begins with age1; the office gives it to you."), "key"
        ) from None
    if Recipient.objects.filter(agency=by.agency_id, key=key, closed_at=None).exists():
        raise Refused(_("This key is in the list already."), "key")
    row = Recipient(id=event, agency=by.agency, office=office[:80], key=key, added_by=by, added_at=at)
    write(row)
    return row


def _refuse_unready(*, recipient: Recipient, **_given: Any) -> None:
    if recipient.confirmed_at is not None or recipient.closed_at is not None:
        raise Refused(_("This office is in use already, or was struck off. Name it anew."))


def _in_words(told: second.Told) -> str:
    row = Recipient.objects.filter(pk=told["recipient"]["number"]).first()
    if row is None:
        raise NotFound
    about = {"office": row.office, "key": row.key}
    return _("Let files with names be sealed to this office from now on: %(office)s. Its public key: %(key)s") % about


@operation(
    "intake.confirm_recipient",
    needs=Permission.APPROVAL_ASK,
    on="recipient",
    two_persons=second.TwoPersons(words=_in_words, refuses=_refuse_unready),
)
def confirm_recipient(*, by: Member, event: uuid.UUID, at: dt.datetime, recipient: Recipient) -> Recipient:
    """Let files be sealed to an office, with the key that two persons have compared."""
    _refuse_unready(recipient=recipient)
    recipient.confirmed_at = at
    write(recipient, "confirmed_at")
    return recipient


@operation("intake.close_recipient", needs=Permission.APPROVAL_ASK, on="recipient")
def close_recipient(*, by: Member, event: uuid.UUID, at: dt.datetime, recipient: Recipient) -> Recipient:
    """Strike an office off: nothing more is sealed to it."""
    recipient.closed_at = recipient.closed_at or at
    write(recipient, "closed_at")
    return recipient
