"""Which providers are for somebody of a kind, whichever service is meant: the filter of the directory's list."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils import timezone

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.protection.directory.enums import BedKind
from tabara.protection.directory.queries.facts import Facts
from tabara.protection.directory.queries.matching import compared, rows_of
from tabara.protection.directory.queries.near import Places

# What one chooses in the list, as the facts of somebody like that.
FOR_WHOM: Mapping[str, Facts] = {
    BedKind.WOMEN: Facts(sex="female", age=30),
    BedKind.MEN: Facts(sex="male", age=30),
    BedKind.GIRLS: Facts(sex="female", age=12),
    BedKind.BOYS: Facts(sex="male", age=12),
    BedKind.MOTHER_CHILD: Facts(sex="female", age=30, with_children=True),
}


def wanted(
    *, by: Member, at: dt.datetime, service: str = "", who: str = "", with_places: bool = False
) -> frozenset[uuid.UUID]:
    """Return the providers with an offer for somebody like that, and a free place to sleep where that is asked."""
    if not by.may(Permission.CASE_READ):
        raise NotAllowed
    on = timezone.localdate(at)
    found = compared(rows_of(service, on), FOR_WHOM.get(who, Facts()), on, frozenset(), Places("", ""))
    return frozenset(one.row.provider for one in found if one.offered and (not with_places or one.free))
