"""Suspects of a court file: written down, charged, and what is sealed opened for a reason."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import attempt, needs
from tabara.interfaces.web.forms.court import ChargeSuspect, NameSuspect, OpenWords
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prosecution import operations, queries


@needs(Permission.COURT_RECORD)
def name(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write a suspect down."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        NameSuspect(request.POST or None),
        does=operations.name_suspect,
        given=lambda said: {"file": one, **{key: said[key] for key in ("sex", "name", "official")}},
        words={"title": _("Add a suspect"), "button": _("Add"), "said": _("The suspect has a number in this file.")},
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
def charge(request: HttpRequest, number: uuid.UUID, suspect: uuid.UUID) -> HttpResponse:
    """Charge a suspect."""
    one = queries.file(by=request.user, number=number)
    form = ChargeSuspect(request.POST or None)
    return ask(
        request,
        form,
        does=operations.charge,
        given=lambda said: {"file": one, "suspect": suspect, **form.given()},
        words={"title": _("Charge the suspect"), "button": _("Save"), "said": _("The charge is written down.")},
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_READ)
def words(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what is sealed, to whoever says why."""
    one = queries.file(by=request.user, number=number)
    form, opened = OpenWords(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        opened = attempt(request, form, operations.open_words, file=one, reason=form.cleaned_data["reason"])
    names = {key: said for key, said in (opened or {}).items() if key != "words"}
    shown = {
        "one": one,
        "form": form,
        "opened": opened is not None,
        "names": names,
        "said": (opened or {}).get("words", ""),
    }
    return render(request, "prosecution/words.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("prosecution/files/<uuid:number>/suspects", name, name="name-suspect"),
    path("prosecution/files/<uuid:number>/suspects/<uuid:suspect>/charge", charge, name="charge-suspect"),
    path("prosecution/files/<uuid:number>/words", words, name="court-words"),
]
