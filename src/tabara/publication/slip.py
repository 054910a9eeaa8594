"""Prints the sheet of a packet: where a message waits, as squares to scan, and nothing of what is in it."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tabara.publication.typesetting import fonts, typeset


@dataclass(frozen=True)
class Slip:
    """What stands on it, in the words of its reader."""

    title: str
    to: str
    sender: str
    address: str
    squares: Sequence[tuple[int, int]]  # the dark ones, column and row
    says: str  # what the squares are, for whoever hears the sheet
    steps: Sequence[str]
    code: str


def render(slip: Slip, *, language: str, on: dt.date, font_folder: Path = fonts.FOLDER) -> bytes:
    """Return the sheet as accessible PDF; each text arrives as a plain value, and none is read as markup."""
    told = {**asdict(slip), "squares": picture(slip.squares), "language": language, "date": [on.year, on.month, on.day]}
    return typeset("slip.typ", json.loads(json.dumps(told)), on, "pdf", font_folder)[0]


def picture(squares: Sequence[tuple[int, int]]) -> str:
    """Return dark squares as one SVG, with the quiet margin of four that scanners need (ISO/IEC 18004)."""
    size = 1 + max(max(one) for one in squares)
    way = "".join(f"M{x} {y}h1v1h-1z" for x, y in squares)
    box = f"-4 -4 {size + 8} {size + 8}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{way}" fill="#000"/></svg>'
