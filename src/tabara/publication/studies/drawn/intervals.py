"""Draws numbers beside each other on one axis: a dot and its limits a row, or the word that stands for no number."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite
from textwrap import wrap

from tabara.publication.drawing import BAR, LETTER, MUTED
from tabara.publication.studies.drawn.axis import GRID, Axis, axis_of, line, muted, text, whole

LABELS, ROOM = 0.3, 8.5  # the share of the width for labels; the room for the number behind, in letters
WIDTH, ROW, SIZE = 560, 22, 11.0


@dataclass(frozen=True, slots=True)
class Row:
    """One number with its limits: what it is called, and how it is written. `least` says that it is "at least"."""

    label: str
    value: float | None
    written: str
    low: float | None = None
    high: float | None = None
    least: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the picture: its name, what it says, the word at the line of those seen, and the ticks."""

    title: str
    said: str
    seen: str
    ticks: dict[float, str]


def scale(rows: Sequence[Row], seen: float) -> Axis:
    """Give the axis for these rows, so that its ticks can be written."""
    values = [one for row in rows for one in (row.value, row.low, row.high) if one is not None]
    return axis_of([*values, seen], WIDTH * LABELS, WIDTH - ROOM * SIZE * LETTER - 8)


def draw(rows: Sequence[Row], seen: float, words: Words, key: str = "numbers") -> bytes:
    """Draw the rows with a line at those seen."""
    axis = scale(rows, seen)
    top, bottom = SIZE * 1.8, SIZE * 1.8 + len(rows) * ROW
    parts = [line(axis.at(tick), top, axis.at(tick), bottom, GRID) for tick in words.ticks]
    parts += [
        muted(said, axis.at(tick), bottom + SIZE * 1.2, SIZE * 0.85, anchor="middle")
        for tick, said in _apart(axis, words.ticks)
    ]
    parts.append(line(axis.at(seen), top, axis.at(seen), bottom, MUTED, 1.2, 'stroke-dasharray="3 3"'))
    parts.append(muted(words.seen, axis.at(seen) - 2, top - SIZE * 0.6, SIZE * 0.85))
    for at, row in enumerate(rows):
        parts += _row(row, top + (at + 0.5) * ROW, axis)
    return whole(parts, WIDTH, bottom + SIZE * 1.8, words.title, words.said, key)


def _apart(axis: Axis, ticks: dict[float, str]) -> list[tuple[float, str]]:
    """The ticks whose words do not run into one another."""
    kept: list[tuple[float, str]] = []
    end = -inf
    for tick, said in ticks.items():
        half = len(said) * SIZE * LETTER * 0.45
        if axis.at(tick) - half > end:
            kept.append((tick, said))
            end = axis.at(tick) + half + SIZE * 0.5
    return kept


def _row(row: Row, y: float, axis: Axis) -> list[str]:
    names = wrap(row.label, int(WIDTH * LABELS / (SIZE * LETTER))) or [""]
    start = y - (len(names) - 1) * SIZE * 0.5 + SIZE * 0.35
    parts = [text(name, 0, start + at * SIZE, SIZE) for at, name in enumerate(names[:2])]
    if row.value is None:
        return [*parts, muted(row.written, WIDTH, y + SIZE * 0.35, SIZE, anchor="end")]
    low, high = row.value if row.low is None else row.low, row.value if row.high is None else row.high
    parts.append(line(axis.at(low), y, axis.right if not isfinite(high) else axis.at(high), y, BAR, 3))
    if not isfinite(high) or row.least:
        parts.append(_arrow(axis.right if not isfinite(high) else axis.at(high) + 7, y))
    x = axis.at(row.value)
    fill = "#ffffff" if row.least else BAR
    parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="5" fill="{fill}" stroke="{BAR}" stroke-width="2"/>')
    return [*parts, text(row.written, WIDTH, y + SIZE * 0.35, SIZE, anchor="end", style='font-weight="bold"')]


def _arrow(x: float, y: float) -> str:
    return f'<path d="M{x - 6:g} {y - 5:g}L{x:g} {y:g}L{x - 6:g} {y + 5:g}" stroke="{BAR}" stroke-width="2.5"/>'
