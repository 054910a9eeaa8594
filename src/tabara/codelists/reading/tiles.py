"""Reads where places stand on a map of tiles: places/grid_VERSION.csv, a row each, a level whole or not at all."""

from collections.abc import Mapping
from pathlib import Path

from tabara.codelists.places import Place, Tile
from tabara.codelists.problems import Findings
from tabara.codelists.reading.tables import Row, read_rows

COLUMNS = ("code", "column", "row", "label")
MOST = 99


def read_grid(
    folder: Path, version: str, known: Mapping[tuple[str, str], Place], findings: Findings
) -> dict[str, Tile]:
    """Read the grid of a version by the codes of its places; nothing where none is drawn."""
    file = folder / f"grid_{version}.csv"
    found: dict[str, tuple[Row, Tile]] = {}
    for row in read_rows(file, COLUMNS, findings) if file.exists() else ():
        place, tile = known.get((version, row["code"])), _tile(row, findings)
        if place is None:
            findings.add("T214", file, row.line, code=row["code"], version=version)
        elif place.code in found:
            findings.add("T215", file, row.line, code=place.code, first=found[place.code][0].line)
        elif tile:
            found[place.code] = row, tile
    _check_cells(found, version, known, findings)
    _check_whole(file, found, version, known, findings)
    return {code: tile for code, (_row, tile) in found.items()}


def _tile(row: Row, findings: Findings) -> Tile | None:
    for name in ("column", "row"):
        if not (row[name].isdecimal() and int(row[name]) <= MOST):
            findings.add("T217", row.file, row.line, value=row[name])
            return None
    return Tile(int(row["column"]), int(row["row"]), row["label"] or row["code"])


def _check_cells(
    found: Mapping[str, tuple[Row, Tile]], version: str, known: Mapping[tuple[str, str], Place], findings: Findings
) -> None:
    taken: dict[tuple[int, int, int], str] = {}
    for code, (row, tile) in found.items():
        first = taken.setdefault((known[version, code].level, tile.column, tile.row), code)
        if first != code:
            where = {"column": tile.column, "row": tile.row}
            findings.add("T216", row.file, row.line, code=code, other=first, **where)


def _check_whole(
    file: Path,
    found: Mapping[str, object],
    version: str,
    known: Mapping[tuple[str, str], Place],
    findings: Findings,
) -> None:
    levels = {known[version, code].level for code in found}
    for (place_version, code), place in known.items():
        if place_version == version and place.level in levels and code not in found:
            findings.add("T218", file, code=code)
