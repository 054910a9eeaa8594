"""Places to sleep: how many are free on a day, who holds them, and who asks for one."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.directory.enums import HOLDING, AskState
from tabara.protection.directory.models import Ask, Offer, Provider, Room, Stay, Taken

MOST_LISTED = 200
DAY = dt.timedelta(days=1)


class Free(NamedTuple):
    """The places of one kind at one provider, and how many of them are free on a day."""

    room: uuid.UUID
    provider: uuid.UUID
    kind: str
    places: int
    free: int


def taken_on(day: dt.date, today: dt.date, before: str = "") -> Q:
    """Return the condition that places are taken on a day, as is known today; `before` leads to them.

    Whoever is in and should have left by now is still there.
    """
    ends = Q(**{f"{before}until": None}) | Q(**{f"{before}until__gt": day})
    ends |= Q(**{f"{before}occupied": True}) if day <= today else Q()
    return Q(**{f"{before}since__lte": day}) & ends


def free_places(
    *, on: dt.date, today: dt.date, services: Iterable[str] | None = None, provider: Provider | None = None
) -> dict[uuid.UUID, list[Free]]:
    """Return the places of each provider on a day: of one, or of all that offer one of these services."""
    rows = Room.objects.order_by("provider", "kind")
    if provider is not None:
        rows = rows.filter(provider=provider)
    if services is not None:
        rows = rows.filter(provider__in=Offer.objects.filter(service__in=list(services)).values("provider"))
    held = Coalesce(Sum("taken__places", filter=taken_on(on, today, "taken__")), 0)
    found: dict[uuid.UUID, list[Free]] = {}
    for one in rows.annotate(free=F("places") - held).values_list("pk", "provider", "kind", "places", "free"):
        found.setdefault(one[1], []).append(Free(*one))
    return found


def rooms(*, by: Member, provider: Provider, on: dt.date, today: dt.date | None = None) -> list[Free]:
    """Return the places of one provider on a day, to whoever may read the directory."""
    if not by.may(Permission.CASE_READ):
        raise NotFound
    return free_places(on=on, today=today or on, provider=provider).get(provider.pk, [])


class Span(NamedTuple):
    """So many places, taken from a day until a day."""

    places: int
    since: dt.date
    until: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Return whether they are taken on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def spans(*, rooms: Iterable[uuid.UUID], today: dt.date, but: uuid.UUID | None = None) -> dict[uuid.UUID, list[Span]]:
    """Return what is taken in each of these rooms from today on; `but` leaves one out."""
    lasting = Q(until=None) | Q(until__gt=today) | Q(occupied=True)
    rows = Taken.objects.filter(lasting, room__in=list(rooms)).exclude(pk=but)
    found: dict[uuid.UUID, list[Span]] = {}
    for room, places, since, until, occupied in rows.values_list("room", "places", "since", "until", "occupied"):
        ends = max(until, today + DAY) if until and occupied else until
        found.setdefault(room, []).append(Span(places, since, ends))
    return found


def full_until(*, rooms: Iterable[uuid.UUID], on: dt.date) -> dict[uuid.UUID, dt.date | None]:
    """Return for each of these rooms the first day from which a place is free; nothing where no day is known."""
    wanted = list(rooms)
    held = spans(rooms=wanted, today=on)
    many = Room.objects.filter(pk__in=wanted).values_list("pk", "places")
    return {room: first_free(places, held.get(room, []), on) for room, places in many}


def first_free(places: int, held: list[Span], on: dt.date) -> dt.date | None:
    """Return the first day, from this one on, on which fewer places are taken than there are."""
    days = sorted({on} | {one.until for one in held if one.until and one.until > on})
    return next((day for day in days if most_taken(held, day, day + DAY) < places), None)


def most_taken(held: Iterable[Span], since: dt.date, until: dt.date | None) -> int:
    """Return the most places that are taken on any one day of a period: more are taken only where something begins."""
    rows = list(held)
    days = {since} | {one.since for one in rows if one.since > since and (until is None or one.since < until)}
    return max(sum(one.places for one in rows if one.holds(day)) for day in days)


@cases.nothing_without("stays")
def stays_of(*, by: Member, case: Case) -> list[Stay]:
    """Return the stays of a case, to whoever sees which help it was given, and those at the member's own shelters."""
    rows = case.stays.select_related("taken__room__provider__agency", "booked_by")
    if FieldGroup.SERVICES not in cases.seen(by=by, case=case):
        rows = rows.filter(Q(taken__room__provider__agency=by.agency_id) | Q(booked_by__agency=by.agency_id))
    return list(rows)


