"""Where to act next: the communes in the order of their scores, and one of them explained part by part."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import context as words
from tabara.interfaces.web import mapping, texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.prevention import BETWEEN
from tabara.interfaces.web.views.figures.asked import the_mart
from tabara.mart import Mart, MartMissing
from tabara.publication.maps import Shade
from tabara.publication.where import COMMUNE, Commune, communes

SHOWN = 20  # communes on a page, before all are asked for
ONLY = ("high", "quiet")


@dataclass(frozen=True)
class Asked:
    """What a reader asks for; whatever is in no list is as if it had not been asked."""

    division: str
    province: str
    only: str
    all: str


@needs(Permission.PREVENTION_RECORD)
def where(request: HttpRequest) -> HttpResponse:
    """Show the communes of a division in the order of their scores."""
    what, mart = _asked(request), _mart()
    every = communes(by=request.user, version=what.division, on=timezone.localdate(), mart=mart)  # type: ignore[arg-type]  # only members are asked
    rows = [one for one in every if _wanted(one, what)]
    some = rows if what.all else rows[:SHOWN]
    rule = codelists.pack().priority
    shown = {
        "asked": what,
        "divisions": codelists.pack().places.versions,
        "provinces": codelists.pack().places.at_level(1, what.division),
        "rows": [_row(one) for one in some],
        "more": len(rows) - len(some),
        "all": urlencode({**vars(what), "all": "yes"}),
        "high": sum(one.is_high for one in every),
        "quiet": sum(one.is_high and one.is_quiet for one in every),
        "without": sum(one.score.value is None for one in every),
        "invented": any(part.is_invented for one in every for part in one.parts),
        "parts": [(one, words.scale(one)) for one in rule.parts],
        "rule": rule,
        "map": _map(every, what.division),
        "built": mart.built_at if mart else None,
    }
    return render(request, "prevention/context/where.html", shown)


@needs(Permission.PREVENTION_RECORD)
def one(request: HttpRequest, division: str, code: str) -> HttpResponse:
    """Explain the score of one commune, part by part, and say what was done there."""
    if division not in codelists.pack().places.versions:
        raise NotFound
    on = timezone.localdate()
    every = communes(by=request.user, version=division, on=on, mart=_mart())  # type: ignore[arg-type]  # as above
    found = next((each for each in every if each.place.code == code), None)
    if found is None:
        raise NotFound
    shown = {
        **_row(found),
        "division": division,
        "parts": [(each, words.value(each), words.points(each), words.scale(each.part)) for each in found.parts],
        "rule": codelists.pack().priority,
        "many": len(every),
        "since": found.since_round,
        "plan": _plan(found, on),
    }
    return render(request, "prevention/context/commune.html", shown)


def _map(every: list[Commune], division: str) -> mapping.Map:
    """Draw the scores; a commune of which too little is known has no shade."""
    shades = {
        one.place.code: Shade(round(one.score.value), texts.number(round(one.score.value)))
        for one in every
        if one.score.value is not None
    }
    told = {"title": _("Score of 100"), "nothing": _("Too little is known")}
    return mapping.drawn(shades, level=COMMUNE, version=division, **told)


def _row(one: Commune) -> dict[str, Any]:
    return {"one": one, "span": words.span(one), "reasons": words.reasons(one), "lacking": words.lacking(one)}


def _plan(one: Commune, on: dt.date) -> str:
    """Return the address at which a session in this commune is written down: in the division of today."""
    places = codelists.pack().places
    version = places.version_on(on)
    here = places.convert(one.place, version)[0][0]
    return f"{reverse('web:record-session')}?{urlencode({'place': f'{version}{BETWEEN}{here.code}'})}"


def _wanted(one: Commune, what: Asked) -> bool:
    if what.province and one.province.code != what.province:
        return False
    return not what.only or (one.is_high and (what.only == "high" or one.is_quiet))


def _asked(request: HttpRequest) -> Asked:
    places, said = codelists.pack().places, request.GET
    division = said.get("division", "")
    division = division if division in places.versions else places.version_on(timezone.localdate())
    provinces = {one.code for one in places.at_level(1, division)}
    return Asked(
        division=division,
        province=said.get("province", "") if said.get("province") in provinces else "",
        only=said.get("only", "") if said.get("only") in ONLY else "",
        all="yes" if said.get("all") else "",
    )


def _mart() -> Mart | None:
    try:
        return the_mart()
    except MartMissing:
        return None


urlpatterns = [
    path("prevention/where", where, name="where"),
    path("prevention/where/<slug:division>/<slug:code>", one, name="where-commune"),
]
