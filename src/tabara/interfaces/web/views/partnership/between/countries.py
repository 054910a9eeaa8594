"""The countries that one works with: what holds, what is due, whom one calls, and the figures of the corridor."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.countries import AGREEMENT_STATES, FOLLOW_UP_STATES
from tabara.interfaces.web.views.figures.asked import the_mart
from tabara.mart import MartMissing
from tabara.partnership import queries
from tabara.publication.corridors import Corridor, corridor, quarters_of_a_year

Due = tuple[str, str, str]


@needs(Permission.PARTNERSHIP_RECORD)
def countries(request: HttpRequest) -> HttpResponse:
    """Show the countries of which something is written down, and what is due with any."""
    by, today = request.user, timezone.localdate()
    rows = [
        (
            code,
            [one for one in queries.agreements(by=by, country=code) if queries.runs(one, today)],
            len(queries.counterparts(by=by, country=code)),
            queries.waiting(by=by, on=today, country=code).number,
        )
        for code in sorted(queries.countries(by=by), key=lambda one: texts.code_label("country", one))
    ]
    return render(request, "between/countries.html", {"rows": rows, "due": due(request, today)})


@needs(Permission.PARTNERSHIP_RECORD)
def country(request: HttpRequest, code: str) -> HttpResponse:
    """Show one country: what is due, agreements, encounters, offices, and the figures of its group."""
    by, today, pack = request.user, timezone.localdate(), codelists.pack()
    if code not in pack.codelist("country").codes or code == pack.country:
        raise NotFound
    shown = {
        "code": code,
        "due": due(request, today, code),
        "agreements": [(one, _over(one, today)) for one in queries.agreements(by=by, country=code)],
        "encounters": queries.encounters(by=by, country=code),
        "offices": queries.counterparts(by=by, country=code),
        "agreement_states": {key.value: text for key, text in AGREEMENT_STATES.items()},
        "states": {key.value: text for key, text in FOLLOW_UP_STATES.items()},
        "group": pack.destination_group(code),
        "corridor": _corridor(pack.destination_group(code), today),
        "today": today,
    }
    return render(request, "between/country.html", shown)


def due(request: HttpRequest, today: dt.date, country: str = "") -> list[Due]:
    """Return what is due, as words, day and address: promises, agreements to renew, offices to confirm."""
    found = queries.waiting(by=request.user, on=today, country=country)
    late = [(one.words, texts.day(one.due_on), _at("encounter", one.encounter_id)) for one in found.late]
    ending = [
        (_("Renew: %(title)s") % {"title": one.title}, texts.day(one.expires_on), _at("agreement", one.pk))
        for one in found.renewals
    ]
    old = [
        (_("Confirm: %(office)s") % {"office": one.office}, texts.day(one.confirmed_on), _at("office-abroad", one.pk))
        for one in found.stale
    ]
    return [*late, *ending, *old]


def _over(one: Any, today: dt.date) -> bool:
    """Tell whether an agreement passed its last day and nobody renewed it."""
    return one.state == "in_force" and not queries.runs(one, today)


def _at(name: str, number: object) -> str:
    return reverse(f"web:{name}", args=[number])


def _corridor(group: str, today: dt.date) -> Corridor | None:
    """Return the figures of the last four quarters; nothing where there is no mart yet."""
    try:
        mart = the_mart()
    except MartMissing:
        return None
    since, until = quarters_of_a_year(today)
    return corridor(mart, group, since=since, until=until)


urlpatterns = [
    path("partnership/countries", countries, name="countries"),
    path("partnership/countries/<slug:code>", country, name="country"),
]
