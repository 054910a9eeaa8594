"""Which shape of a file is which place: by code, else by name or alias, within one level of one division."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tabara.codelists import Gazetteer, Place
from tabara.codelists.spelling import fold
from tabara.publication.maps.geojson import Feature

LEVELS = (1, 2)


@dataclass(frozen=True)
class Matched:
    """The shapes of a level by the codes of their places, and what is left on either side."""

    version: str
    level: int
    found: Mapping[str, Feature]
    strange: tuple[Feature, ...]  # shapes of no place, or of one that another shape is already
    missing: tuple[Place, ...]  # places without a shape

    @property
    def whole(self) -> bool:
        """Return whether every shape is a place and every place has one."""
        return not self.strange and not self.missing


def match(features: Sequence[Feature], places: Gazetteer, version: str = "", level: int = 0) -> Matched:
    """Find the level and the division in which the most shapes are places, unless one or both are given."""
    versions = (version,) if version else places.versions
    levels = (level,) if level else LEVELS
    tried = [_within(features, places, one, at) for one in versions for at in levels]
    return max(tried, key=lambda one: (one.whole, len(one.found) - len(one.missing) - len(one.strange)))


def _within(features: Sequence[Feature], places: Gazetteer, version: str, level: int) -> Matched:
    """Match by the one column of the file that names the most places of the level."""
    here = places.at_level(level, version)
    known = _names(here)
    columns = {column for one in features for column in one.said}
    best: dict[int, Place] = {}
    for column in sorted(columns):
        named = {one.number: place for one in features if (place := _place(one, column, known, places))}
        if len({place.code for place in named.values()}) > len({place.code for place in best.values()}):
            best = named
    times = Counter(place.code for place in best.values())
    found = {best[one.number].code: one for one in features if one.number in best and times[best[one.number].code] == 1}
    return Matched(
        version=version,
        level=level,
        found=found,
        strange=tuple(one for one in features if one not in found.values()),
        missing=tuple(place for place in here if place.code not in found),
    )


def _names(here: Sequence[Place]) -> Mapping[str, list[Place]]:
    known: dict[str, list[Place]] = {}
    for place in here:
        for name in {place.code, *(fold(name) for name in (place.name, *place.aliases))}:
            known.setdefault(name, []).append(place)
    return known


def _place(feature: Feature, column: str, known: Mapping[str, list[Place]], places: Gazetteer) -> Place | None:
    """Find the place that a column names; where two have the name, the one whose wider place is named beside it."""
    written = feature.said.get(column, "").strip()
    named = known.get(written) or known.get(fold(written)) or []
    if len(named) > 1:
        beside = {word for key, text in feature.said.items() if key != column for word in (text, fold(text)) if word}
        named = [one for one in named if beside & _wider(one, places)]
    return named[0] if len(named) == 1 else None


def _wider(place: Place, places: Gazetteer) -> set[str]:
    above = places.ancestor(place, place.level - 1)
    return {above.code, fold(above.name)} if above else set()
