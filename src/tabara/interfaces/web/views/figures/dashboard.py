"""The dashboard: what was counted, each number with its period and population, each chart with its table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.indicators import Figure, Indicator, indicators
from tabara.interfaces.web import texts
from tabara.interfaces.web.views.figures import making
from tabara.interfaces.web.views.figures.asked import OVER_TIME, Asked, asked, figures, options, provinces, the_mart
from tabara.mart import MartMissing
from tabara.publication import charts
from tabara.publication.typesetting import Words, printing

PILLARS: dict[str, str | Promise] = {
    "protection": _("Protection"),
    "prevention": _("Prevention"),
    "prosecution": _("Prosecution"),
    "partnership": _("Partnership"),
}
# An SVG may carry its own style, and nothing else; it is shown as a picture.
PICTURE = {"Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


@dataclass(frozen=True)
class Shown:
    """A figure as it stands on the page."""

    title: str
    value: str
    withheld: bool
    small: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """A chart with its table."""

    key: str
    title: str
    alt: str
    small: tuple[str, ...]
    rows: tuple[Shown, ...]


def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period, and each indicator by one breakdown."""
    if not request.user.may(Permission.FIGURE_READ):
        raise NotAllowed
    try:
        mart = the_mart()
        what = asked(request, mart)
        shown = {"pillars": pillars(what), "charts": drawn(request, what), "asked": what, **options(mart)}
        shown["provinces"] = provinces(what.geography)
    except MartMissing as error:
        shown = {"missing": str(error)}
    return render(request, "figures/dashboard.html", {**shown, **making.state(request)})


def chart(request: HttpRequest, key: str) -> HttpResponse:
    """Draw one indicator by the breakdown asked for."""
    try:
        what = asked(request, the_mart())
    except MartMissing as error:
        raise Http404 from error
    known = indicators().get(key)
    if known is None or not drawable(known, what):
        raise Http404
    found = named(request, what, figures(key, what))
    draw = charts.line_chart if what.by in OVER_TIME else charts.bar_chart
    return HttpResponse(draw(found, texts.language()), content_type="image/svg+xml", headers=PICTURE)


def pillars(what: Asked) -> list[tuple[str, list[Shown]]]:
    """Return the figures of the whole period, pillar by pillar."""
    words, found = Words(texts.language()), []
    for pillar, title in PILLARS.items():
        ours = [one for one in indicators().values() if one.pillar == pillar and countable(one, what)]
        if ours:
            found.append((str(title), [shown(figures(one.key, what, whole=True)[0], words) for one in ours]))
    return found


def drawn(request: HttpRequest, what: Asked) -> list[Chart]:
    """Return every indicator that has the breakdown asked for, with its table and what its chart says."""
    words, found = Words(texts.language()), []
    for one in indicators().values():
        cells = named(request, what, figures(one.key, what)) if drawable(one, what) else ()
        if cells:
            kind = "line" if what.by in OVER_TIME else "chart"
            rows = tuple(shown(cell, words) for cell in cells)
            whole = figures(one.key, what, whole=True)[0]
            alt = charts.alt_text(cells, texts.language(), kind=kind)
            found.append(Chart(one.key, words.text(one.title), alt, printing.small_print(whole, words), rows))
    return found


def countable(one: Indicator, what: Asked) -> bool:
    """Return whether an indicator can be counted where it is asked for."""
    wanted = bool(what.all) or not one.detail
    return wanted and not one.aside and (not what.province or "province" in one.by)


def drawable(one: Indicator, what: Asked) -> bool:
    """Return whether an indicator has the breakdown asked for."""
    return countable(one, what) and what.by in one.by


def named(request: HttpRequest, what: Asked, found: Sequence[Figure]) -> tuple[Figure, ...]:
    """Give agencies their names; the mart knows them by their keys."""
    if what.by != "agency":
        return tuple(found)
    names = {agency.key: agency.name for agency in access.providers(by=request.user)}
    return tuple(replace(one, label=_same(names.get(one.by["agency"], ""), one.label)) for one in found)


def _same(name: str, languages: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(languages, name)


def shown(figure: Figure, words: Words) -> Shown:
    """Return a figure as the page shows it."""
    title = printing.label(figure, words)
    return Shown(title, printing.value(figure, words), figure.withheld, printing.small_print(figure, words))


urlpatterns = [
    path("figures/", dashboard, name="figures"),
    path("figures/chart/<slug:key>.svg", chart, name="figure-chart"),
]
