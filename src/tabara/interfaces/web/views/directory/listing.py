"""The directory as a list, and one provider."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import new_event
from tabara.interfaces.web import directory as words
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import do
from tabara.interfaces.web.forms.directory import Why
from tabara.protection.directory import operations, queries
from tabara.protection.directory.queries.wanted import FOR_WHOM


def directory(request: HttpRequest) -> HttpResponse:
    """Show the providers: of a service, in a province, for somebody, with places free."""
    if not request.user.may(Permission.CASE_READ):
        raise NotAllowed
    chosen, on = chosen_in(request.GET), timezone.localdate()
    only = None
    if chosen["who"] or chosen["free"]:
        asked = {"service": chosen["service"], "who": chosen["who"], "with_places": bool(chosen["free"])}
        only = queries.wanted(by=request.user, at=timezone.now(), **asked)
    version = codelists.pack().places.version_on(on)
    province = (chosen["province"], version) if chosen["province"] else None
    given = {"service": chosen["service"], "province": province, "only": only, "closed": bool(chosen["closed"])}
    found = queries.directory(by=request.user, on=on, after=request.GET.get("after", ""), **given)
    shown = {
        "rows": [_row(one, on) for one in found.rows],
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "provinces": words.provinces(on),
        "who": [(key, texts.code_label("bed_kind", key)) for key in FOR_WHOM],
        "next": _next(chosen, found.after),
        "shelters": queries.own_shelters(by=request.user),
        "asked": queries.asked_of_us(by=request.user),
    }
    return render(request, "directory/list.html", shown)


def chosen_in(query: QueryDict) -> dict[str, str]:
    """Return what the reader chose, less what no list knows."""
    known = {
        "service": set(texts.labels("service")),
        "province": {code for code, _name in words.provinces(timezone.localdate())},
        "who": set(FOR_WHOM),
        "free": {"yes"},
        "closed": {"yes"},
    }
    return {name: query.get(name, "") if query.get(name, "") in codes else "" for name, codes in known.items()}


def _row(one: Any, on: Any) -> dict[str, Any]:
    offers = [offer.service for offer in one.offers.all() if offer.until is None or offer.until > on]
    return {
        "provider": one,
        "services": words.labels("service", offers),
        "where": words.place(one.place, one.place_version),
        "stale": queries.stale(provider=one, on=on),
    }


def _next(chosen: dict[str, str], after: str) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in {**chosen, "after": after}.items() if value})
    return f"{reverse('web:directory')}?{query.urlencode()}" if after else ""


def show(request: HttpRequest, provider: uuid.UUID, form: Why | None = None, opened: Any = None) -> HttpResponse:
    """Show one provider."""
    one, on = queries.provider(by=request.user, number=provider), timezone.localdate()
    offers = [(offer, words.terms_of(offer)) for offer in one.offers.all() if offer.until is None or offer.until > on]
    shown = {
        "provider": one,
        "offers": offers,
        "where": words.place(one.place, one.place_version),
        "spoken": words.labels("language", one.languages),
        "stale": queries.stale(provider=one, on=on),
        "rooms": queries.rooms(by=request.user, provider=one, on=on),
        "keeps": queries.keeps(by=request.user, provider=one),
        "works": queries.answers_at(by=request.user, provider=one),
        "may_open": one.is_confidential and queries.may_open(by=request.user, provider=one),
        "opened": opened,
        "stands": one.stands_on(on),
        "form": form or Why(),
        "event": new_event(),
    }
    return render(request, "directory/provider.html", shown, status=422 if form is not None and form.errors else 200)


def where(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Open where a secret place is, for a reason, to whoever keeps it or works there."""
    one, form = (
        queries.provider(by=request.user, number=provider),
        Why(request.POST if request.method == "POST" else None),
    )
    if not queries.may_open(by=request.user, provider=one):
        raise NotAllowed
    if not form.is_valid():
        return show(request, provider, form=form)
    found = do(request, operations.open_whereabouts, provider=one, reason=form.cleaned_data["reason"])
    return show(request, provider, opened=found.opened)


urlpatterns = [
    path("directory/", directory, name="directory"),
    path("directory/<uuid:provider>", show, name="provider"),
    path("directory/<uuid:provider>/where", where, name="provider-where"),
]
