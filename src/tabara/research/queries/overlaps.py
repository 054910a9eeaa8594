"""Linkages, to those who keep research and those who link; what was counted, to those who keep research alone."""

import uuid

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.research.models import CaptureCount, Linkage
from tabara.research.queries.lists import demand

RECENT = 50


def linkages(*, by: Member) -> list[Linkage]:
    """Return the linkages in use, the newest first."""
    _demand_either(by)
    return list(Linkage.objects.filter(struck_at=None).select_related("asked_by", "run_by")[:RECENT])


def linkage_of(*, by: Member, number: uuid.UUID) -> Linkage:
    """Return one linkage.

    Raises:
        NotFound: where there is none of that number.
    """
    _demand_either(by)
    found = Linkage.objects.select_related("asked_by", "run_by").filter(pk=number).first()
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


def _demand_either(by: Member) -> None:
    if not (by.may(Permission.RESEARCH_KEEP) or by.may(Permission.LINKAGE_RUN)):
        raise NotAllowed
