"""Who can meet this need of this person near this place: every provider with the service, and why or why not.

Four questions to the database, however many providers there are; the rest is a comparison of short rows.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.directory.enums import Because, BedKind, Near, Note
from tabara.protection.directory.models import Offer
from tabara.protection.directory.queries.beds import Free, free_places, full_until
from tabara.protection.directory.queries.facts import Facts, facts_of
from tabara.protection.directory.queries.near import Places
from tabara.protection.directory.queries.providers import excluded

FEMALE, MALE = "female", "male"
COLUMNS = (
    *("service", "cost", "hours", "closed_days", "capacity", "full_until", "sexes", "age_from", "age_to"),
    *("takes_children", "child_age_to", "disabilities", "categories", "needs_determination"),
    *("provider", "provider__name", "provider__kind", "provider__agency", "provider__is_confidential"),
    *("provider__place", "provider__place_version", "provider__phone", "provider__hours", "provider__languages"),
    "provider__verified_on",
)
Said = tuple[str, object]  # a reason or a note, and what it is about


class Row(NamedTuple):
    """One offer with its provider, as it is read."""

    service: str
    cost: str
    hours: str
    closed_days: list[str]
    capacity: int | None
    full_until: dt.date | None
    sexes: list[str]
    age_from: int | None
    age_to: int | None
    takes_children: bool
    child_age_to: int | None
    disabilities: list[str]
    categories: list[str]
    needs_determination: bool
    provider: uuid.UUID
    name: str
    kind: str
    agency: uuid.UUID | None
    is_confidential: bool
    place: str
    place_version: str
    phone: str
    opening: str
    languages: list[str]
    verified_on: dt.date


class Match(NamedTuple):
    """One provider for a need: whether it is offered, how near, what is free, and what is to be known."""

    row: Row
    near: Near
    free: int | None  # places to sleep that fit; nothing where the service needs none
    against: tuple[Said, ...]
    notes: tuple[Said, ...]

    @property
    def offered(self) -> bool:
        """Return whether nothing speaks against it."""
        return not self.against


def bed_services() -> frozenset[str]:
    """Return the services that need a place to sleep."""
    return frozenset(codelists.pack().parameters["bed_services"])


def matching(
    *, by: Member, need: str, at: dt.datetime, case: Case | None = None, facts: Facts | None = None
) -> list[Match]:
    """Return every provider with the service, those offered first, the nearest of them on top.

    The facts are the case's own, as far as the member may see them, unless others are given.
    """
    if not by.may(Permission.CASE_READ):
        raise NotAllowed
    on = timezone.localdate(at)
    if facts is None:
        facts = facts_of(by=by, case=case, on=on) if case else Facts()
    unsafe = excluded(by=by, case=case, on=on) if case else frozenset()
    rows = rows_of(need, on)
    found = list(compared(rows, facts, on, unsafe, Places(facts.place, facts.place_version)))
    return sorted(found, key=_order)


def rows_of(need: str, on: dt.date, providers: Iterable[uuid.UUID] | None = None) -> list[Row]:
    """Return what is offered on a day: of one service, or of all where none is named."""
    lasting = Q(until=None) | Q(until__gt=on)
    standing = Q(provider__until=None) | Q(provider__until__gt=on)
    rows = Offer.objects.filter(lasting, standing, since__lte=on, provider__since__lte=on).order_by()
    rows = rows.filter(service=need) if need else rows
    rows = rows if providers is None else rows.filter(provider__in=list(providers))
    return [Row(*one) for one in rows.values_list(*COLUMNS)]


def compared(
    rows: list[Row], facts: Facts, on: dt.date, unsafe: frozenset[uuid.UUID], places: Places
) -> Iterator[Match]:
    """Hold each row against the facts."""
    needing = bed_services()
    asleep = {row.provider for row in rows if row.service in needing}
    free = free_places(on=on, today=on, services=needing) if asleep else {}
    fitting = kinds_for(facts)
    full = [one for each in free.values() for one in each if one.free < 1 and one.kind in fitting]
    again = full_until(rooms=[one.room for one in full], on=on) if full else {}
    oldest = on - dt.timedelta(days=int(codelists.pack().parameters["directory_stale_days"]))
    for row in rows:
        beds = free.get(row.provider) if row.service in needing else None
        many, said = _beds(beds, fitting, again) if beds else (None, ())
        against = (*_unsafe(row, unsafe), *_against(row, facts), *_full(row, on), *said)
        notes = tuple(_notes(row, facts, oldest))
        yield Match(row, places.near(row.place, row.place_version), many, against, notes)


def kinds_for(facts: Facts) -> frozenset[str]:
    """Return the kinds of places that fit a person; what is not known leaves none out."""
    adult = None if facts.age is None else facts.age >= int(codelists.pack().parameters["adult_age"])
    if facts.with_children:
        return frozenset({BedKind.UNIT} | ({BedKind.MOTHER_CHILD} if facts.sex != MALE else set()))
    found: set[str] = {BedKind.UNIT}
    if facts.sex != MALE:
        found |= {BedKind.WOMEN} if adult is not False else set()
        found |= {BedKind.GIRLS} if adult is not True else set()
    if facts.sex != FEMALE:
        found |= {BedKind.MEN} if adult is not False else set()
        found |= {BedKind.BOYS} if adult is not True else set()
    return frozenset(found)


def _order(one: Match) -> tuple[object, ...]:
    return not one.offered, one.near, one.free is not None and one.free < 1, one.row.name, one.row.provider


def _unsafe(row: Row, unsafe: frozenset[uuid.UUID]) -> Iterator[Said]:
    if row.provider in unsafe:
        yield Because.UNSAFE, None


def _against(row: Row, facts: Facts) -> Iterator[Said]:
    if row.sexes and facts.sex in (FEMALE, MALE) and facts.sex not in row.sexes:
        yield Because.SEX, row.sexes
    if facts.age is not None and row.age_from is not None and facts.age < row.age_from:
        yield Because.TOO_YOUNG, row.age_from
    if facts.age is not None and row.age_to is not None and facts.age > row.age_to:
        yield Because.TOO_OLD, row.age_to
    if facts.with_children:
        yield from _of_children(row, facts)
    if row.disabilities and (missing := facts.disabilities - set(row.disabilities)):
        yield Because.DISABILITY, sorted(missing)
    if row.categories and facts.categories and not facts.categories & set(row.categories):
        yield Because.CATEGORY, row.categories
    if row.needs_determination and facts.determined is False:
        yield Because.UNDETERMINED, None


def _of_children(row: Row, facts: Facts) -> Iterator[Said]:
    """Say whether a parent can come with children; only where one stays does that matter."""
    if row.service not in bed_services():
        return
    if not row.takes_children:
        yield Because.CHILDREN, None
    elif row.child_age_to is not None and facts.oldest_child is not None and facts.oldest_child > row.child_age_to:
        yield Because.CHILD_TOO_OLD, row.child_age_to


def _full(row: Row, on: dt.date) -> Iterator[Said]:
    if row.full_until and row.full_until > on:
        yield Because.FULL, row.full_until


def _beds(
    beds: list[Free], fitting: frozenset[str], again: Mapping[uuid.UUID, dt.date | None]
) -> tuple[int, tuple[Said, ...]]:
    """Return how many places that fit are free, and what speaks against coming."""
    suited = [one for one in beds if one.kind in fitting]
    if not suited:
        return 0, ((Because.NO_SUCH_PLACE, sorted(one.kind for one in beds)),)
    many = sum(max(one.free, 0) for one in suited)
    if many:
        return many, ()
    days = [day for one in suited if (day := again.get(one.room))]
    return 0, ((Because.FULL, min(days) if days else None),)


def _notes(row: Row, facts: Facts, oldest: dt.date) -> Iterator[Said]:
    if facts.languages and row.languages and not facts.languages & set(row.languages):
        yield Note.LANGUAGE, row.languages
    if facts.disabilities and not row.disabilities:
        yield Note.DISABILITY_UNSAID, sorted(facts.disabilities)
    if facts.age is None and (row.age_from is not None or row.age_to is not None):
        yield Note.AGE_UNKNOWN, (row.age_from, row.age_to)
    if row.closed_days:
        yield Note.CLOSED_DAYS, row.closed_days
    if row.capacity:
        yield Note.CAPACITY, row.capacity
    if row.verified_on < oldest:
        yield Note.STALE, row.verified_on
