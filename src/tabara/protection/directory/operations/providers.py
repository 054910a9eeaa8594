"""Add a provider to the directory, change, confirm and close it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import amend, write
from tabara.protection.cases.operations import checks
from tabara.protection.directory import queries
from tabara.protection.directory.enums import AskState
from tabara.protection.directory.models import Provider, Room, Taken
from tabara.protection.directory.models.provider import Whereabouts
from tabara.protection.directory.operations.opening import sealed_whereabouts
from tabara.protection.directory.queries.near import COMMUNE

EDITABLE = ("name", "kind", "place", "place_version", "phone", "hours", "languages")
NOWHERE = Whereabouts()
LONGEST_NAME, LONGEST_HOURS, LONGEST_PHONE = 120, 200, 40


@dataclass(frozen=True)
class Listing:
    """What the directory says of a provider. Where a confidential one is, is sealed."""

    name: str
    kind: str
    place: str = ""
    place_version: str = ""
    phone: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    is_confidential: bool = False
    whereabouts: Whereabouts = NOWHERE


def listing(*, address: str, is_confidential: bool, phone: str, hours: str, **said: Any) -> Listing:
    """Return what is said of a provider, with the telephone where it belongs: sealed, of a confidential one."""
    if not is_confidential:
        return Listing(phone=phone, hours=hours, **said)
    return Listing(is_confidential=True, whereabouts=Whereabouts(address, phone), **said)


@operation("directory.add_provider", needs=Permission.DIRECTORY_KEEP)
def add_provider(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    listing: Listing,
    agency: Agency | None,
) -> Provider:
    """Add a provider: of the member's own agency, or, by who keeps all, of any agency or of none."""
    if not queries.keeps_all(by=by) and (agency is None or agency.pk != by.agency_id):
        raise NotAllowed
    today = timezone.localdate(at)
    said = {name: getattr(listing, name) for name in EDITABLE} | {"languages": list(listing.languages)}
    row = Provider(id=event, agency=agency, since=today, verified_on=today, verified_by=by)
    row.is_confidential = listing.is_confidential
    refuse_wrong(said, today, secret=row.is_confidential)
    for name, value in said.items():
        setattr(row, name, value)
    if listing.is_confidential:
        row.sealed = sealed_whereabouts(row, by, listing.whereabouts)
    write(row)
    return row


@operation("directory.edit_provider", needs=Permission.DIRECTORY_KEEP, on="provider")
def edit_provider(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    provider: Provider,
    saw: int,
    changes: Mapping[str, Any],
    before: Mapping[str, Any],
) -> Provider:
    """Change what the directory says, as seen in version `saw`; whoever changes it has looked at it."""
    today = timezone.localdate(at)
    for name in changes:
        if name not in EDITABLE:
            raise Refused(_("“%(name)s” cannot be changed here.") % {"name": name}, name)
    said = {name: changes.get(name, getattr(provider, name)) for name in EDITABLE}
    refuse_wrong(said, today, secret=provider.is_confidential)
    amend(provider, saw=saw, changes=changes, before=before)
    _confirmed(provider, by, today)
    return provider


@operation("directory.confirm_provider", needs=Permission.DIRECTORY_KEEP, on="provider")
def confirm_provider(*, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider) -> Provider:
    """Say that everything the directory says of a provider is still so today."""
    _confirmed(provider, by, timezone.localdate(at))
    return provider


@operation("directory.close_provider", needs=Permission.DIRECTORY_KEEP, on="provider")
def close_provider(*, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider, on: dt.date) -> Provider:
    """Say from which day a provider gives no services any more; it stays readable."""
    checks.not_before(on, provider.since, "on", _("the day on which it was added"))
    held = Taken.objects.filter(room__in=provider.rooms.all(), places__gt=0, out_of_order="")
    if held.filter(until=None).exists() or held.filter(until__gt=on).exists() or held.filter(occupied=True).exists():
        raise Refused(_("Somebody has a place here on that day or later. Find another place first."), "on")
    if provider.asks.model.objects.visible_to(by).filter(provider=provider, state=AskState.SENT).exists():
        raise Refused(_("A request for a place waits for an answer here. Answer it first."), "on")
    provider.until = on
    write(provider, "until")
    return provider


def room_of(provider: Provider, kind: str) -> Room:
    """Return the places of a kind at a provider.

    Raises:
        Refused: where it has none of that kind.
    """
    found = provider.rooms.filter(kind=kind).first()
    if found is None:
        raise Refused(_("There are no places of this kind here. Choose another kind."), "kind")
    return found


def _confirmed(row: Provider, by: Member, today: dt.date) -> None:
    row.verified_on, row.verified_by = today, by
    write(row, "verified_on", "verified_by")


def refuse_wrong(said: Mapping[str, Any], today: dt.date, *, secret: bool) -> None:
    """Refuse what the directory cannot say of a provider."""
    if not str(said["name"]).strip():
        raise Refused(_("Give the provider a name."), "name")
    for name, most in (("name", LONGEST_NAME), ("hours", LONGEST_HOURS), ("phone", LONGEST_PHONE)):
        if len(said[name]) > most:
            raise Refused(_("Write at most %(most)s letters.") % {"most": most}, name)
    checks.known("provider_kind", said["kind"], "kind", on=today)
    checks.all_known("language", said["languages"], "languages", on=today)
    if said["place"]:
        checks.known_place(said["place"], said["place_version"], "place")
        place = codelists.pack().places.place(said["place"], said["place_version"])
        if place.level > COMMUNE:
            raise Refused(_("Choose a commune or a province: nothing finer stands in the directory."), "place")
    if secret and (said["phone"] or said["hours"]):
        raise Refused(_("Of a confidential place the telephone is sealed. Write it with the address."), "phone")
