"""Read boundaries from a GeoJSON file (RFC 7946) that anybody may have made: bounded, finite, valid, in degrees."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from tabara.publication.errors import PublicationError, _

MOST_BYTES, MOST_FEATURES, MOST_POINTS = 25_000_000, 5_000, 1_000_000
DEGREES = ("crs84", "epsg::4326", "epsg:4326", "wgs84", "wgs 84")  # the endings of names of degrees east and north
EAST, NORTH = 180.0, 90.0


@dataclass(frozen=True)
class Feature:
    """One shape with what is written beside it."""

    number: int  # in the file, from 1
    said: Mapping[str, str]
    shape: BaseGeometry


def read(file: Path) -> tuple[Feature, ...]:
    """Read the shapes of a file.

    Raises:
        PublicationError: where it is too large, no GeoJSON, not in degrees, or a shape is not as it must be.
    """
    table = _parsed(file)
    if not isinstance(table, dict) or table.get("type") != "FeatureCollection":
        raise PublicationError(
            _("%(file)s is not a GeoJSON “FeatureCollection”. Export the boundaries as GeoJSON."), file=file
        )
    _check_crs(table.get("crs"))
    features = table.get("features")
    if not isinstance(features, list) or not features:
        raise PublicationError(_("%(file)s holds no features. Export the boundaries again."), file=file)
    if len(features) > MOST_FEATURES:
        _too_much(file)
    found = tuple(_feature(number, one) for number, one in enumerate(features, start=1))
    if sum(shapely.get_num_coordinates(one.shape) for one in found) > MOST_POINTS:
        _too_much(file)
    return found


def _parsed(file: Path) -> Any:
    try:
        if file.stat().st_size > MOST_BYTES:
            _too_much(file)
        return json.loads(file.read_text(encoding="utf-8-sig"), parse_constant=_not_a_number)
    except OSError as error:
        raise PublicationError(_("The file %(file)s cannot be read: %(why)s."), file=file, why=error.strerror) from None
    except (ValueError, RecursionError):
        raise PublicationError(
            _("%(file)s is not valid JSON. Export the boundaries as GeoJSON again."), file=file
        ) from None


def _not_a_number(word: str) -> NoReturn:
    raise ValueError(word)


def _too_much(file: Path) -> NoReturn:
    raise PublicationError(
        _("%(file)s is too large. Simplify it: %(megabytes)s MB, %(features)s shapes and %(points)s points at most."),
        file=file,
        megabytes=MOST_BYTES // 1_000_000,
        features=MOST_FEATURES,
        points=MOST_POINTS,
    )


def _check_crs(crs: Any) -> None:
    """Without a word the coordinates are degrees; an older file may name others."""
    if crs is None:
        return
    named = crs.get("properties", {}) if isinstance(crs, dict) else {}
    name = str(named.get("name", "")) if isinstance(named, dict) else ""
    if not name.casefold().endswith(DEGREES):
        raise PublicationError(
            _("The coordinates are in “%(crs)s”. Export the boundaries in degrees east and north (WGS 84, EPSG:4326)."),
            crs=name[:80],
        )


def _feature(number: int, one: Any) -> Feature:
    written = one.get("geometry") if isinstance(one, dict) else None
    said = one.get("properties") if isinstance(one, dict) else None
    if not isinstance(written, dict) or written.get("type") not in ("Polygon", "MultiPolygon"):
        raise PublicationError(_("Feature %(number)s is no polygon. Leave out what is not an area."), number=number)
    if not all(_is_degrees(point) for point in _points(written.get("coordinates"), 2 + (written["type"] != "Polygon"))):
        raise PublicationError(
            _("Feature %(number)s has a point that is not two numbers in degrees. Export it in WGS 84."), number=number
        )
    try:
        made = shapely.force_2d(shape(written))
    except (ValueError, TypeError, IndexError, shapely.errors.ShapelyError):
        made = None
    if made is None or made.is_empty or not made.is_valid:
        why = shapely.is_valid_reason(made) if made is not None else "-"
        raise PublicationError(
            _("Feature %(number)s is no valid shape (%(why)s). Repair it, as “Fix geometries” of QGIS does."),
            number=number,
            why=why,
        )
    words = said.items() if isinstance(said, dict) else ()
    return Feature(number, {str(key): str(value) for key, value in words if isinstance(value, str | int)}, made)


def _points(nested: Any, depth: int) -> Iterator[Any]:
    """Give the points of a shape whose rings lie so deep."""
    if not isinstance(nested, list):
        yield None
    elif depth:
        for one in nested:
            yield from _points(one, depth - 1)
    else:
        yield nested


def _is_degrees(point: Any) -> bool:
    if not isinstance(point, Sequence) or isinstance(point, str) or len(point) not in (2, 3):
        return False
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in point):
        return False
    return bool(-EAST <= point[0] <= EAST and -NORTH <= point[1] <= NORTH)
