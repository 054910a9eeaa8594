"""The country as the register of focal points looks at it: in the division of today, whichever one a record names."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q

from tabara import codelists
from tabara.codelists import Gazetteer, Place

COMMUNE = 2


def today(on: dt.date) -> tuple[Gazetteer, str]:
    """Return the places of the country, and the version of their division that is in force on a day."""
    places = codelists.pack().places
    return places, places.version_on(on)


def ground(code: str, on: dt.date) -> Q:
    """Return the condition that a record lies in a place of today's division, in whichever version it names its own."""
    places, version = today(on)
    wide = places.place(code, version)
    found = Q(pk=None)
    for other in places.versions:
        codes = [one.code for one in places.places if one.version == other and _within(places, one, wide)]
        found |= Q(place_version=other, place__in=codes)
    return found


def _within(places: Gazetteer, one: Place, wide: Place) -> bool:
    if one.level < wide.level or not one.level:
        return False
    here = places.ancestor(in_version(places, one, wide.version) or one, wide.level)
    return here == wide


def in_version(places: Gazetteer, one: Place, version: str) -> Place | None:
    """Return where a place lies in another version, for the most part: a commune of it, or nothing if it is wider."""
    if one.version == version:
        return one
    if one.level < places.bridge_level:
        return None
    found = places.convert(one, version)
    return found[0][0] if found else None


def finest(places: Gazetteer, commune: Place) -> tuple[Place, ...]:
    """Return the finest places that the pack knows in a commune: its hills, else its zones, else itself."""
    inside = list(_below(places, commune))
    deepest = max(one.level for one in inside)
    return tuple(one for one in inside if one.level == deepest)


def _below(places: Gazetteer, one: Place) -> Iterator[Place]:
    yield one
    for child in places.children(one.code, one.version):
        yield from _below(places, child)
