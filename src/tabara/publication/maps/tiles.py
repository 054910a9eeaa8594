"""A map of tiles: one square a place, where the pack's grid says, or in blocks where it says nothing."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from math import ceil, sqrt

from tabara.codelists import Gazetteer, Place, Tile

SIDE, GAP = 48, 3  # of a tile, the gap to the next included
ACROSS = 14  # columns, before blocks go on below


def tiles(places: Gazetteer, level: int, version: str) -> Mapping[str, Tile]:
    """Give every place of a level its tile."""
    here = places.at_level(level, version)
    if here and (version, here[0].code) in places.grid:
        return {place.code: places.grid[version, place.code] for place in here}
    return _blocks(here)


def _blocks(here: Sequence[Place]) -> dict[str, Tile]:
    """Lay out blocks from the west to the east, then below: wider places by their codes, each place by its name."""
    found: dict[str, Tile] = {}
    left = top = lowest = 0
    ordered = sorted(here, key=lambda one: (one.parent or "", one.name, one.code))
    for _parent, group in groupby(ordered, key=lambda one: one.parent):
        block = list(group)
        wide = ceil(sqrt(len(block)))
        if left and left + wide > ACROSS:
            left, top = 0, lowest + 1
        for at, place in enumerate(block):
            down, along = divmod(at, wide)
            found[place.code] = Tile(left + along, top + down, place.name[:3].upper())
            lowest = max(lowest, top + down)
        left += wide + 1
    return found


def size(laid: Mapping[str, Tile]) -> tuple[int, int]:
    """Give the width and the height of all tiles together."""
    if not laid:
        return SIDE, SIDE
    return (max(one.column for one in laid.values()) + 1) * SIDE, (max(one.row for one in laid.values()) + 1) * SIDE


def borders(laid: Mapping[str, Tile], parents: Mapping[str, str | None]) -> str:
    """Draw the lines between neighbouring tiles of different wider places, as one path."""
    at = {(tile.column, tile.row): parents[code] for code, tile in laid.items()}
    lines = []
    for (column, row), parent in sorted(at.items()):
        x, y = column * SIDE + SIDE, row * SIDE + SIDE
        if at.get((column + 1, row), parent) != parent:
            lines.append(f"M{x} {y - SIDE}V{y}")
        if at.get((column, row + 1), parent) != parent:
            lines.append(f"M{x - SIDE} {y}H{x}")
    return "".join(lines)


def square(tile: Tile) -> str:
    """Draw a tile as a path with rounded corners."""
    x, y, side, bend = tile.column * SIDE + GAP / 2 + 5, tile.row * SIDE + GAP / 2, SIDE - GAP, 5
    straight = side - 2 * bend
    return (
        f"M{x:g} {y:g}h{straight}a{bend} {bend} 0 0 1 {bend} {bend}v{straight}a{bend} {bend} 0 0 1 -{bend} {bend}"
        f"h-{straight}a{bend} {bend} 0 0 1 -{bend} -{bend}v-{straight}a{bend} {bend} 0 0 1 {bend} -{bend}z"
    )
