"""Tags of the Humanitarian Exchange Language (HXL): a line under the header that says what each column holds.

`#adm1 +code +origin` is the tag `adm1` with two attributes, in any order (hxlstandard.org, HXL 1.1).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tabara.files.tables import Table

TAG = re.compile(r"#\s*([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)", re.IGNORECASE)
LOOKED_AT = 25  # lines among which the standard looks for the tags


@dataclass(frozen=True)
class Tag:
    """What one column holds."""

    name: str
    attributes: frozenset[str] = frozenset()


def tag(cell: str) -> Tag | None:
    """Return the tag that a cell writes, or nothing."""
    found = TAG.fullmatch(cell.strip())
    if found is None:
        return None
    return Tag(found[1].lower(), frozenset(re.findall(r"[a-z0-9_]+", found[2].lower())))


def tagged(cells: Sequence[str]) -> tuple[Tag | None, ...] | None:
    """Return the tags of a line, column by column; nothing where it is no line of tags."""
    found = tuple(tag(cell) for cell in cells)
    said = [one for one, cell in zip(found, cells, strict=True) if cell.strip()]
    return found if said and all(said) else None


def tags_of(table: Table) -> tuple[tuple[Tag | None, ...], Table] | None:
    """Return the tags of a table, and the table without their line and what stands above it; nothing without tags."""
    rows = [(0, table.header), *table.lines[:LOOKED_AT]]
    for nth, (_number, cells) in enumerate(rows):
        found = tagged(cells)
        if found is not None:
            header = rows[nth - 1][1] if nth else cells
            return found, Table(header, table.lines[nth:])
    return None
