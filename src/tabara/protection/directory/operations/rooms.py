"""Say how many places of each kind there are, and which of them nobody can use for a while."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.protection.cases.operations import checks
from tabara.protection.directory import queries
from tabara.protection.directory.enums import BedKind
from tabara.protection.directory.models import Provider, Room, Taken
from tabara.protection.directory.operations.providers import room_of

MOST = 2_000


@operation("directory.set_room", needs=Permission.DIRECTORY_KEEP, on="provider")
def set_room(*, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider, kind: str, places: int) -> Room:
    """Say how many places of a kind a provider has from now on; never fewer than are taken."""
    if kind not in tuple(BedKind):
        checks.known("bed_kind", kind, "kind")
    if not 0 <= places <= MOST:
        raise Refused(_("Write a number from 0 to %(most)s.") % {"most": MOST}, "places")
    row = provider.rooms.filter(kind=kind).first()
    if row is None:
        row = Room(id=event, provider=provider, kind=kind, places=places)
        write(row)
        return row
    latest(row)
    today = timezone.localdate(at)
    held = queries.most_taken(queries.spans(rooms=[row.pk], today=today).get(row.pk, []), today, None)
    if places < held:
        said = _("%(many)s places of this kind are taken or promised. There cannot be fewer.")
        raise Refused(said % {"many": held}, "places")
    row.places = places
    write(row, "places")
    return row


@operation("directory.put_out_of_order", needs=Permission.REFERRAL_ANSWER, on="provider")
def put_out_of_order(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    provider: Provider,
    kind: str,
    places: int,
    since: dt.date,
    until: dt.date | None,
    reason: str,
) -> Taken:
    """Say that places cannot be used from a day until a day; only places that nobody has."""
    checks.known("out_of_order_reason", reason, "reason", on=since)
    checks.not_before(since, timezone.localdate(at), "since", _("today"))
    refuse_backwards(since, until)
    room = room_of(provider, kind)
    latest(room)
    held = queries.spans(rooms=[room.pk], today=timezone.localdate(at)).get(room.pk, [])
    left = room.places - queries.most_taken(held, since, until)
    if not 1 <= places <= left:
        said = _("Write a number from 1 to %(left)s: so many places are free in that time.")
        raise Refused(said % {"left": left} if left > 0 else _("No place of this kind is free in that time."), "places")
    row = Taken(id=sealing.event(), room=room, places=places, since=since, until=until, out_of_order=reason)
    write(row)
    return row


@operation("directory.put_in_order", needs=Permission.REFERRAL_ANSWER, on="provider")
def put_in_order(*, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider, taken: uuid.UUID) -> Taken:
    """Say that places can be used again, from today."""
    row = Taken.objects.filter(room__provider=provider, pk=taken).exclude(out_of_order="").first()
    if row is None:
        raise NotFound
    row.until = max(row.since, timezone.localdate(at))
    write(row, "until")
    return row


def refuse_backwards(since: dt.date, until: dt.date | None) -> None:
    """Refuse an end that is not after the beginning."""
    if until is not None and until <= since:
        raise Refused(_("The last day has to be after the first one. Correct one of them."), "until")
