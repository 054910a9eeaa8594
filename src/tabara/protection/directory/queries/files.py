"""Reads of the files of providers: for whoever keeps the directory, those of the own agency."""

import uuid
from dataclasses import dataclass, field

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.protection.directory.models import Offer, Provider, ProviderFile

RECENT = 20


def files(*, by: Member) -> list[ProviderFile]:
    """Return the files that the member's agency sent lately, the newest first."""
    if not by.may(Permission.DIRECTORY_KEEP):
        raise NotAllowed
    rows = ProviderFile.objects.filter(agency=by.agency_id).select_related("sent_by")
    return list(rows.defer("sealed")[:RECENT])


def file_of(*, by: Member, number: uuid.UUID) -> ProviderFile:
    """Return one file.

    Raises:
        NotFound: where there is none, or another agency sent it.
    """
    if not by.may(Permission.DIRECTORY_KEEP):
        raise NotAllowed
    rows = ProviderFile.objects.select_related("agency", "sent_by", "done_by", "undone_by")
    found = rows.filter(pk=number, agency=by.agency_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass
class Came:
    """What a file brought of one provider."""

    provider: Provider
    is_new: bool = False
    added: list[str] = field(default_factory=list)  # the services, by code
    changed: list[str] = field(default_factory=list)


def brought_by(*, by: Member, file: ProviderFile) -> list[Came]:
    """Return what a file brought into the directory, by provider; nothing of what is gone again."""
    rows = list(file.brought.all())
    known = {
        one.pk: Came(one) for one in Provider.objects.filter(pk__in={row.provider for row in rows}).defer("sealed")
    }
    services = dict(Offer.objects.filter(pk__in={row.offer for row in rows}).values_list("pk", "service"))
    for row in rows:
        if (came := known.get(row.provider)) is None:
            continue
        if row.offer is None:
            came.is_new = row.is_new
        elif row.offer in services:
            (came.added if row.is_new else came.changed).append(services[row.offer])
    return sorted(known.values(), key=lambda one: one.provider.name)
