"""Which place a row means: by its code, else by its name within what stands above it, in the division it says."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tabara.codelists import Gazetteer, Place
from tabara.codelists.spelling import fold
from tabara.prevention.operations.context.shapes import CODES, LEVELS, NAMES

Cells = Mapping[str, str]


class Unplaced(Exception):
    """A row whose place is not known, or known twice: the column at fault, and the sentence."""

    def __init__(self, role: str, reason: str) -> None:
        super().__init__(reason)
        self.role, self.reason = role, reason


class Finder:
    """Finds the places of one gazetteer; what was found once is not looked for again."""

    def __init__(self, places: Gazetteer, division: str) -> None:
        self.places, self.division = places, division
        self.by_code: dict[str, list[Place]] = {}
        self.by_name: dict[tuple[str, int, str], list[Place]] = {}
        self.found: dict[tuple[str, ...], Place] = {}
        for one in places.places:
            self.by_code.setdefault(one.code.upper(), []).append(one)
            for name in {fold(each) for each in (one.name, *one.aliases)}:
                self.by_name.setdefault((one.version, one.level, name), []).append(one)

    def place(self, cells: Cells, on: dt.date) -> Place:
        """Return the finest place that a row names.

        Raises:
            Unplaced: where it names none, one that there is not, or one of several.
        """
        version = cells.get("version", "") or self.division
        if version and version not in self.places.versions:
            raise Unplaced("version", self._no_division(version))
        in_force = self.places.version_on(on)
        key = (version, in_force, *(cells.get(role, "") for role in (*CODES, *NAMES)))
        if key not in self.found:
            self.found[key] = self._finest(cells, version, in_force)
        return self.found[key]

    def _finest(self, cells: Cells, version: str, in_force: str) -> Place:
        for level in reversed(LEVELS):
            if cells.get(CODES[level]):
                return self._coded(CODES[level], cells[CODES[level]], version, in_force)
            if cells.get(NAMES[level]):
                return self._named(level, cells, version, in_force)
        raise Unplaced("", _("The place is missing. Write its code or its name."))

    def _coded(self, role: str, code: str, version: str, in_force: str) -> Place:
        found = self.by_code.get(code.upper(), [])
        if not found:
            raise Unplaced(role, _("There is no place with the code “%(code)s”. Correct it.") % {"code": code})
        if version:
            fitting = [one for one in found if one.version == version]
            if not fitting:
                raise Unplaced(role, self._only_there(code, [one.version for one in found], version))
            return fitting[0]
        return found[0] if len(found) == 1 else next((one for one in found if one.version == in_force), found[-1])

    def _named(self, level: int, cells: Cells, version: str, in_force: str) -> Place:
        name, here = cells[NAMES[level]], version or in_force
        known = self.by_name.get((here, level, fold(name)), [])
        found = [one for one in known if self._lies(one, level, cells)]
        if len(found) == 1:
            return found[0]
        raise Unplaced(NAMES[level], self._why(name, level, here, known, found, cells))

    def _lies(self, place: Place, level: int, cells: Cells) -> bool:
        """Tell whether a place lies in what the row names above it."""
        for above in LEVELS[1:level]:
            over = self.places.ancestor(place, above)
            code, name = cells.get(CODES[above], ""), cells.get(NAMES[above], "")
            if over is None or (code and over.code.upper() != code.upper()):
                return False
            if name and not code and fold(name) not in {fold(each) for each in (over.name, *over.aliases)}:
                return False
        return True

    def _why(self, name: str, level: int, here: str, known: list[Place], found: list[Place], cells: Cells) -> str:
        if found:
            over = ", ".join(sorted(self._over(one) for one in found))
            return _("“%(name)s” stands for several places: in %(over)s. Write the code, or the place above it.") % {
                "name": name,
                "over": over,
            }
        if known:
            over = next((cells[one] for one in reversed((*CODES[1:level], *NAMES[1:level])) if cells.get(one)), "")
            return _("“%(name)s” does not lie in “%(over)s”. Correct one of them.") % {"name": name, "over": over}
        elsewhere = [one for one in self.places.versions if (one, level, fold(name)) in self.by_name]
        if elsewhere:
            return self._only_there(name, elsewhere, here)
        said = {"name": name, "version": here}
        return _("There is no place “%(name)s” in the division of %(version)s. Correct the name.") % said

    def _over(self, place: Place) -> str:
        return self.places.place(place.parent, place.version).name if place.parent else place.name

    def _only_there(self, name: str, elsewhere: list[str], here: str) -> str:
        told = {"name": name, "here": here, "there": ", ".join(elsewhere)}
        return _("“%(name)s” is no place of the division of %(here)s, only of %(there)s. Say that division.") % told

    def _no_division(self, version: str) -> str:
        told = {"version": version, "known": ", ".join(self.places.versions)}
        return _("There is no division of “%(version)s”. Choose one of: %(known)s.") % told
