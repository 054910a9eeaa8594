"""How near: there are no coordinates, only the commune and the province, in whichever version each was written."""

from functools import cached_property

from tabara import codelists
from tabara.protection.directory.enums import Near

PROVINCE, COMMUNE = 1, 2


class Places:
    """The communes and provinces that a place lies in, in every version of the division; each is worked out once."""

    def __init__(self, code: str, version: str) -> None:
        self.code, self.version = code, version
        self._known: dict[tuple[str, str], Near] = {}

    @cached_property
    def _home(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        places = codelists.pack().places
        here = places.place(self.code, self.version)
        found = {}
        for version in places.versions:
            parts = [part for part, _weight in places.convert(here, version)]
            communes = [one.code for part in parts if (one := places.ancestor(part, COMMUNE))]
            provinces = [one.code for part in parts if (one := places.ancestor(part, PROVINCE))]
            found[version] = (frozenset(communes), frozenset(provinces))
        return found

    def near(self, code: str, version: str) -> Near:
        """Return how near another place is."""
        if not (code and self.code):
            return Near.UNKNOWN
        if (code, version) not in self._known:
            self._known[code, version] = self._worked_out(code, version)
        return self._known[code, version]

    def _worked_out(self, code: str, version: str) -> Near:
        places = codelists.pack().places
        there = places.place(code, version)
        communes, provinces = self._home[version]
        commune, province = places.ancestor(there, COMMUNE), places.ancestor(there, PROVINCE)
        if commune and commune.code in communes and places.place(self.code, self.version).level >= COMMUNE:
            return Near.COMMUNE
        return Near.PROVINCE if province and province.code in provinces else Near.ELSEWHERE


def inside(province: str, version: str) -> list[tuple[str, str]]:
    """Return every place of a province down to its communes, in each version, as (version, code)."""
    places = codelists.pack().places
    found = []
    for one in places.versions:
        for part, _weight in places.convert(places.place(province, version), one):
            commune, above = places.ancestor(part, COMMUNE), places.ancestor(part, PROVINCE)
            found += [(one, each.code) for each in (commune, above) if each]
    return sorted(set(found))
