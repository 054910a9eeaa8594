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
    """Return a province and its communes as every version of the division has them, each as (version, code)."""
    places = codelists.pack().places
    home = places.place(province, version)
    found = {(version, province)}
    for commune in places.at_level(COMMUNE, version):
        if places.ancestor(commune, PROVINCE) == home:
            for one in places.versions:
                found |= {(one, part.code) for part, _weight in places.convert(commune, one)}
    above = {places.ancestor(places.place(code, one), PROVINCE) for one, code in found}
    return sorted(found | {(one.version, one.code) for one in above if one})
