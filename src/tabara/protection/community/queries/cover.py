"""Which ground has a focal point, and which has none: by hill where the pack lists hills, else by what it knows."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.codelists import Gazetteer, Place
from tabara.protection.community.models import FocalPoint
from tabara.protection.community.models.point import serving
from tabara.protection.community.queries.places import COMMUNE, finest, in_version, today


@dataclass(frozen=True)
class Commune:
    """A commune: its focal points, the places by which its cover is told, and those of them that have none."""

    place: Place
    points: int
    told_by: tuple[Place, ...]
    bare: tuple[Place, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether nothing finer than the commune itself is known."""
        return self.told_by == (self.place,)

    @property
    def covered(self) -> int:
        """Return how many of its places have a focal point."""
        return len(self.told_by) - len(self.bare)


@dataclass(frozen=True)
class Province:
    """A province, commune by commune."""

    place: Place
    communes: tuple[Commune, ...]

    @property
    def points(self) -> int:
        """Return how many focal points serve in it, below its own level."""
        return sum(one.points for one in self.communes)

    @property
    def places(self) -> int:
        """Return by how many places its cover is told."""
        return sum(len(one.told_by) for one in self.communes)

    @property
    def covered(self) -> int:
        """Return how many of them have a focal point."""
        return sum(one.covered for one in self.communes)


def cover(*, by: Member, on: dt.date) -> list[Province]:
    """Return the cover of the country on a day, by province. The focal points are asked for once, as numbers."""
    if not by.may(Permission.COMMUNITY_KEEP):
        raise NotAllowed
    places, version = today(on)
    found = _numbers(by, on, places, version)
    return [
        Province(one, tuple(_commune(places, commune, found) for commune in places.children(one.code, version)))
        for one in places.children(None, version)
    ]


def uncovered(*, by: Member, on: dt.date, code: str) -> Commune:
    """Return one commune of today's division, with the places that have no focal point.

    Raises:
        NotFound: where there is no such commune.
    """
    for province in cover(by=by, on=on):
        for commune in province.communes:
            if commune.place.code == code:
                return commune
    raise NotFound


def _numbers(by: Member, on: dt.date, places: Gazetteer, version: str) -> Counter[Place]:
    """Return how many points serve in each place of today's division; where it changed, in the commune of today."""
    rows = FocalPoint.objects.filter(serving(on)).filter(Q(agency__in_network=True) | Q(agency=by.agency_id))
    found: Counter[Place] = Counter()
    for code, of_version, many in rows.order_by().values_list("place", "place_version").annotate(Count("pk")):
        here = in_version(places, places.place(code, of_version), version)
        if here is not None:
            found[here] += many
    return found


def _commune(places: Gazetteer, commune: Place, found: Counter[Place]) -> Commune:
    here = {place: many for place, many in found.items() if places.ancestor(place, COMMUNE) == commune}
    told_by = finest(places, commune)
    level = told_by[0].level
    served = {places.ancestor(place, level) for place in here}
    return Commune(commune, sum(here.values()), told_by, tuple(one for one in told_by if one not in served))
