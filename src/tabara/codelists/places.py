"""Places: a hierarchy that has versions, and the weighted way from one version to another.

A record keeps the finest place it was given and the version it was given in; nothing here overwrites either.
Level 0 is the country; the levels below it are named by the pack (province, commune, zone, colline).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property

from tabara.codelists.errors import UnknownPlace, _
from tabara.codelists.spelling import fold, likeness, readings

Weights = dict[str, Fraction]


@dataclass(frozen=True)
class Place:
    """One place in one version of the administrative division."""

    code: str
    name: str
    level: int
    version: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Division:
    """One version of the administrative division, and the day from which it is in force."""

    key: str
    since: date
    provisional: bool = False


@dataclass(frozen=True)
class Crosswalk:
    """Which part of each place of the older version lies in which place of the newer one.

    Backwards it assumes that every older place has the same population, unless the pack gives populations.
    """

    older: str
    newer: str
    shares: tuple[tuple[str, str, Fraction], ...]

    def forward(self, code: str, population: Mapping[str, int]) -> Weights:
        """Give the weights of the newer places that an older place lies in."""
        return {newer: weight for older, newer, weight in self.shares if older == code}

    def backward(self, code: str, population: Mapping[str, int]) -> Weights:
        """Give the weights of the older places that a newer place is made of."""
        masses = {older: weight * population.get(older, 1) for older, newer, weight in self.shares if newer == code}
        total = sum(masses.values())
        return {older: mass / total for older, mass in masses.items()}


@dataclass(frozen=True)
class Tile:
    """Where a place stands on a map of tiles, in columns from the west and rows from the north, and its short name."""

    column: int
    row: int
    label: str


@dataclass(frozen=True)
class Gazetteer:
    """All places of a pack in every version, and the way between versions, at the one level that has a crosswalk."""

    divisions: tuple[Division, ...] = ()
    level_names: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    bridge_level: int = 2
    population: Mapping[str, int] = field(default_factory=dict)
    grid: Mapping[tuple[str, str], Tile] = field(default_factory=dict)  # by version and code; empty where none is drawn

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions of the division, oldest first."""
        return tuple(division.key for division in self.divisions)

    @cached_property
    def _by_code(self) -> Mapping[tuple[str, str], Place]:
        return {(place.version, place.code): place for place in self.places}

    @cached_property
    def _below(self) -> Mapping[tuple[str, str | None], tuple[Place, ...]]:
        below: dict[tuple[str, str | None], list[Place]] = {}
        for place in self.places:
            below.setdefault((place.version, place.parent), []).append(place)
        return {parent: tuple(found) for parent, found in below.items()}

    @cached_property
    def _folded(self) -> Mapping[Place, tuple[str, ...]]:
        return {place: tuple(fold(name) for name in (place.name, *place.aliases)) for place in self.places}

    @cached_property
    def pieces(self) -> tuple[tuple[Place, ...], ...]:
        """The ground as the borders of all versions cut it: each piece as its place in every version, oldest first."""
        found: list[tuple[Place, ...]]
        found = [(place,) for place in self.at_level(self.bridge_level, self.versions[0])] if self.versions else []
        for crosswalk in self.crosswalks:
            found = [
                (*piece, self.place(newer, crosswalk.newer))
                for piece in found
                for older, newer, _weight in crosswalk.shares
                if older == piece[-1].code
            ]
        return tuple(found)

    def place(self, code: str, version: str) -> Place:
        """Give one place, or refuse with a sentence that says what to do."""
        found = self._by_code.get((version, code))
        if found is None:
            raise UnknownPlace(
                _("There is no place “%(code)s” in version “%(version)s” (of %(versions)s); search by name."),
                code=code,
                version=version,
                versions=", ".join(self.versions),
            )
        return found

    def children(self, code: str | None, version: str) -> tuple[Place, ...]:
        """List the places directly under one; under none, the first level below the country."""
        if code is None:
            return tuple(place for place in self.places if place.version == version and place.level == 1)
        return self._below.get((version, code), ())

    def at_level(self, level: int, version: str) -> tuple[Place, ...]:
        """List all places of one level of a version, in the order of the file."""
        return tuple(place for place in self.places if place.version == version and place.level == level)

    def path(self, place: Place) -> tuple[Place, ...]:
        """Give the place with everything above it, the widest first, the country left out."""
        above = () if place.parent is None else self.path(self.place(place.parent, place.version))
        return (*above, place) if place.level > 0 else ()

    def ancestor(self, place: Place, level: int) -> Place | None:
        """Give the place of that level in which a place lies (itself if it is of that level); None if it is wider."""
        while place.level > level and place.parent is not None:
            place = self.place(place.parent, place.version)
        return place if place.level == level else None

    def version_on(self, on: date) -> str:
        """Give the version in force on a day; before the first version, the first."""
        past = [division.key for division in self.divisions if division.since <= on]
        return past[-1] if past else self.versions[0]

    def search(self, text: str, version: str, level: int | None = None, limit: int = 10) -> tuple[Place, ...]:
        """Find places by name, alias or path ("Rohero, Mukaza"), whatever the accents and the spelling; best first."""
        asked = readings(text)
        scored = [
            (max(self._score(place, names) for names in asked), place)
            for place in self.places
            if place.version == version and place.level > 0 and level in (None, place.level)
        ]
        found = sorted((-score, place.level, place.name, place.code, place) for score, place in scored if score > 0)
        return tuple(place for *_order, place in found[:limit])

    def _score(self, place: Place, names: tuple[str, ...]) -> float:
        """Score a place: its own name must answer one name of the path, and places above it all the others."""
        best = 0.0
        for position, name in enumerate(names):
            own = self._likeness(place, name)
            if own > best:
                best = max(best, own * self._answered(place, names[:position] + names[position + 1 :]))
        return best

    def _answered(self, place: Place, names: tuple[str, ...]) -> float:
        if not names:
            return 1.0
        above = self.path(place)[:-1]
        return min(max((self._likeness(wider, name) for wider in above), default=0.0) for name in names)

    def _likeness(self, place: Place, part: str) -> float:
        return max(likeness(part, name) for name in self._folded[place])

    def convert(self, place: Place, to_version: str) -> tuple[tuple[Place, float], ...]:
        """Give the places of another version that a place lies in, with weights that sum to 1, the heaviest first.

        It works at the level of the crosswalk: a finer place is taken as the one of that level it lies in, a wider
        one as all those inside it, equally populated unless the pack says otherwise. In its own version a place is
        itself. The record is never changed: this answers a figure that is asked for in the other version.
        """
        if place.version == to_version:
            return ((place, 1.0),)
        weights = self._at_bridge(place)
        for crosswalk, newer in self._way(place.version, to_version):
            weights = self._step(weights, crosswalk, newer)
        heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        return tuple((self.place(code, to_version), float(weight)) for code, weight in heaviest)

    def _at_bridge(self, place: Place) -> Weights:
        narrow = self.ancestor(place, self.bridge_level)
        if narrow is not None:
            return {narrow.code: Fraction(1)}
        inside = [p for p in self.at_level(self.bridge_level, place.version) if self.ancestor(p, place.level) == place]
        total = sum(self.population.get(p.code, 1) for p in inside)
        return {p.code: Fraction(self.population.get(p.code, 1), total) for p in inside}

    def _way(self, start: str, end: str) -> list[tuple[Crosswalk, bool]]:
        if end not in self.versions:
            raise UnknownPlace(
                _("“%(version)s” is not a version of the administrative division; choose one of: %(versions)s."),
                version=end,
                versions=", ".join(self.versions),
            )
        here, there = self.versions.index(start), self.versions.index(end)
        between = {crosswalk.older: crosswalk for crosswalk in self.crosswalks}
        if here < there:
            return [(between[older], True) for older in self.versions[here:there]]
        return [(between[older], False) for older in reversed(self.versions[there:here])]

    def _step(self, weights: Weights, crosswalk: Crosswalk, newer: bool) -> Weights:
        stepped: Weights = {}
        for code, weight in weights.items():
            shares = (crosswalk.forward if newer else crosswalk.backward)(code, self.population)
            for target, share in shares.items():
                stepped[target] = stepped.get(target, Fraction(0)) + weight * share
        return stepped
