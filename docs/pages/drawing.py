"""Draw states and steps as a small SVG: layer below layer, in the colour of the text, readable without any script."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

WIDTH, HEIGHT, LETTERS, LINE = 136, 44, 18, 14  # of a box; of its text
ACROSS, DOWN, EDGE = 24, 44, 14  # between boxes, between layers, around all

State = Hashable
Step = tuple[State, State]


class Point(NamedTuple):
    """A place on the drawing."""

    x: float
    y: float


def drawn(name: str, title: str, labels: Mapping[State, str], steps: Sequence[Step]) -> str:
    """Return the drawing, with a title and a description for whoever does not see it; `name` is its own on the page."""
    layers = _layers(list(labels), [step for step in steps if step[0] != step[1]])
    places = _places(_ordered(layers, steps))
    wide = max(point.x for point in places.values()) + WIDTH / 2 + EDGE + ACROSS
    high = max(point.y for point in places.values()) + HEIGHT / 2 + EDGE
    size = f'width="{wide:.0f}" height="{high:.0f}" viewBox="0 0 {wide:.0f} {high:.0f}"'
    said = "; ".join(f"{labels[one]} → {labels[to]}" for one, to in steps)
    filled = 'fill="currentColor" stroke="none"'
    head = f'id="{name}-m" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"'
    lines = [
        '<div style="overflow-x: auto">',
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" {size} font-size="12" fill="none" stroke="currentColor">',
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(said)}</desc>',
        f'<marker {head} orient="auto-start-reverse"><path d="M0 0 8 4 0 8z" {filled}/></marker>',
        *_arrows(places, layers, steps, name),
        *(_box(places[state], label) for state, label in labels.items()),
        "</svg>",
        "</div>",
    ]
    return "\n".join(lines)


def _layers(states: Sequence[State], steps: Sequence[Step]) -> dict[State, int]:
    """Put each state as deep as its longest way from the first, steps that lead back left aside."""
    onward = _onward(states, steps)
    layers = dict.fromkeys(states, 0)
    for _ in states:
        for one, to in onward:
            layers[to] = max(layers[to], layers[one] + 1)
    return layers


def _onward(states: Sequence[State], steps: Sequence[Step]) -> list[Step]:
    """Leave out the steps that lead back to where one came from, walking from the first state on."""
    seen: set[State] = set()
    back: set[Step] = set()

    def walk(state: State, path: tuple[State, ...]) -> None:
        seen.add(state)
        for to in (to for one, to in steps if one == state):
            if to in path:
                back.add((state, to))
            elif to not in seen:
                walk(to, (*path, to))

    for state in states:
        if state not in seen:
            walk(state, (state,))
    return [step for step in steps if step not in back]


def _ordered(layers: Mapping[State, int], steps: Sequence[Step]) -> list[list[State]]:
    """Give the rows of the drawing; a step over several layers keeps a place free in each, so that it passes by."""
    rows: list[list[State]] = [[] for _ in range(max(layers.values()) + 1)]
    for state, layer in layers.items():
        rows[layer].append(state)
    for one, to in steps:
        low, high = sorted((layers[one], layers[to]))
        for layer in range(low + 1, high):
            if ("free", to, one, layer) not in rows[layer]:
                rows[layer].append(("free", one, to, layer))
    return rows


def _places(rows: Sequence[Sequence[State]]) -> dict[State, Point]:
    widths = [sum(_width(one) for one in row) + ACROSS * (len(row) - 1) for row in rows]
    places = {}
    for layer, row in enumerate(rows):
        x = EDGE + (max(widths) - widths[layer]) / 2
        for one in row:
            places[one] = Point(x + _width(one) / 2, EDGE + HEIGHT / 2 + layer * (HEIGHT + DOWN))
            x += _width(one) + ACROSS
    return places


def _width(one: State) -> float:
    return ACROSS / 2 if isinstance(one, tuple) else WIDTH


def _arrows(
    places: Mapping[State, Point], layers: Mapping[State, int], steps: Sequence[Step], name: str
) -> Iterable[str]:
    end = f'marker-end="url(#{name}-m)"'
    for one, to in steps:
        both = (to, one) in steps
        if one == to:
            yield f'<path d="{_loop(places[one])}" {end}/>'
        elif not both or list(layers).index(one) < list(layers).index(to):
            heads = f'{end} marker-start="url(#{name}-m)"' if both else end
            yield f'<path d="{_way(places, layers, one, to)}" {heads}/>'


def _way(places: Mapping[State, Point], layers: Mapping[State, int], one: State, to: State) -> str:
    """Give the path of an arrow: down or up from layer to layer, or sideways within one."""
    start, end = places[one], places[to]
    if layers[one] == layers[to]:
        side = WIDTH / 2 if start.x < end.x else -WIDTH / 2
        return f"M{start.x + side:.0f} {start.y:.0f} L{end.x - side:.0f} {end.y:.0f}"
    down = 1 if layers[one] < layers[to] else -1
    half = down * HEIGHT / 2
    between = [
        places.get(("free", one, to, layer)) or places[("free", to, one, layer)]
        for layer in range(layers[one] + down, layers[to], down)
    ]
    shift = 0.16 * max(-WIDTH * 2, min(WIDTH * 2, (between[0] if between else end).x - start.x))
    back = 0 if down == 1 else ACROSS
    now, path = Point(start.x + shift + back, start.y + half), ""
    path = f"M{now.x:.0f} {now.y:.0f}"
    for place in between:
        path += _curve(now, Point(place.x, place.y - half)) + f" L{place.x:.0f} {place.y + half:.0f}"
        now = Point(place.x, place.y + half)
    came = 0.16 * max(-WIDTH * 2, min(WIDTH * 2, now.x - end.x))
    return path + _curve(now, Point(end.x + came + back, end.y - half))


def _curve(start: Point, end: Point) -> str:
    middle = (start.y + end.y) / 2
    return f" C{start.x:.0f} {middle:.0f} {end.x:.0f} {middle:.0f} {end.x:.0f} {end.y:.0f}"


def _loop(place: Point) -> str:
    right, low = place.x + WIDTH / 2, place.y
    return f"M{right:.0f} {low - 10:.0f} c24 -8 24 28 0 20"


def _box(place: Point, label: str) -> str:
    lines = wrap(label, LETTERS)[:3]
    first = place.y - LINE * (len(lines) - 1) / 2 + 4
    texts = "".join(
        f'<text x="{place.x:.0f}" y="{first + LINE * number:.0f}" text-anchor="middle" fill="currentColor" '
        f'stroke="none">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    x, y = place.x - WIDTH / 2, place.y - HEIGHT / 2
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>{texts}'
