"""Seal where a confidential place is, and open it for a reason that the audit chain keeps."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access.enums import Permission, Reason
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.directory import queries
from tabara.protection.directory.models import Provider
from tabara.protection.directory.models.provider import Whereabouts
from tabara.sealing.keys import Purpose, create_key, has_key, seal, unseal

LONGEST = 400
REASONS = (Reason.ASSISTANCE, Reason.CONTACT, Reason.CORRECTION, Reason.EMERGENCY)


@operation("directory.seal_whereabouts", needs=Permission.DIRECTORY_KEEP, on="provider")
def seal_whereabouts(
    *, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider, whereabouts: Whereabouts
) -> Provider:
    """Seal where a place is and how to reach it; from then on it is confidential, and stays so."""
    provider.sealed = sealed_whereabouts(provider, by, whereabouts)
    provider.is_confidential, provider.phone, provider.hours = True, "", ""
    provider.version += 1
    write(provider, "sealed", "is_confidential", "phone", "hours", "version")
    return provider


@operation("directory.open_whereabouts", needs=Permission.CASE_READ)
def open_whereabouts(*, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider, reason: str) -> Provider:
    """Show where a confidential place is, to who keeps it or works there. The reason stands in the audit chain."""
    if not queries.may_open(by=by, provider=provider):
        raise NotAllowed
    return _open(provider, reason)


@operation("directory.open_whereabouts_for", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def open_whereabouts_for(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, provider: Provider, reason: str
) -> Provider:
    """Show where a confidential place is, to who brings the person of a case there."""
    if not queries.may_open(by=by, provider=provider, case=case):
        raise NotAllowed
    return _open(provider, reason)


def whereabouts(*, address: str, phone: str) -> Whereabouts:
    """Return where a place is, as it was told."""
    return Whereabouts(address, phone)


def sealed_whereabouts(row: Provider, by: Member, said: Whereabouts) -> bytes:
    """Return the address and the telephone of a place, sealed under a key of its own."""
    if max(len(said.address), len(said.phone)) > LONGEST:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST}, "address")
    if not has_key(row.pk, Purpose.PLACE):
        create_key(row.pk, row.agency_id or by.agency_id, Purpose.PLACE)
    return seal(row.pk, Purpose.PLACE, _field(row), {"address": said.address, "phone": said.phone})


def _open(row: Provider, reason: str) -> Provider:
    if reason not in REASONS:
        raise Refused(_("Say why you need the address. Choose one of the reasons."), "reason")
    row.opened = Whereabouts(**(unseal(row.pk, Purpose.PLACE, _field(row), row.sealed) or {}))
    return row


def _field(row: Provider) -> str:
    return f"provider.{row.pk}.sealed"
