"""Put a map together: each place with its shape, its shade and its words. Templates only write it down."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tabara.codelists import Gazetteer, Place
from tabara.publication.maps import boundaries, tiles
from tabara.publication.maps.shades import FILLS, INK, PALE, WRITTEN_PALE, Kind, Shade, Span, kind_of, spans

ROOMY = 9  # columns of tiles up to which the number stands under the short name …
FEW = 3  # … and the whole name instead of the short one
LETTERS, WIDE = 16.0, 0.74  # the height of letters on a tile, and their width in parts of it


@dataclass(frozen=True)
class Key:
    """One line of the legend: a shade and the numbers it stands for, or what else a place is filled with."""

    kind: Kind
    least: float = 0
    most: float = 0

    @property
    def fill(self) -> str:
        """Return the colour or the pattern."""
        return FILLS[self.kind]


@dataclass(frozen=True)
class DrawnPlace:
    """A place on the map: where it is, how it is filled, and what it says."""

    code: str
    name: str
    above: str  # the name of the wider place it lies in
    path: str
    kind: Kind
    said: str
    label: str
    x: float
    y: float
    letters: float  # how high the letters of its name are
    number: bool  # whether there is room for the number under it

    @property
    def fill(self) -> str:
        """Return the colour or the pattern."""
        return FILLS[self.kind]

    @property
    def ink(self) -> str:
        """Return the colour of the letters on it."""
        return PALE if self.kind in WRITTEN_PALE else INK


@dataclass(frozen=True)
class Drawing:
    """A map ready to be written down."""

    places: tuple[DrawnPlace, ...]
    keys: tuple[Key, ...]
    width: int
    height: int
    borders: str  # of the wider places, as one path
    true_shapes: bool
    source: str  # of the shapes, as it is printed under the map

    @property
    def few(self) -> bool:
        """Return whether there are so few tiles that they would be huge."""
        return not self.true_shapes and self.width <= FEW * tiles.SIDE

    @property
    def withheld(self) -> int:
        """Return how many places are withheld."""
        return sum(one.kind is Kind.WITHHELD for one in self.places)


def draw(
    values: Mapping[str, Shade], *, places: Gazetteer, level: int, version: str, folder: Path | None = None
) -> Drawing:
    """Draw every place of a level in a division: in its true shape where `folder` holds the boundaries, else on tiles.

    A place that `values` does not name is one of which nothing is known.
    """
    known = spans(one.value for one in values.values() if one.value is not None and not one.withheld)
    here = places.at_level(level, version)
    kinds = {one.code: kind_of(values.get(one.code, Shade()), known) for one in here}
    stored = boundaries.stored(folder, version, level) if folder else None
    shapes = _true(stored, here) if stored else _tiled(places, level, version)
    drawn = tuple(
        _place(one, places, shapes[one.code], kinds[one.code], values.get(one.code, Shade()), level) for one in here
    )
    keys = _keys(known, set(kinds.values()))
    if stored:
        size = stored.width, stored.height
        return Drawing(drawn, keys, *size, stored.borders, true_shapes=True, source=stored.credit)
    laid = tiles.tiles(places, level, version)
    lines = tiles.borders(laid, {one.code: one.parent for one in here}) if level > 1 else ""
    return Drawing(drawn, keys, *tiles.size(laid), lines, true_shapes=False, source="")


@dataclass(frozen=True)
class _Shape:
    path: str
    label: str
    x: float
    y: float
    roomy: bool
    letters: float = LETTERS


def _tiled(places: Gazetteer, level: int, version: str) -> dict[str, _Shape]:
    laid = tiles.tiles(places, level, version)
    columns, half, shapes = tiles.size(laid)[0] // tiles.SIDE, tiles.SIDE / 2, {}
    for code, one in laid.items():
        label = places.place(code, version).name if columns <= FEW else one.label
        high = min(LETTERS if columns > ROOMY else LETTERS - 3, (tiles.SIDE - 5) / (WIDE * max(len(label), 1)))
        x, y = one.column * tiles.SIDE + half, one.row * tiles.SIDE + half
        shapes[code] = _Shape(tiles.square(one), label, x, y, columns <= ROOMY, round(high, 1))
    return shapes


def _true(stored: boundaries.Stored, here: tuple[Place, ...]) -> dict[str, _Shape]:
    shapes = {}
    for one in here:
        shape = stored.places.get(one.code)
        label = one.name if shape and shape.room >= boundaries.LETTER * len(one.name) else ""
        shapes[one.code] = (
            _Shape(shape.path, label, shape.x, shape.y, roomy=False) if shape else _Shape("", "", 0, 0, roomy=False)
        )
    return shapes


def _place(place: Place, places: Gazetteer, shape: _Shape, kind: Kind, shade: Shade, level: int) -> DrawnPlace:
    wider = places.ancestor(place, level - 1) if level > 1 else None
    return DrawnPlace(
        code=place.code,
        name=place.name,
        above=wider.name if wider else "",
        path=shape.path,
        kind=kind,
        said=shade.said,
        label=shape.label,
        letters=shape.letters,
        x=shape.x,
        y=shape.y,
        number=shape.roomy and kind in FILLS and not FILLS[kind].startswith("url"),
    )


def _keys(known: tuple[Span, ...], kinds: set[Kind]) -> tuple[Key, ...]:
    apart = (one for one in (Kind.ZERO, Kind.WITHHELD, Kind.NOTHING) if one in kinds)
    return (*(Key(one.kind, one.least, one.most) for one in known), *(Key(one) for one in apart))
