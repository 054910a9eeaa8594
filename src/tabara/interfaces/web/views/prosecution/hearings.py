"""Hearings: set, held, adjourned."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.interfaces.web.acts import do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.court import Adjourn, OnDay
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prosecution import operations, queries


@needs(Permission.COURT_RECORD)
def set_hearing(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Set a day in court."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        OnDay(request.POST or None),
        does=operations.set_hearing,
        given=lambda said: {"file": one, "on": said["on"]},
        words={"title": _("Set a hearing"), "button": _("Set it"), "said": _("The hearing is set.")},
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
@sent_to("web:court-file")
def held(request: HttpRequest, number: uuid.UUID, hearing: uuid.UUID) -> HttpResponse:
    """Write down that a hearing was held."""
    one = queries.file(by=request.user, number=number)
    try:
        do(request, operations.hold_hearing, event=sent_event(request), file=one, hearing=hearing)
        say(request, _("The hearing is written down as held."))
    except Refused as refusal:
        say(request, refusal.message)
    return redirect("web:court-file", number=number)


@needs(Permission.COURT_RECORD)
def adjourn(request: HttpRequest, number: uuid.UUID, hearing: uuid.UUID) -> HttpResponse:
    """Write down that a hearing was adjourned."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        Adjourn(request.POST or None),
        does=operations.adjourn_hearing,
        given=lambda said: {"file": one, "hearing": hearing, "reason": said["reason"], "next_on": said["next_on"]},
        words={"title": _("Adjourn the hearing"), "button": _("Save"), "said": _("The hearing is adjourned.")},
        back=("court-file", {"number": number}),
    )


urlpatterns = [
    path("prosecution/files/<uuid:number>/hearings", set_hearing, name="set-hearing"),
    path("prosecution/files/<uuid:number>/hearings/<uuid:hearing>/held", held, name="hearing-held"),
    path("prosecution/files/<uuid:number>/hearings/<uuid:hearing>/adjourn", adjourn, name="adjourn-hearing"),
]