def stay(*, by: Member, number: uuid.UUID) -> Stay:
    """Return one stay on which the member may act, at the shelter or for the case.

    Raises:
        NotFound: where there is none, or it is not the member's.
    """
    rows = Stay.objects.visible_to(by).select_related("taken__room__provider__agency")
    found = rows.filter(pk=number).first()
    if found is None or not acts_on(by=by, stay=found):
        raise NotFound
    return found


def acts_on(*, by: Member, stay: Stay) -> bool:
    """Return whether the member may say of a stay that it begins or ends: at the shelter, or serving the case."""
    if permitted(by, Permission.REFERRAL_ANSWER, stay):
        return True
    seen = cases.by_number(by=by, numbers=[stay.case_id]).get(stay.case_id)
    return seen is not None and permitted(by, Permission.SERVICE_RECORD, seen)


@dataclass(frozen=True)
class Board:
    """A shelter on a day: its places, who holds them, what is out of order."""

    rooms: list[Free]
    stays: list[tuple[Stay, str]]  # with the case's code, where the member sees the case
    out_of_order: list[Taken]


def board(*, by: Member, provider: Provider, on: dt.date) -> Board:
    """Return a shelter as its own people see it.

    Raises:
        NotFound: where the member does not work there.
    """
    if provider.agency_id != by.agency_id or not by.may(Permission.REFERRAL_ANSWER):
        raise NotFound
    rows = Stay.objects.visible_to(by).filter(taken__room__provider=provider, state__in=HOLDING)
    stays = list(rows.select_related("taken__room").order_by("taken__since", "pk")[:MOST_LISTED])
    codes = {pk: one.code for pk, one in cases.by_number(by=by, numbers=[one.case_id for one in stays]).items()}
    for one in stays:
        one.taken.room.provider = provider
    shut = Taken.objects.filter(room__provider=provider, places__gt=0).exclude(out_of_order="")
    lasting = shut.filter(Q(until=None) | Q(until__gt=on)).select_related("room").order_by("since")
    seen = [(one, codes.get(one.case_id, "")) for one in stays]
    return Board(rooms(by=by, provider=provider, on=on), seen, list(lasting))


@cases.nothing_without("asks")
def asks_of(*, by: Member, case: Case) -> list[Ask]:
    """Return the requests for a place for the person of a case, newest first, to whoever sees the help given."""
    if FieldGroup.SERVICES not in cases.seen(by=by, case=case):
        return []
    return list(case.asks.select_related("provider", "asked_by"))


def asked_of_us(*, by: Member) -> list[Ask]:
    """Return what other agencies ask of the member's shelters and nobody has answered, the soonest first."""
    if not (by.may_act and by.may(Permission.REFERRAL_ANSWER)):
        return []
    rows = Ask.objects.visible_to(by).filter(provider__agency=by.agency_id, state=AskState.SENT)
    return list(rows.select_related("provider", "asked_from").order_by("since", "pk")[:MOST_LISTED])


def asks_waiting(*, by: Member) -> int:
    """Return how many requests for a place wait for an answer of the member's agency."""
    return len(asked_of_us(by=by))


def ask(*, by: Member, number: uuid.UUID) -> Ask:
    """Return a request for a place that the member may answer.

    Raises:
        NotFound: where there is none, or it is not asked of the member's agency.
    """
    found = Ask.objects.visible_to(by).select_related("provider__agency", "asked_from", "asked_by").filter(pk=number)
    row = found.first()
    if row is None or not permitted(by, Permission.REFERRAL_ANSWER, row):
        raise NotFound
    return row
