"""Linkages, to those who keep research and those who link; what was counted, to those who keep research alone."""

import uuid

from django.db.models import QuerySet

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.research.enums import Origin
from tabara.research.models import CaptureCount, Linkage
from tabara.research.queries.lists import demand

RECENT = 50


def linkages(*, by: Member, here: bool = False) -> list[Linkage]:
    """Return the linkages in use, the newest first; `here` those of the vault alone, as whoever links sees them."""
    found = _seen(by, here).filter(struck_at=None)
    return list(found.select_related("asked_by", "run_by")[:RECENT])


def linkage_of(*, by: Member, number: uuid.UUID, here: bool = False) -> Linkage:
    """Return one linkage; `here` only if it is one of the vault.

    Raises:
        NotFound: where there is none of that number.
    """
    found = _seen(by, here).select_related("asked_by", "run_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def counts(*, by: Member, linkage: Linkage) -> list[CaptureCount]:
    """Return what was counted of a linkage, the newest first."""
    demand(by)
    return list(linkage.counts.select_related("linkage", "counted_by"))


def counts_of(*, by: Member, number: uuid.UUID) -> CaptureCount:
    """Return what was counted once.

    Raises:
        NotFound: where there is nothing of that number.
    """
    demand(by)
    found = CaptureCount.objects.select_related("linkage", "counted_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def _seen(by: Member, here: bool) -> QuerySet[Linkage]:
    """Return what somebody may see: whoever links sees nothing of lists that were linked elsewhere."""
    keeps = by.may(Permission.RESEARCH_KEEP)
    if not (keeps or by.may(Permission.LINKAGE_RUN)):
        raise NotAllowed
    every = Linkage.objects.all()
    return every.filter(origin=Origin.VAULT) if here or not keeps else every
