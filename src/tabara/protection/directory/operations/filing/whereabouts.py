"""The place that a cell names: by its code, or by its name with what it lies in, of either division."""

import datetime as dt

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.codelists.places import Gazetteer, Place
from tabara.codelists.spelling import fold, readings
from tabara.protection.directory.operations.filing.cells import NOTHING
from tabara.protection.directory.operations.filing.plain import plain
from tabara.protection.directory.queries.near import COMMUNE

FINEST = COMMUNE
SHOWN = 4


def find(text: str, division: str, today: dt.date) -> tuple[str, str]:
    """Return the code of a place and the version of its division; two empty texts for no place.

    The division in force comes first: a name that it knows means its place, whatever an older one called so.

    Raises:
        Refused: where there is no such place, or more than one.
    """
    if text in NOTHING:
        return "", ""
    places = codelists.pack().places
    if division and division not in places.versions:
        said = _("There is no division “%(version)s”. It is one of: %(versions)s; or leave it empty.")
        raise Refused(said % {"version": division[:20], "versions": ", ".join(places.versions)}, "division")
    current = places.version_on(today)
    order = [division] if division else sorted(places.versions, key=lambda one: (one != current, one))
    coded = [one for version in order if (one := _coded(places, text, version))]
    if coded:
        return _only(places, text, coded if len({one.name for one in coded}) > 1 else coded[:1])
    for version in order:
        if found := _named(places, text, version):
            return _only(places, text, found)
    said = _("There is no province or commune “%(text)s”. Write its code, or its name after its province.")
    raise Refused(said % {"text": text[:60]}, "place")


def path_of(place: Place) -> str:
    """Return a place as a cell names it: the widest first."""
    return " / ".join(one.name for one in codelists.pack().places.path(place))


def written(code: str, version: str) -> str:
    """Return a stored place as a cell: its path where that leads back to it, or its code."""
    if not code:
        return ""
    places = codelists.pack().places
    path = path_of(places.place(code, version))
    found = _named(places, path, version)
    return path if [one.code for one in found] == [code] else code


def _coded(places: Gazetteer, text: str, version: str) -> Place | None:
    try:
        return places.place(text.upper(), version)
    except codelists.CodelistError:
        return None


def _named(places: Gazetteer, text: str, version: str) -> list[Place]:
    """Return the provinces and communes of exactly this name: spelled otherwise is another name here."""
    rows = [one for level in range(1, FINEST + 1) for one in places.at_level(level, version)]
    whole = [one for one in rows if plain(text) in map(plain, (one.name, path_of(one)))]
    return whole or [one for one in rows if any(_is_path(places, one, names) for names in readings(text))]


def _is_path(places: Gazetteer, place: Place, names: tuple[str, ...]) -> bool:
    """Return whether these names, of which there is more than one, are the path of a place, in either order."""
    path = tuple(fold(one.name) for one in places.path(place))
    return len(names) > 1 and path in (names, names[::-1])


def _only(places: Gazetteer, text: str, found: list[Place]) -> tuple[str, str]:
    if len(found) == 1:
        return found[0].code, found[0].version
    named = "; ".join(f"{one.code} ({path_of(one)}, {one.version})" for one in found[:SHOWN])
    said = _("“%(text)s” exists more than once: %(places)s. Write the code, and the division beside it.")
    raise Refused(said % {"text": text[:60], "places": named}, "place")
