"""Figures by place: every level and every division of the country is protected as one, so that none gives another away.

Whoever may look at provinces and at communes, in the division of today and in the one before, could subtract one map
from the other. So the ground is cut by all of them at once, from the widest to the narrowest and from the newest to the
oldest, and a place is shown where all its parts may be. The provinces of the newest division come first: nothing else
ever withholds one of them.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.indicators.catalogue import Conditions, Indicator
from tabara.indicators.counting import Cut, count
from tabara.indicators.dimensions import PLACES
from tabara.indicators.errors import IndicatorError
from tabara.indicators.periods import Period
from tabara.mart import Mart
from tabara.methods.disclosure import Rule, protect_nested

Path = tuple[str, ...]


def is_nested(by: tuple[str, ...], version: str, mart: Mart, rule: Rule) -> bool:
    """Say whether a breakdown is by places that others are cut out of; the newest provinces are nobody's parts."""
    newest = (PLACES[0], mart.versions[-1])
    asked = len(by) == 1 and by[0] in PLACES and (by[0], version) != newest
    if asked and rule.dominance is not None:
        raise IndicatorError(_("Places finer than those of today are for profiles that do not look at agencies."))
    return rule.complementary and rule.noise is None and asked


def seen(
    one: Indicator, name: str, *, mart: Mart, period: Period, geography: str, where: Conditions, rule: Rule
) -> Mapping[str, int | None]:
    """Give what may be seen of each place of a level in a division: its count, or None; a place without any is zero.

    Where somebody counts in several places, their parts do not add up, and all these places are withheld.
    """
    order = [(level, version) for level in PLACES for version in reversed(mart.versions)]
    depth = order.index((name, geography)) + 1
    cut = tuple(f"{level}@{version}" for level, version in order[:depth])
    cells, total = count([Cut(one, cut, where), Cut(one, (), where)], mart=mart, period=period, geography=geography)
    leaves = {**dict.fromkeys((path[:depth] for path in ground(codelists.pack().places)), 0), **cells}
    if sum(cells.values()) != total.get((), 0):
        return dict.fromkeys((path[-1] for path in leaves), None)
    parts: dict[str, list[int | None]] = {}
    for path, value in protect_nested(leaves, rule).items():
        if len(path) == depth:
            parts.setdefault(path[-1], []).append(value)
    return {code: _together(values) for code, values in parts.items()}


def _together(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def ground(places: codelists.Gazetteer) -> list[Path]:
    """Give every piece of ground that the borders of all divisions cut, as the places it lies in, widest first."""
    return [
        (*((places.ancestor(one, 1) or one).code for one in reversed(piece)), *(one.code for one in reversed(piece)))
        for piece in places.pieces
    ]
