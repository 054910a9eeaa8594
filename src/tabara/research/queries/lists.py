"""The lists that are defined, to those who keep research."""

import uuid

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Agency, Member
from tabara.research.models import CountedList


def demand(by: Member) -> None:
    """Refuse whoever keeps no research: counts of overlaps are small, and shown to no one else."""
    if not by.may(Permission.RESEARCH_KEEP):
        raise NotAllowed


def lists(*, by: Member) -> list[CountedList]:
    """Return the lists in use."""
    demand(by)
    return list(CountedList.objects.filter(struck_at=None).select_related("kept_by"))


def list_of(*, by: Member, number: uuid.UUID) -> CountedList:
    """Return one list.

    Raises:
        NotFound: where there is none of that number.
    """
    demand(by)
    found = CountedList.objects.select_related("kept_by", "struck_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def agencies_of(*, by: Member) -> list[Agency]:
    """Return the agencies whose people a list can count: those of this country."""
    demand(by)
    return list(Agency.objects.filter(country=""))
