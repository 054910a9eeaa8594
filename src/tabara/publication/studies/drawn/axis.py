"""An axis of people on a logarithmic scale, and the parts of a picture that stand on it."""

from dataclasses import dataclass
from html import escape
from math import floor, isfinite, log10

from tabara.publication.drawing import FONT, MUTED, TEXT

GRID = "#d3d9dc"
_NICE = (1, 2, 5)
_FEWEST_TICKS = 3
_MORE = (1, 1.5, 2, 3, 4, 5, 7)


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where, in people, and where on the page."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Give the place of a value; what lies beyond the axis stands at its end."""
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))

    @property
    def ticks(self) -> list[float]:
        """Round values along the axis."""
        found = self._steps(_NICE)
        return found if len(found) >= _FEWEST_TICKS else self._steps(_MORE)

    def _steps(self, steps: tuple[float, ...]) -> list[float]:
        powers = range(floor(log10(self.low)), floor(log10(self.high)) + 1)
        return [step * 10**power for power in powers for step in steps if self.low <= step * 10**power <= self.high]


def axis_of(values: list[float], left: float, right: float) -> Axis:
    """Give the axis on which these values lie; one that is infinite needs no room.

    >>> axis_of([120, 4000, float("inf")], 0, 100).ticks
    [200, 500, 1000, 2000]
    """
    known = [value for value in values if isfinite(value) and value > 0] or [1.0]
    low, high = min(known) / 1.12, max(known) * 1.12
    return Axis(low, max(high, low * 1.5), left, right)


def text(
    words: str, x: float, y: float, size: float, *, anchor: str = "start", style: str = "", colour: str = TEXT
) -> str:
    """Write a line of text; it is never read as markup."""
    place = f'x="{x:g}" y="{y:g}" font-size="{size:g}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place} {style}>{escape(words)}</text>"


def muted(words: str, x: float, y: float, size: float, *, anchor: str = "start") -> str:
    """Write a quiet line of text."""
    return text(words, x, y, size, anchor=anchor, colour=MUTED)


def line(x: float, y: float, x2: float, y2: float, colour: str, width: float = 1, style: str = "") -> str:
    """Draw a straight line."""
    return f'<path d="M{x:g} {y:g}L{x2:g} {y2:g}" stroke="{colour}" stroke-width="{width:g}" {style}/>'


def whole(parts: list[str], width: float, height: float, title: str, said: str, key: str) -> bytes:
    """Put a picture together, with its name and what it says to whoever does not see it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-t {key}-d" fill="none" '
        f'viewBox="0 0 {width:g} {height:.0f}" font-family="{escape(FONT)}">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(said)}</desc>'
    )
    return "".join([head, *parts, "</svg>"]).encode()
