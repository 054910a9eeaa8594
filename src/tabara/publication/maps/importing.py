"""Take boundaries in: match them to the places, simplify them together so that neighbours stay joined, keep them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from tabara.codelists import Gazetteer
from tabara.publication.errors import PublicationError, _
from tabara.publication.maps import boundaries, geojson
from tabara.publication.maps.boundaries import WIDTH, Outline, Stored
from tabara.publication.maps.matching import Matched, match

FINE = 2.0  # what is smaller than this on a drawing of WIDTH is left out
SLIVER = 1.0  # gaps narrower than this are closed
MOST_MENDED = 0.2  # of the area of a shape
Shapes = NDArray[np.object_]
NAMED = 12  # of what did not match, how many are named in a sentence


@dataclass(frozen=True)
class Credit:
    """Whose boundaries they are, under which licence, of which day."""

    source: str
    licence: str
    dated: str = ""


@dataclass(frozen=True)
class Imported:
    """What was taken in."""

    matched: Matched
    joined: bool  # whether neighbours joined exactly before slivers were mended


def take_in(
    file: Path,
    *,
    places: Gazetteer,
    folder: Path,
    credit: Credit,
    on: date,
    version: str = "",
    level: int = 0,
    partial: bool = False,
    check: bool = False,
) -> Imported:
    """Keep the boundaries of a file in place of those of their level; with `check`, only say what would be kept.

    Raises:
        PublicationError: where the file cannot be used, or not every shape and place of the level match; then what was
            there before stays as it is.
    """
    if version and version not in places.versions:
        sentence = _("There is no division “%(version)s”. Choose one of: %(known)s.")
        raise PublicationError(sentence, version=version, known=", ".join(places.versions))
    matched = match(geojson.read(file), places, version, level)
    if not matched.found or not (matched.whole or partial):
        raise _refusal(matched)
    flat = _on_paper(np.array([one.shape for one in matched.found.values()]))
    joined = bool(shapely.coverage_is_valid(flat, gap_width=SLIVER))
    mended = flat if joined else _mended(flat, list(matched.found.values()))
    drawn = dict(zip(matched.found, shapely.coverage_simplify(mended, FINE), strict=True))
    parents = {place.code: place.parent for place in places.at_level(matched.level, matched.version)}
    if not check:
        boundaries.store(folder, _stored(matched, drawn, parents, credit, on))
    return Imported(matched, joined)


def _refusal(matched: Matched) -> PublicationError:
    return PublicationError(
        _(
            "Of the %(of)s places of level %(level)s in the division of %(version)s, %(found)s have a shape. "
            "Without one: %(missing)s. Shapes of no place: %(strange)s. Correct the file, or import it with --partial."
        ),
        of=len(matched.found) + len(matched.missing),
        level=matched.level,
        version=matched.version,
        found=len(matched.found),
        missing=_few([place.name for place in matched.missing]),
        strange=_few([_called(one) for one in matched.strange]),
    )


def _few(names: Sequence[str]) -> str:
    more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return (", ".join(names[:NAMED]) or "–") + more


def _called(feature: geojson.Feature) -> str:
    words = ", ".join(value for value in feature.said.values() if value)[:40]
    return f"{feature.number} ({words})" if words else str(feature.number)


def _on_paper(shapes: Shapes) -> Shapes:
    """Project to a drawing WIDTH wide, east and north in one measure."""
    west, south, east, north = shapely.total_bounds(shapes)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, 1e-9)

    def onto(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack([(points[:, 0] - west) * squeeze * scale, (north - points[:, 1]) * scale])

    flat: Shapes = shapely.transform(shapes, onto)
    return flat


def _mended(flat: Shapes, features: Sequence[geojson.Feature]) -> Shapes:
    """Close slivers between neighbours, and share out what two of them claim, as long as it is little."""
    mended: Shapes = shapely.coverage_clean(flat, gap_width=SLIVER)
    for feature, before, after in zip(features, shapely.area(flat), shapely.area(mended), strict=True):
        if abs(after - before) > MOST_MENDED * before:
            sentence = _("Feature %(feature)s lies upon its neighbours. Correct the boundaries, so that none overlap.")
            raise PublicationError(sentence, feature=_called(feature))
    return mended


def _stored(
    matched: Matched,
    drawn: Mapping[str, BaseGeometry],
    parents: Mapping[str, str | None],
    credit: Credit,
    on: date,
) -> Stored:
    wide: dict[str | None, list[BaseGeometry]] = {}
    for code, one in drawn.items():
        wide.setdefault(parents[code], []).append(one)
    together = [shapely.unary_union(inside) for inside in wide.values()] if matched.level > 1 else []
    return Stored(
        version=matched.version,
        level=matched.level,
        height=math.ceil(max(one.bounds[3] for one in drawn.values())),
        places={code: _outline(one) for code, one in drawn.items()},
        borders="".join(_path(one, holes=False) for one in together),
        source=credit.source,
        licence=credit.licence,
        dated=credit.dated,
        imported=on.isoformat(),
    )


def _outline(one: BaseGeometry) -> Outline:
    """Write a shape as a path, with the place in its middle where its name has the most room."""
    largest = max(shapely.get_parts(one), key=lambda part: part.area)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(largest), 0)
    across = shapely.intersection(
        largest, shapely.LineString([(largest.bounds[0] - 1, middle.y), (largest.bounds[2] + 1, middle.y)])
    )
    room = next(
        (2 * min(middle.x - part.bounds[0], part.bounds[2] - middle.x)
         for part in shapely.get_parts(across) if part.bounds[0] <= middle.x <= part.bounds[2]),
        0.0,
    )  # fmt: skip # one thing on a line
    return Outline(_path(one), round(middle.x, 1), round(middle.y, 1), round(room, 1))


def _path(one: BaseGeometry, *, holes: bool = True) -> str:
    rings = []
    for part in shapely.get_parts(one):
        if not isinstance(part, shapely.Polygon):
            continue
        inner = list(part.interiors) if holes else []
        for ring in (part.exterior, *inner):
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in ring.coords[:-1])
            rings.append(f"M{points}Z")
    return "".join(rings)
