"""Draws the total for other degrees of what no table can show: a line with its limits, and a claim across it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from tabara.publication.drawing import BAR, TEXT
from tabara.publication.studies.drawn.axis import GRID, Axis, axis_of, line, muted, text, whole

WIDTH, HEIGHT, SIZE = 560, 245, 11.0
LEFT, RIGHT, TOP, BOTTOM = 74.0, 546.0, 22.0, 200.0
CLAY = "#b4632a"


@dataclass(frozen=True, slots=True)
class At:
    """A point of the curve: the factor, how it is written, the total and its limits."""

    factor: float
    written: str
    total: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the picture; `ticks` has how numbers of people are written."""

    title: str
    said: str
    across: str
    ticks: Mapping[float, str]
    claim: tuple[float, str] | None = None


def scale(points: Sequence[At], claim: float | None) -> Axis:
    """Give the axis of people, from the bottom of the picture to its top."""
    values = [one for at in points for one in (at.total, at.low, at.high) if one is not None]
    return axis_of([*values, *(() if claim is None else (claim,))], BOTTOM, TOP)


def draw(points: Sequence[At], words: Words, key: str = "curve") -> bytes:
    """Draw the curve."""
    people = scale(points, words.claim[0] if words.claim else None)
    factors = axis_of([one.factor for one in points], LEFT, RIGHT)
    parts = []
    for tick, said in words.ticks.items():
        parts += [
            line(LEFT, people.at(tick), RIGHT, people.at(tick), GRID),
            muted(said, LEFT - 6, people.at(tick) + 4, 10, anchor="end"),
        ]
    parts += _band(points, factors, people)
    path = "L".join(f"{factors.at(one.factor):g} {people.at(one.total):g}" for one in points)
    parts.append(f'<path d="M{path}" stroke="{BAR}" stroke-width="2.5"/>')
    for one in points:
        x = factors.at(one.factor)
        parts.append(
            f'<circle cx="{x:g}" cy="{people.at(one.total):g}" r="{5 if one.factor == 1 else 3}" fill="{BAR}"/>'
        )
        parts.append(muted(one.written, x, BOTTOM + 16, 10, anchor="middle"))
    if words.claim:
        y = people.at(words.claim[0])
        parts += [
            line(LEFT, y, RIGHT, y, CLAY, 1.6, 'stroke-dasharray="5 4"'),
            text(words.claim[1], LEFT + 5, y - 5, 10, colour=CLAY),
        ]
    parts.append(text(words.across, (LEFT + RIGHT) / 2, BOTTOM + 38, SIZE, anchor="middle", colour=TEXT))
    return whole(parts, WIDTH, HEIGHT, words.title, words.said, key)


def _band(points: Sequence[At], factors: Axis, people: Axis) -> list[str]:
    known = [one for one in points if one.low is not None and one.high is not None and isfinite(one.high)]
    if len(known) < len(points):
        return []
    above = [f"{factors.at(one.factor):g} {people.at(one.high or 0):g}" for one in known]
    below = [f"{factors.at(one.factor):g} {people.at(one.low or 1):g}" for one in reversed(known)]
    return [f'<path d="M{"L".join([*above, *below])}Z" fill="{BAR}" fill-opacity="0.16"/>']
