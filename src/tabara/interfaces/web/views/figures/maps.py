"""The map: one indicator by province or commune, in either division, on tiles or in true shapes, beside its table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.codelists import Surface
from tabara.indicators import Figure, Indicator, indicators
from tabara.indicators.dimensions import UNKNOWN
from tabara.interfaces.web import mapping, texts
from tabara.interfaces.web.acts import needs, sent_to
from tabara.interfaces.web.releasing import Made, given_out, stays
from tabara.interfaces.web.views.figures import making
from tabara.interfaces.web.views.figures.asked import Asked, asked, figures, options, the_mart
from tabara.interfaces.web.views.figures.dashboard import PICTURE, PILLARS
from tabara.mart import Mart, MartMissing
from tabara.publication.maps import Shade, boundaries, sheet
from tabara.publication.operations import release_map
from tabara.publication.releases import Leaving, map_leaving
from tabara.publication.typesetting import Words, printing

LEVELS = {"province": 1, "commune": 2}
USUAL = "commune"  # what the indicator can be broken down by that is shown to whoever has not chosen
ATTACHED = 'attachment; filename="map-{on:%Y%m%d}.{kind}"'


@dataclass(frozen=True)
class Chosen:
    """What map to show."""

    what: Asked
    one: Indicator
    shapes: bool  # true shapes, where they were imported

    @property
    def level(self) -> int:
        """Return the level of the places."""
        return LEVELS[self.what.by]

    @property
    def query(self) -> str:
        """Return it as the end of an address."""
        return f"{self.what.query}&indicator={self.one.key}&shapes={'true' if self.shapes else 'tiles'}"


@dataclass(frozen=True)
class Counted:
    """The figures of a map, of one build."""

    mart: Mart
    whole: Figure
    cells: tuple[Figure, ...]


@dataclass(frozen=True)
class Shown:
    """A map with what is said around it."""

    picture: mapping.Map
    title: str
    small: tuple[str, ...]
    approximate: frozenset[str]  # places that hold a part of one of the other division
    unplaced: str  # how many have no known place, as it is printed; nothing where nobody
    whole: str


@needs(Permission.FIGURE_READ)
def the_map(request: HttpRequest) -> HttpResponse:
    """Show the map with its table."""
    try:
        chosen = _chosen(request)
    except MartMissing as error:
        asked_nothing = {"missing": str(error), **making.state(request)}
        return render(request, "figures/map.html", asked_nothing)
    places = codelists.pack().places
    levels = {key: places.level_names[level] for key, level in LEVELS.items() if key in chosen.one.by}
    shown: dict[str, Any] = {
        "shown": _shown(chosen, _counted(chosen)),
        "chosen": chosen,
        "indicators": _offered(),
        "approximate": approximate_text(),
        "levels": {key: Words(texts.language()).text(name) for key, name in levels.items()},
        "imported": boundaries.stored(settings.BOUNDARIES, chosen.what.geography, chosen.level) is not None,
        **options(the_mart()),
    }
    return render(request, "figures/map.html", {**shown, **making.state(request)})


@needs(Permission.REPORT_PUBLISH)
@sent_to("web:map")
def picture(request: HttpRequest, kind: str) -> HttpResponse:
    """Put a map on record, and give it as a drawing or a picture of points; or say why it may not leave."""
    try:
        chosen = _chosen(request)
    except MartMissing as error:
        raise Http404 from error

    def make() -> Made:
        counted = _counted(chosen)
        return _drawn(request, _shown(chosen, counted), kind), _leaving(chosen, counted)

    made, refused = given_out(request, release_map, reason=f"{chosen.one.key} {texts.language()}", make=make)
    if refused:
        return stays(request, refused, back=f"{reverse('web:map')}?{chosen.query}")
    headers = {**PICTURE, "Content-Disposition": ATTACHED.format(on=timezone.localdate(), kind=kind)}
    return HttpResponse(made, content_type="image/svg+xml" if kind == "svg" else "image/png", headers=headers)


def _drawn(request: HttpRequest, shown: Shown, kind: str) -> bytes:
    lines = sheet.Lines.of(shown.title, shown.small, _notes(shown))
    svg = render_to_string("figures/_map_sheet.svg", {"map": shown.picture, "lines": lines}, request)
    return svg.encode() if kind == "svg" else sheet.to_png(svg)


def _counted(chosen: Chosen) -> Counted:
    """Return the figures of a map, all of one build: where another is finished meanwhile, those of that one."""
    mart, key = the_mart(), chosen.one.key
    cells = figures(key, chosen.what, surface=Surface.MAP)
    whole = figures(key, chosen.what, whole=True, surface=Surface.MAP)[0]
    return Counted(mart, whole, cells) if the_mart().build_id == mart.build_id else _counted(chosen)


def _leaving(chosen: Chosen, counted: Counted) -> Leaving | None:
    """Return the numbers of a map: of every place, also of those in which nobody was counted."""
    told = {one.by[chosen.what.by] for one in counted.cells}
    codes = [code for code in _places(chosen) if code not in told]
    nobody = [replace(counted.whole, by={chosen.what.by: code}, value=0) for code in codes]
    given: dict[str, Any] = {"language": texts.language(), "geography": chosen.what.geography}
    return map_leaving(counted.whole, [*counted.cells, *nobody], mart=counted.mart, **given)


def _places(chosen: Chosen) -> list[str]:
    return [place.code for place in codelists.pack().places.at_level(chosen.level, chosen.what.geography)]


def mappable(one: Indicator) -> bool:
    """Say whether an indicator can be put on a map."""
    return "province" in one.by and not one.aside


def _chosen(request: HttpRequest) -> Chosen:
    """Return what was asked for; whatever is in no list is as if it had not been asked."""
    offered = {one.key: one for one in indicators().values() if mappable(one)}
    if not offered:
        raise Http404
    what = asked(request, the_mart(), tuple(LEVELS))
    usual = next((one for one in offered.values() if USUAL in one.by and not one.detail), next(iter(offered.values())))
    one = offered.get(request.GET.get("indicator", ""), usual)
    by = what.by if what.by in one.by else "province"
    shapes = request.GET.get("shapes", "true") != "tiles"
    return Chosen(replace(what, by=by, province="", all=""), one, shapes)


def _offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be chosen, pillar by pillar."""
    words = Words(texts.language())
    groups = []
    for pillar, title in PILLARS.items():
        ours = [
            (one.key, words.text(one.title)) for one in indicators().values() if one.pillar == pillar and mappable(one)
        ]
        if ours:
            groups.append((str(title), ours))
    return groups


