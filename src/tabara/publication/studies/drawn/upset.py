"""Draws how lists overlap, after the UpSet plots of Lex and others (2014), turned on their side for narrow screens.

A row for each combination of lists: a dot under each list that it has, and a bar as long as the people who stand on
exactly these. A withheld row has its word instead of a bar. Beside the picture stands the same as a plain table.
"""

from dataclasses import dataclass
from html import escape

from tabara.publication.drawing import BAR, FONT, MUTED, ON_SCREENS, TEXT
from tabara.publication.studies.overlaps import Overlaps, Shared
from tabara.publication.typesetting import Words

OFF, STRIPE = "#d3d9dc", "#f4f6f7"
DARK = (
    "<style>@media (prefers-color-scheme: dark) {"
    f"text {{ fill: #e8e4dc }} [fill='{BAR}'] {{ fill: #6fb6bd }} [fill='{TEXT}'] {{ fill: #e8e4dc }} "
    f"[stroke='{TEXT}'] {{ stroke: #e8e4dc }} [fill='{OFF}'] {{ fill: #4b555a }} [fill='{STRIPE}'] {{ fill: #262e32 }}"
    "}</style>"
)
MOST_ROWS = 40
LETTERS_OF_A_NAME = 22
CAPITALS = 0.72  # the width of a letter of a name, which may be all capitals, in parts of its height
SLANT = 0.7  # of the sine and of the cosine of the names above the columns


@dataclass(frozen=True, slots=True)
class Look:
    """The measures of the picture, in points."""

    width: int = 440
    row: int = 24
    column: int = 26
    size: int = 14
    letter: float = ON_SCREENS


LOOK = Look()


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing, and the same in words: what it shows, and a row for each combination with its count."""

    svg: bytes
    title: str
    said: str
    head: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    note: str  # why some are withheld; empty where none is


def picture(of: Overlaps, language: str, *, key: str = "overlaps", screen: bool = True, look: Look = LOOK) -> Picture:
    """Return the drawing of the overlaps with its table; `key` sets its parts apart from another one's on a page."""
    words = Words(language)
    title = words.say("upset_title", lists=words.number(len(of.lists)))
    rows = tuple((words.join(one.lists), written(one, of, words)) for one in of.exactly)
    said = words.say("upset", values="; ".join(words.say("reading", label=label, value=text) for label, text in rows))
    note = words.say("withheld_below", k=of.rule.threshold) if of.withheld else ""
    head = words.say("upset_lists"), words.say("upset_people")
    return Picture(_svg(of, words, title, said, key, look, screen=screen), title, said, head, rows, note)


def written(one: Shared, of: Overlaps, words: Words) -> str:
    """Write a count; a withheld one says so, or that it is below the threshold where the rule writes that."""
    if one.count is not None:
        return words.number(one.count)
    return f"<{of.rule.threshold}" if one.small else words.say("withheld")


def _svg(of: Overlaps, words: Words, title: str, said: str, key: str, look: Look, *, screen: bool) -> bytes:
    names = [_short(name) for name in of.lists]
    long = SLANT * look.size * CAPITALS  # of a letter of a name, across and upwards
    top = long * max(map(len, names)) + 2 * look.size
    width = max(look.width, *(_x(at, look) + long * len(name) + look.size for at, name in enumerate(names)))
    shown = of.exactly[:MOST_ROWS]
    more = len(of.exactly) - len(shown)
    height = top + (len(shown) + bool(more)) * look.row + 4
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{escape(FONT)}" font-size="{look.size}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{key}-t {key}-d" {size}>',
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(said)}</desc>',
        DARK if screen else "",
        *(_name(name, _x(at, look), top - look.size * 0.6, look) for at, name in enumerate(names)),
        *_rows(of, shown, words, top, look),
    ]
    if more:
        y = top + (len(shown) + 0.5) * look.row
        parts.append(_text(words.say("upset_more", number=words.number(more)), look.column / 2, y, look, colour=MUTED))
    return "".join([*parts, "</svg>"]).encode()


def _rows(of: Overlaps, shown: tuple[Shared, ...], words: Words, top: float, look: Look) -> list[str]:
    left = _x(len(of.lists), look)
    longest = max((one.count or 0 for one in shown), default=0) or 1
    texts = [written(one, of, words) for one in shown]
    numbers = (len(text) for one, text in zip(shown, texts, strict=True) if one.count is not None)
    room = look.width - left - look.size * (look.letter * max(numbers, default=0) + 0.8)
    drawn = []
    for at, (one, text) in enumerate(zip(shown, texts, strict=True)):
        y = top + (at + 0.5) * look.row
        if at % 2 == 0:
            drawn.append(_box(0, y - look.row / 2, look.width, look.row, STRIPE))
        drawn += _dots(of, one, y, look)
        long = 0.0 if one.count is None else max(room * one.count / longest, 1.5)
        if long:
            drawn.append(_box(left, y - look.row * 0.32, long, look.row * 0.64, BAR))
        colour = MUTED if one.count is None else TEXT
        drawn.append(_text(text, left + long + look.size * 0.4, y, look, colour=colour, plain=one.count is None))
    return drawn


def _dots(of: Overlaps, one: Shared, y: float, look: Look) -> list[str]:
    on = [at for at, name in enumerate(of.lists) if name in one.lists]
    line = f'<path d="M{_x(on[0], look):g} {y:g}H{_x(on[-1], look):g}" stroke="{TEXT}" stroke-width="2.5"/>'
    dots = [
        f'<circle cx="{_x(at, look):g}" cy="{y:g}" r="{look.row * 0.27:g}" fill="{TEXT if at in on else OFF}"/>'
        for at in range(len(of.lists))
    ]
    return [line, *dots] if len(on) > 1 else dots


def _x(at: int, look: Look) -> float:
    return (at + 0.5) * look.column


def _short(name: str) -> str:
    return name if len(name) <= LETTERS_OF_A_NAME else name[: LETTERS_OF_A_NAME - 1].rstrip() + "…"


def _name(name: str, x: float, y: float, look: Look) -> str:
    turned = f'transform="rotate(-45 {x:g} {y:g})"'
    return f'<text x="{x:g}" y="{y:g}" {turned} fill="{TEXT}" font-size="{look.size}">{escape(name)}</text>'


def _box(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="1.5" fill="{fill}"/>'


def _text(text: str, x: float, y: float, look: Look, *, colour: str = TEXT, plain: bool = True) -> str:
    style = 'font-style="italic"' if colour == MUTED else "" if plain else 'font-weight="bold"'
    return f'<text x="{x:g}" y="{y + look.size * 0.35:g}" fill="{colour}" {style}>{escape(text)}</text>'
