"""Charts of figures as SVG. Beside each, a page shows the same figures as a table, or says them by `alt_text`."""

from collections.abc import Sequence

from tabara.indicators.figures import Figure
from tabara.publication.drawing import DARK, ON_SCREENS, Bar, Look, Point, draw_bars, draw_line
from tabara.publication.typesetting import Words, printing

SCREEN = Look(letter=ON_SCREENS)


def bar_chart(figures: Sequence[Figure], language: str) -> bytes:
    """Draw figures as bars, the longest first; withheld ones come last, without a bar."""
    words = Words(language)
    return _for_screens(draw_bars([bar(one, words) for one in figures], SCREEN))


def line_chart(figures: Sequence[Figure], language: str) -> bytes:
    """Draw one indicator over successive periods; a withheld period is a gap in the line, never a zero."""
    words = Words(language)
    ordered = sorted(figures, key=lambda one: one.since)
    points = [Point(_when(one, words), _size(one), printing.value(one, words)) for one in ordered]
    return _for_screens(draw_line(points, SCREEN))


def alt_text(figures: Sequence[Figure], language: str, *, kind: str = "chart") -> str:
    """Say in words what a chart shows; `kind` is "chart" for bars and "line" for a line."""
    words = Words(language)
    return words.say(kind, values=printing.reading(figures, words))


def bar(figure: Figure, words: Words, mark: str = "") -> Bar:
    """Give the bar of a figure; `mark` points to its note."""
    return Bar(printing.label(figure, words), _size(figure), printing.value(figure, words) + mark)


def _when(figure: Figure, words: Words) -> str:
    """Name the period of a point; a quarter or a year of a breakdown has a short name of its own."""
    short = words.text(figure.label) if {"quarter", "year"} & set(figure.by) else ""
    return short or words.period(figure.since, figure.until)


def _size(figure: Figure) -> float | None:
    return float(figure.value) if isinstance(figure.value, int | float) else None


def _for_screens(svg: bytes) -> bytes:
    """Let the chart follow the reader's screen, light or dark."""
    head, end, rest = svg.partition(b">")
    return head + end + DARK.encode() + rest
