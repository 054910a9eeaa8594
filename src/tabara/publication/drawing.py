"""Draws charts: Altair writes the specification, vl-convert turns it into SVG without a browser, always the same way.

Every position is worked out here, so that labels and values stand where a reader looks for them.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

from tabara.publication.typesetting import fonts

TEXT, MUTED, BAR = "#16343f", "#5b6870", "#1f6f78"
FONT = f"'{fonts.FAMILY}', system-ui, sans-serif"  # quoted: a name with a number in it needs that
LETTER = 0.49  # the width of a letter in parts of its height, on average …
ON_SCREENS = 0.6  # … and of the widest of the fonts that a reader's machine may have instead of ours
LABELS = 0.45  # the part of the width that labels may take before they are broken into lines
SLIVER = 1.5  # the shortest bar, in points: small is not nothing
DARK = (
    "<style>@media (prefers-color-scheme: dark) {"
    f"text {{ fill: #e8e4dc }} [fill='{BAR}'] {{ fill: #6fb6bd }} [stroke='{BAR}'] {{ stroke: #6fb6bd }}"
    "}</style>"
)


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called, how long it is (`None` where withheld), and what is printed beside it."""

    label: str
    length: float | None
    text: str


@dataclass(frozen=True)
class Point:
    """One point of a line: its period, its height (`None` where withheld), and what is printed above it."""

    label: str
    height: float | None
    text: str


@dataclass(frozen=True)
class Look:
    """The measures of a chart, in points."""

    width: int = 640
    step: int = 32
    size: int = 15
    height: int = 260  # of a line's area; bars take a step each
    letter: float = LETTER


def draw_bars(bars: Sequence[Bar], look: Look) -> bytes:
    """Draw bars, the longest first: the label on the left, the value at the end."""
    ordered = sorted(bars, key=lambda one: (one.length is None, -(one.length or 0)))
    left = min(_widest((one.label for one in ordered), look), look.width * LABELS) + look.size
    room = look.width - left - _widest((one.text for one in ordered if one.length), look) - look.size
    longest = max((one.length or 0 for one in ordered), default=0) or 1
    rows, labels = [], []
    for number, one in enumerate(ordered):
        middle = (number + 0.5) * look.step
        end = left + (max(room * one.length / longest, SLIVER) if one.length else 0)
        rows.append({"x": left, "end": end, "top": middle - look.step * 0.36, "bottom": middle + look.step * 0.36})
        labels += _lines(one.label, left - look.size * 0.6, middle, look)
        labels.append(_text(one.text, end + look.size * 0.4, middle, bold=one.length is not None, side="left"))
    chart = alt.layer(_rectangles(rows), *_texts(labels, look))
    return _draw(chart, look.width, look.step * max(len(ordered), 1))


def draw_line(points: Sequence[Point], look: Look) -> bytes:
    """Draw a line, broken where a value is withheld: each value above its point, each period below."""
    highest = max((one.height or 0 for one in points), default=0) or 1
    step = look.width / max(len(points), 1)
    dots, labels, run = [], [], 0
    for number, one in enumerate(points):
        x, floor = (number + 0.5) * step, look.height - 2.5 * look.size
        y = floor - (floor - 2.5 * look.size) * (one.height or 0) / highest
        if one.height is None:
            run += 1  # the line breaks here
        else:
            dots.append({"x": x, "y": y, "run": run})
        labels.append(_text(one.text, x, y - look.size, bold=one.height is not None))
        labels += _lines(one.label, x, look.height - look.size, look, side="center", across=step * 0.95)
    line = alt.Chart(alt.Data(values=dots)).encode(x=_at("x"), y=_at("y"), order="x:Q", detail="run:N")
    marks = (
        line.mark_line(color=BAR, strokeWidth=2.5, aria=False),
        line.mark_circle(color=BAR, size=60, opacity=1, aria=False),
    )
    return _draw(alt.layer(*marks, *_texts(labels, look)), look.width, look.height)


def _widest(texts: Any, look: Look) -> float:
    return look.size * look.letter * max((len(one) for one in texts), default=0)


def _lines(
    label: str, x: float, middle: float, look: Look, *, side: str = "right", across: float | None = None
) -> list[dict[str, Any]]:
    """Break a label into lines of its column, around the middle."""
    letters = int((across or look.width * LABELS) / (look.size * look.letter))
    lines = textwrap.wrap(label, max(letters, 8)) or [""]
    top = middle - (len(lines) - 1) * look.size * 0.55
    return [_text(line, x, top + n * look.size * 1.1, side=side) for n, line in enumerate(lines)]


def _text(text: str, x: float, y: float, *, side: str = "center", bold: bool | None = None) -> dict[str, Any]:
    """Place a text; `bold` is None for a label, false for the word that stands for a withheld value."""
    style = {None: "label", True: "value", False: "withheld"}[bold]
    return {"text": text, "x": x, "y": y, "group": f"{side} {style}", "side": side, "style": style}


def _texts(texts: Sequence[dict[str, Any]], look: Look) -> list[alt.Chart]:
    """Draw the texts, one layer for each way they are set."""
    layers = []
    for group in dict.fromkeys(one["group"] for one in texts):
        some = [one for one in texts if one["group"] == group]
        style = some[0]["style"]
        mark: dict[str, Any] = {"align": some[0]["side"], "baseline": "middle", "fontSize": look.size, "aria": False}
        mark |= {
            "color": MUTED if style == "withheld" else TEXT,
            "fontWeight": "bold" if style == "value" else "normal",
        }
        mark |= {"fontStyle": "italic" if style == "withheld" else "normal", "limit": 0}
        chart = alt.Chart(alt.Data(values=some)).mark_text(**mark)
        layers.append(chart.encode(x=_at("x"), y=_at("y"), text="text:N"))
    return layers


def _rectangles(rows: Sequence[dict[str, float]]) -> alt.Chart:
    drawn = [row for row in rows if row["end"] > row["x"]]
    chart = alt.Chart(alt.Data(values=drawn)).mark_rect(color=BAR, cornerRadius=1.5, aria=False)
    return chart.encode(x=_at("x"), x2="end:Q", y=_at("top", alt.Y), y2="bottom:Q")


def _at(field: str, channel: type | None = None) -> Any:
    """Use a field as the position itself: no scale, no axis."""
    axis = channel or (alt.X if field == "x" else alt.Y)
    return axis(f"{field}:Q", scale=None, axis=None)


def _draw(chart: alt.LayerChart, width: float, height: float) -> bytes:
    fonts.for_charts()
    whole = chart.properties(width=width, height=height, padding=0, background="transparent")
    whole = whole.configure(font=FONT, autosize="none").configure_view(stroke=None)
    svg: str = vl_convert.vegalite_to_svg(whole.to_dict(), allowed_base_urls=[])
    return svg.encode()
