"""Victims in a court file, as numbers: how they take part, what protects them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.court import AddVictim, OnDay, ProtectVictim
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prosecution import operations, queries

NO_NAME = gettext_lazy("No name is written down. The help that others give her never depends on what she answers.")


@needs(Permission.COURT_RECORD)
def add(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write a victim down."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        AddVictim(request.POST or None),
        does=operations.add_victim,
        given=lambda said: {"file": one, **{key: said[key] for key in ("part", "agreed", "on")}},
        words={
            "title": _("Add a victim"),
            "button": _("Add"),
            "said": _("The victim has a number in this file."),
            "explanation": NO_NAME,
        },
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
def protect(request: HttpRequest, number: uuid.UUID, victim: uuid.UUID) -> HttpResponse:
    """Write down what protects a victim."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        ProtectVictim(request.POST or None),
        does=operations.protect_victim,
        given=lambda said: {"file": one, "victim": victim, **{key: said[key] for key in ("measure", "agreed", "on")}},
        words={"title": _("Protect a victim"), "button": _("Save"), "said": _("The measure is written down.")},
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
def end(request: HttpRequest, number: uuid.UUID, protection: uuid.UUID) -> HttpResponse:
    """Write down that a measure ended."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        OnDay(request.POST or None),
        does=operations.end_protection,
        given=lambda said: {"file": one, "protection": protection, "on": said["on"]},
        words={"title": _("End a measure"), "button": _("End it"), "said": _("The measure has ended.")},
        back=("court-file", {"number": number}),
    )


urlpatterns = [
    path("prosecution/files/<uuid:number>/victims", add, name="add-victim"),
    path("prosecution/files/<uuid:number>/victims/<uuid:victim>/protect", protect, name="protect-victim"),
    path("prosecution/files/<uuid:number>/protections/<uuid:protection>/end", end, name="end-court-protection"),
]
