"""Reads of providers: everybody who reads cases reads the directory; what is sealed is never part of an answer here."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from tabara import codelists
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.directory.models import Exclusion, Provider
from tabara.protection.directory.queries.near import inside

PAGE = 50


@dataclass(frozen=True)
class Found:
    """One page of the directory, and the key from which the next one begins."""

    rows: list[Provider]
    after: str = ""


def directory(
    *,
    by: Member,
    on: dt.date,
    service: str = "",
    province: tuple[str, str] | None = None,
    only: frozenset[uuid.UUID] | None = None,
    closed: bool = False,
    after: str = "",
) -> Found:
    """Return the providers by name: of a service, of a province (its code and version), of those in `only`."""
    if not by.may(Permission.CASE_READ):
        raise NotAllowed
    rows = _standing(on) if not closed else Provider.objects.exclude(pk__in=_standing(on).values("pk"))
    if service:
        offering = Q(offers__service=service, offers__since__lte=on)
        rows = rows.filter(offering & (Q(offers__until=None) | Q(offers__until__gt=on)))
    if province:
        rows = rows.filter(reduce(or_, (Q(place_version=one, place=code) for one, code in inside(*province))))
    rows = rows.filter(pk__in=only) if only is not None else rows
    return _page(rows.distinct(), after)


def _standing(on: dt.date) -> QuerySet[Provider]:
    return Provider.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on)


def _page(rows: QuerySet[Provider], after: str) -> Found:
    name, _between, number = after.rpartition("~")
    if number:
        rows = rows.filter(Q(name__gt=name) | Q(name=name, pk__gt=_number(number)))
    listed = rows.select_related("agency").prefetch_related("offers").defer("sealed").order_by("name", "pk")
    found = list(listed[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Found(found[:PAGE], f"{last.name}~{last.pk}" if last else "")


def _number(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound from None


def provider(*, by: Member, number: uuid.UUID) -> Provider:
    """Return one provider, with what it offers.

    Raises:
        NotFound: where there is none, or the member reads no cases.
    """
    rows = Provider.objects.select_related("agency", "verified_by").prefetch_related("offers")
    found = rows.filter(pk=number).first() if by.may(Permission.CASE_READ) else None
    if found is None:
        raise NotFound
    return found


def keeps(*, by: Member, provider: Provider) -> bool:
    """Return whether the member keeps what the directory says of this provider."""
    return permitted(by, Permission.DIRECTORY_KEEP, provider)  # type: ignore[arg-type]  # of no agency: within nobody's


def keeps_all(*, by: Member) -> bool:
    """Return whether the member keeps providers of every agency, and of none."""
    return by.reach(Permission.DIRECTORY_KEEP) is Scope.ALL


def answers_at(*, by: Member, provider: Provider) -> bool:
    """Return whether the member works there: answers for it, and sees who stays."""
    if provider.agency_id is None or provider.agency_id != by.agency_id:
        return False
    return by.may_act and by.may(Permission.REFERRAL_ANSWER)


def may_open(*, by: Member, provider: Provider, case: Case | None = None) -> bool:
    """Return whether the member may open where a confidential place is.

    Whoever keeps it or works there may; and for a case that the member serves, whoever has a place there for it, or
    finds a place of no agency, which nobody else could be asked about.
    """
    if keeps(by=by, provider=provider) or answers_at(by=by, provider=provider):
        return True
    if case is None or not permitted(by, Permission.SERVICE_RECORD, case):
        return False
    if provider.pk in excluded(by=by, case=case, on=dt.date.max):
        return False
    held = case.stays.filter(state__in=("planned", "in"), taken__room__provider=provider)
    return provider.agency_id is None or held.exists()


def own_shelters(*, by: Member) -> list[Provider]:
    """Return the providers with places to sleep at which the member answers."""
    if not (by.may_act and by.may(Permission.REFERRAL_ANSWER)):
        return []
    return list(Provider.objects.filter(agency=by.agency_id).exclude(rooms=None).distinct().defer("sealed"))


def stale(*, provider: Provider, on: dt.date) -> bool:
    """Return whether nobody has confirmed for long what the directory says."""
    return on - provider.verified_on > dt.timedelta(days=int(codelists.pack().parameters["directory_stale_days"]))


def excluded(*, by: Member, case: Case, on: dt.date) -> frozenset[uuid.UUID]:
    """Return the providers at which the person of a case is not safe on a day."""
    rows = Exclusion.objects.visible_to(by).filter(case=case).filter(Q(until=None) | Q(until__gt=on))
    return frozenset(rows.order_by().values_list("provider", flat=True))


def exclusions_of(*, by: Member, case: Case) -> list[Exclusion]:
    """Return where the person is not safe and why, to the holder's own people; others learn only that it is so."""
    if not cases.holds(by=by, case=case):
        return []
    return list(case.exclusions.select_related("provider", "noted_by"))
