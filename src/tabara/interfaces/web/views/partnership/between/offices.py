"""Offices in other countries to turn to: adding, confirming, ending, and reading how one is reached, for a reason."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import attempt, needs
from tabara.interfaces.web.forms.countries import AddCounterpart, ConfirmCounterpart, EndCounterpart, WhyReach
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries
from tabara.partnership.operations import Line


@needs(Permission.PARTNERSHIP_RECORD)
def office(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one office; where a reason is given, how it is reached, once, on this page alone."""
    one = queries.counterpart(by=request.user, number=number)
    form, line = WhyReach(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        line = attempt(request, form, operations.open_counterpart, counterpart=one, reason=reason)
    shown = {"one": one, "form": form, "line": line}
    return render(request, "between/office.html", shown, status=422 if form.errors else 200)


@needs(Permission.PARTNERSHIP_RECORD)
def add(request: HttpRequest) -> HttpResponse:
    """Ask which office it is."""
    words = {"title": _("Add an office abroad"), "button": _("Save"), "said": _("The office is written down.")}
    return ask(
        request,
        AddCounterpart(request.POST or None),
        does=operations.add_counterpart,
        given=lambda said: {
            "line": Line(said["phone"], said["email"]),
            **{name: said[name] for name in ("country", "side", "office", "function")},
        },
        words=words,
        back=("countries", {}),
    )


@needs(Permission.PARTNERSHIP_RECORD)
def confirm(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask whether an office still answers."""
    one = queries.counterpart(by=request.user, number=number)
    words = {
        "title": _("Confirm the office"),
        "button": _("It still answers"),
        "said": _("The office is confirmed."),
        "explanation": _("Leave telephone and e-mail empty if they are the same as before."),
    }
    return ask(
        request,
        ConfirmCounterpart(request.POST or None),
        does=operations.confirm_counterpart,
        given=lambda said: {"counterpart": one, "on": said["on"], "line": Line(said["phone"], said["email"])},
        words=words,
        back=("office-abroad", {"number": number}),
    )


@needs(Permission.PARTNERSHIP_RECORD)
def end(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask from which day on an office is no longer the one."""
    one = queries.counterpart(by=request.user, number=number)
    words = {"title": _("No longer the one to turn to"), "button": _("End"), "said": _("The office is ended.")}
    return ask(
        request,
        EndCounterpart(request.POST or None),
        does=operations.end_counterpart,
        given=lambda said: {"counterpart": one, "on": said["on"]},
        words={**words, "explanation": one.office},
        back=("countries", {}),
    )


urlpatterns = [
    path("partnership/offices/add", add, name="add-office-abroad"),
    path("partnership/offices/<uuid:number>", office, name="office-abroad"),
    path("partnership/offices/<uuid:number>/confirm", confirm, name="confirm-office-abroad"),
    path("partnership/offices/<uuid:number>/end", end, name="end-office-abroad"),
]
