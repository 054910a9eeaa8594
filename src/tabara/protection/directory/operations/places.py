"""Take a place in a room, so that nobody else has it: the room is held while the places are counted."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists, sealing
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.unit import latest, write
from tabara.protection.cases.enums import OPEN_CASES
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.directory import queries
from tabara.protection.directory.enums import HOLDING, BedKind
from tabara.protection.directory.models import Exclusion, Provider, Room, Stay, Taken
from tabara.protection.directory.operations.providers import room_of
from tabara.protection.directory.operations.rooms import refuse_backwards

ARRIVAL, REVIEW = "stay.arrival", "stay.review"
NOT_FOR = {  # the sex for which a kind of place is not
    BedKind.WOMEN: "male",
    BedKind.GIRLS: "male",
    BedKind.MOTHER_CHILD: "male",
    BedKind.MEN: "female",
    BedKind.BOYS: "female",
}
FOR_CHILDREN = (BedKind.GIRLS, BedKind.BOYS)


def take_place(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    provider: Provider,
    kind: str,
    since: dt.date,
    until: dt.date | None,
) -> Stay:
    """Plan a stay: called by an operation that holds the case already, so that one person has one place at a time."""
    refuse_unfit(case=case, provider=provider, kind=kind, since=since, until=until, at=at)
    refuse_second(case, since, until)
    room = room_of(provider, kind)
    latest(room)
    refuse_full(room, since, until, at)
    taken = Taken(id=sealing.event(), room=room, since=since, until=until)
    write(taken)
    row = Stay(id=event, case=case, taken=taken, booked_by=by, booked_at=at)
    write(row)
    tasks.expect(case=case, kind=ARRIVAL, about=row.pk, due_on=since)
    return row


def refuse_unfit(
    *, case: Case, provider: Provider, kind: str, since: dt.date, until: dt.date | None, at: dt.datetime
) -> None:
    """Refuse a place that is closed, not safe for this person, or not for somebody like her."""
    checks.known("bed_kind", kind, "kind")
    checks.not_before(since, timezone.localdate(at), "since", _("today"))
    refuse_backwards(since, until)
    if case.status not in OPEN_CASES:
        raise Refused(_("This case is closed. Open it again before you look for a place."))
    if not provider.stands_on(since):
        raise Refused(_("This provider is closed on that day. Choose another one."), "since")
    if unsafe(case, provider, since):
        raise Refused(_("This place is not safe for this person. Choose another one."))
    adult = int(codelists.pack().parameters["adult_age"])
    age = case.person.age_on(since)
    if NOT_FOR.get(BedKind(kind)) == case.person.sex or (kind in FOR_CHILDREN and age is not None and age >= adult):
        raise Refused(_("Places of this kind are not for this person. Choose another kind."), "kind")


def unsafe(case: Case, provider: Provider, on: dt.date) -> bool:
    """Return whether the person of a case is not safe at a provider."""
    rows: list[Exclusion] = list(case.exclusions.filter(provider=provider))
    return any(one.until is None or one.until > on for one in rows)


def refuse_second(case: Case, since: dt.date, until: dt.date | None, but: Stay | None = None) -> None:
    """Refuse a second place for the same person at the same time."""
    for one in case.stays.filter(state__in=HOLDING).select_related("taken__room__provider"):
        if one != but and _meet(one.taken, since, until):
            said = _("This person has a place at %(name)s in that time. End or cancel that stay first.")
            raise Refused(said % {"name": one.provider.name}, "since")


def has_place(case: Case, since: dt.date, until: dt.date | None) -> bool:
    """Return whether the person has a place in a period already."""
    return any(_meet(one.taken, since, until) for one in case.stays.filter(state__in=HOLDING).select_related("taken"))


def _meet(taken: Taken, since: dt.date, until: dt.date | None) -> bool:
    """Return whether a period shares a day with what is taken; who is in and should have left is still there."""
    still_in = taken.occupied and taken.until is not None and taken.until <= since
    goes_on = taken.until is None or since < taken.until or still_in
    return goes_on and (until is None or taken.since < until)


def refuse_full(
    room: Room, since: dt.date, until: dt.date | None, at: dt.datetime, but: uuid.UUID | None = None
) -> None:
    """Refuse more stays than there are places, and say when one becomes free; the room is held by the caller."""
    today = timezone.localdate(at)
    held = queries.spans(rooms=[room.pk], today=today, but=but).get(room.pk, [])
    if queries.most_taken(held, since, until) < room.places:
        return
    again = queries.first_free(room.places, held, since)
    if again == since:
        full = next(day for day in sorted(one.since for one in held) if day > since and _is_full(room, held, day))
        said = _("A place is free only until %(day)s. Book it until then, or choose a place elsewhere.")
        raise Refused(said % {"day": checks.written(full)}, "until")
    if again is None:
        raise Refused(_("No place of this kind is free here. The list of help shows who has one."), "kind")
    said = _("No place of this kind is free here before %(day)s. The list of help shows who has one sooner.")
    raise Refused(said % {"day": checks.written(again)}, "kind")


def _is_full(room: Room, held: list[queries.Span], day: dt.date) -> bool:
    return queries.most_taken(held, day, day + dt.timedelta(days=1)) >= room.places