def _shown(chosen: Chosen, counted: Counted) -> Shown:
    words, whole = Words(texts.language()), counted.whole
    by_place = {one.by[chosen.what.by]: one for one in counted.cells}
    values = {code: _shade(by_place.get(code), words) for code in _places(chosen)}
    title = words.text(chosen.one.title)
    drawn = mapping.drawn(
        values, level=chosen.level, version=chosen.what.geography, title=title, true_shapes=chosen.shapes
    )
    unplaced = by_place.get(UNKNOWN)
    return Shown(
        picture=drawn,
        title=title,
        small=printing.small_print(whole, words),
        approximate=_approximate(chosen.what, chosen.level),
        unplaced=printing.value(unplaced, words) if unplaced else "",
        whole=printing.value(whole, words),
    )


def _shade(figure: Figure | None, words: Words) -> Shade:
    """Return a figure as a shade: where there is none, nobody was counted in the place."""
    if figure is None:
        return Shade(0, words.number(0))
    number = float(figure.value) if isinstance(figure.value, int | float) else None
    return Shade(number, printing.value(figure, words), figure.withheld)


def _approximate(what: Asked, level: int) -> frozenset[str]:
    """Return the places that hold a part of one of another division in which something may have been recorded."""
    places, period = codelists.pack().places, what.period
    following = dict(zip(places.divisions, places.divisions[1:], strict=False))
    found: set[str] = set()
    for division in places.divisions:
        ended = following[division].since if division in following else period["until"]
        if division.key != what.geography and division.since < period["until"] and ended > period["since"]:
            found |= _cut(places, division.key, what.geography, level)
    return frozenset(found)


def _cut(places: codelists.Gazetteer, other: str, here: str, level: int) -> set[str]:
    found: set[str] = set()
    for place in places.at_level(places.bridge_level, other):
        parts = {part.code for one, _weight in places.convert(place, here) if (part := places.ancestor(one, level))}
        found |= parts if len(parts) > 1 else set()
    return found


def _notes(shown: Shown) -> Mapping[str, str]:
    """Return what is written under a map that leaves the page, by what it is about."""
    source = shown.picture.drawing.source
    return {
        "why": shown.picture.why,
        "approximate": f"≈ {approximate_text()}" if shown.approximate else "",
        "source": _("Boundaries: %(source)s.") % {"source": source} if source else "",
    }


def approximate_text() -> str:
    """Say what is approximate on a map."""
    return _("converted with weights, because a place of the other division lies in several of this one: approximate")


urlpatterns = [
    path("figures/map", the_map, name="map"),
    path("figures/map.svg", picture, {"kind": "svg"}, name="map-svg"),
    path("figures/map.png", picture, {"kind": "png"}, name="map-png"),
]
