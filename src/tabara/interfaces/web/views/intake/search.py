"""Search before create: who is it, is she known already, and which forms are not finished."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import do, needs, sent_to
from tabara.interfaces.web.forms.base import number_of
from tabara.interfaces.web.forms.intake import SearchForm
from tabara.interfaces.web.views.intake.alerted import alert_of, answered
from tabara.interfaces.web.views.intake.unfinished import fresh, load, today
from tabara.protection.cases import queries as cases
from tabara.protection.intake import operations, queries
from tabara.protection.intake.operations import Match, Names

SHOWN = 10  # people shown for one search


def start(request: HttpRequest) -> HttpResponse:
    """Ask who it may be, and offer the member's unfinished forms."""
    if not request.user.may(Permission.CASE_REGISTER):
        raise NotAllowed
    unfinished = [load(request, row.pk) for row in queries.drafts(by=request.user)]
    rows = [(one, len(one.answers["done"]), len(one.parts)) for one in unfinished]
    alert = alert_of(request, number_of(request.GET.get("alert", "")))
    form = SearchForm(initial={"alert": alert.pk} if alert else None)
    return render(request, "intake/search.html", {"form": form, "unfinished": [] if alert else rows, "alert": alert})


@needs(Permission.CASE_REGISTER)
@sent_to("web:intake")
def search(request: HttpRequest) -> HttpResponse:
    """Show who resembles what was heard: as a page, or as a part of it while somebody types."""
    form = SearchForm(request.POST)
    typing = "HX-Request" in request.headers
    if not form.is_valid():
        return render(request, "intake/matches.html", {"matches": None}) if typing else _corrected(request, form)
    matches = matches_of(request, form.names(today()), form.cleaned_data["sex"])
    if typing:
        return render(request, "intake/matches.html", {"form": form, "matches": matches})
    shown = {"form": form, "matches": matches, "unfinished": [], "alert": _sent(request)}
    return render(request, "intake/search.html", shown)


def _corrected(request: HttpRequest, form: SearchForm) -> HttpResponse:
    """Show what is wrong with a search, and because of which alert it was made."""
    shown = {"form": form, "unfinished": [], "alert": _sent(request)}
    return render(request, "intake/search.html", shown, status=422)


def _sent(request: HttpRequest) -> Any:
    return alert_of(request, number_of(request.POST.get("alert", "")))


def matches_of(request: HttpRequest, names: Names, sex: str) -> tuple[Match, ...]:
    """Return the people this member may see who resemble the names; nobody where the member may open no names."""
    if not request.user.may(Permission.IDENTITY_OPEN):
        return ()
    found: tuple[Match, ...] = do(request, operations.find_people, names=names, sex=sex, limit=SHOWN)
    return found


@needs(Permission.CASE_REGISTER)
@sent_to("web:intake")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a form for somebody who was not found, with what was heard so far."""
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _corrected(request, form)
    alert = alert_of(request, form.cleaned_data["alert"])
    known = answered(alert)
    parts = {**known, "who": {**known.get("who", {}), **form.as_who()}}
    answers = fresh(form.number, parts=parts, alert=alert)
    row = do(request, operations.save_draft, event=form.number, draft=None, saw=0, answers=answers)
    return redirect("web:intake-form", number=row.pk)


@sent_to("web:case")
def again(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Begin a form for a new case of somebody who is known from the case of this number."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.CASE_REGISTER, case):
        raise NotAllowed
    form = SearchForm(request.POST)
    alert = _sent(request)
    parts = {part: typed for part, typed in answered(alert).items() if part != "who"}
    answers = fresh(form.number, again=case.pk, parts=parts, alert=alert)
    row = do(request, operations.save_draft, event=form.number, draft=None, saw=0, answers=answers)
    return redirect("web:intake-form", number=row.pk)


urlpatterns = [
    path("intake/", start, name="intake"),
    path("intake/search", search, name="intake-search"),
    path("intake/begin", begin, name="intake-begin"),
    path("intake/again/<uuid:number>", again, name="intake-again"),
]
