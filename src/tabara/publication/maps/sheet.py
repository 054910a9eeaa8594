"""A map on a sheet of its own: its lines of text broken as they fit, and the drawing as a picture of points."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import vl_convert

from tabara.publication.typesetting import fonts

TITLE, SMALL, NOTES = 44, 96, 112  # the letters of a line of each size, on a sheet of 1000 units
SCALE = 2.0


@dataclass(frozen=True)
class Lines:
    """The texts of a sheet, broken into lines."""

    title: Sequence[str]
    small: Sequence[str]
    notes: Sequence[str]

    @classmethod
    def of(cls, title: str, small: Sequence[str], notes: Mapping[str, str]) -> "Lines":
        """Break the texts of a sheet."""
        below = [line for note in notes.values() for line in textwrap.wrap(note, NOTES)]
        return cls(textwrap.wrap(title, TITLE), textwrap.wrap(" · ".join(small), SMALL), below)


def to_png(svg: str) -> bytes:
    """Draw a sheet as a picture, always with the same letters."""
    fonts.for_charts()
    return bytes(vl_convert.svg_to_png(svg, scale=SCALE))
