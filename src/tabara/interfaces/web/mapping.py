"""Maps on pages: hand over a shade for each place, and show what comes back with `figures/_map.html`.

    shown = mapping.drawn({"BDI001": Shade(12, "12")}, level=1, version="2017", title=_("Priority"))
    {% with map=shown %}{% include "figures/_map.html" %}{% endwith %}

The page's head needs css/map.css. The table beside the map is the truth, the map a picture of it: `shown.rows`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.publication.maps import Drawing, DrawnPlace, Key, Kind, Shade, draw

NAMED = 3  # places that the summary names, those with the most


@dataclass(frozen=True)
class Line:
    """A line of the legend as it is read."""

    key: Key
    text: str


@dataclass(frozen=True)
class Map:
    """A map on a page, with its words."""

    drawing: Drawing
    title: str
    summary: str  # what whoever does not see it hears
    legend: Sequence[Line]
    why: str  # why places are withheld; nothing where none is

    @property
    def rows(self) -> tuple[DrawnPlace, ...]:
        """Return every place with what it says, in the order of the pack."""
        return self.drawing.places


def drawn(
    values: Mapping[str, Shade],
    *,
    level: int,
    version: str,
    title: str,
    true_shapes: bool = True,
    zero: str = "",
    nothing: str = "",
) -> Map:
    """Draw a map of every place of a level (1 provinces, 2 communes) in a division ("2017", "2023").

    True shapes are drawn where they were imported and are wanted, and tiles of our own otherwise. `zero` and `nothing`
    are the words of the legend for a place with none and for one of which nothing is known.
    """
    folder = settings.BOUNDARIES if true_shapes else None
    values = _said(values)
    drawing = draw(values, places=codelists.pack().places, level=level, version=version, folder=folder)
    words = {Kind.ZERO: zero or texts.number(0), Kind.WITHHELD: _("Withheld"), Kind.NOTHING: nothing or _("No figure")}
    legend = [Line(key, words.get(key.kind) or _range(key)) for key in drawing.keys]
    why = _("Hatched places are withheld, to protect the few people who could be recognised. Withheld is not zero.")
    return Map(drawing, title, _summary(drawing, values, title), legend, why if drawing.withheld else "")


def _said(values: Mapping[str, Shade]) -> dict[str, Shade]:
    """Say every number in the reader's language that says nothing yet."""
    return {code: one if one.said else Shade(one.value, _text(one), one.withheld) for code, one in values.items()}


def _text(shade: Shade) -> str:
    return _("withheld") if shade.withheld else texts.number(shade.value)


def _range(key: Key) -> str:
    least, most = texts.number(key.least), texts.number(key.most)
    return least if key.least == key.most else _("%(least)s to %(most)s") % {"least": least, "most": most}


def _summary(drawing: Drawing, values: Mapping[str, Shade], title: str) -> str:
    """Say the map in a sentence or three: what it is of, where the most is, how many places are withheld."""
    most = sorted(
        (one for one in drawing.places if one.kind.value.isdigit()),
        key=lambda one: (-(values[one.code].value or 0), one.name),
    )[:NAMED]
    parts = [_("Map: %(title)s.") % {"title": title}]
    if most:
        parts.append(_("The most: %(places)s.") % {"places": ", ".join(f"{one.name} {one.said}" for one in most)})
    if drawing.withheld:
        withheld = ngettext("%(count)s place is withheld.", "%(count)s places are withheld.", drawing.withheld)
        parts.append(withheld % {"count": drawing.withheld})
    return " ".join([*parts, _("The table has every place.")])
