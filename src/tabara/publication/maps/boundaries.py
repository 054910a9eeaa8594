"""The true shapes of places, as they were imported into this instance: ready to draw, with whose they are."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

WIDTH = 1000  # of the drawing, whatever its height
LETTER = 9.5  # the width of a letter of a name on it


@dataclass(frozen=True)
class Outline:
    """One place: its shape, where its name stands, and how much room there is for it."""

    path: str
    x: float
    y: float
    room: float


@dataclass(frozen=True)
class Stored:
    """The shapes of one level of one division."""

    version: str
    level: int
    height: int
    places: Mapping[str, Outline]
    borders: str  # of the wider places, as one path
    source: str
    licence: str
    dated: str
    imported: str

    @property
    def width(self) -> int:
        """Return the width of the drawing."""
        return WIDTH

    @property
    def credit(self) -> str:
        """Return what is printed under the map: whose the shapes are, under which licence, of which day."""
        return ", ".join(part for part in (self.source, self.licence, self.dated) if part)


def file_of(folder: Path, version: str, level: int) -> Path:
    """Return the file of the shapes of a level."""
    return folder / f"{version}-{level}.json"


def stored(folder: Path, version: str, level: int) -> Stored | None:
    """Return the shapes of a level as they were imported; None where none were."""
    file = file_of(folder, version, level)
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        return None
    return _read(file, changed)


@lru_cache(maxsize=8)
def _read(file: Path, changed: int) -> Stored:
    table = json.loads(file.read_text(encoding="utf-8"))
    outlines = {code: Outline(**one) for code, one in table.pop("places").items()}
    return Stored(places=outlines, **table)


def store(folder: Path, shapes: Stored) -> None:
    """Put the shapes of a level in place of those before them, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    file = file_of(folder, shapes.version, shapes.level)
    beside = file.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as new:
        json.dump(asdict(shapes), new, ensure_ascii=False)
        new.flush()
        os.fsync(new.fileno())
    beside.replace(file)


def remove(folder: Path, version: str, level: int) -> bool:
    """Take the shapes of a level away; say whether there were any."""
    file = file_of(folder, version, level)
    there = file.exists()
    file.unlink(missing_ok=True)
    return there
