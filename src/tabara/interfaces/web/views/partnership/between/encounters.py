"""Dialogues, visits and joint actions: writing one down, what was promised there, and what became of it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.countries import (
    FOLLOW_UP_STATES,
    AddFollowUp,
    RecordEncounter,
    SettleFollowUp,
    StrikeEncounter,
)
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries


@needs(Permission.PARTNERSHIP_RECORD)
def encounter(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one encounter: who took part, what came of it, what was promised."""
    one = queries.encounter(by=request.user, number=number)
    shown = {
        "one": one,
        "promises": one.follow_ups.all(),
        "states": {key.value: text for key, text in FOLLOW_UP_STATES.items()},
        "today": timezone.localdate(),
    }
    return render(request, "between/encounter.html", shown)


@needs(Permission.PARTNERSHIP_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Ask what was done together."""
    form = RecordEncounter(request.POST or None)
    words = {"title": _("Write an encounter down"), "button": _("Save"), "said": _("The encounter is written down.")}
    return ask(
        request,
        form,
        does=operations.record_encounter,
        given=lambda said: {
            "countries": form.chosen(),
            "organisations": form.who_came(),
            **{name: said[name] for name in ("kind", "on", "results")},
        },
        words=words,
        back=("countries", {}),
    )


@needs(Permission.PARTNERSHIP_RECORD)
def promise(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what was promised."""
    one = queries.encounter(by=request.user, number=number)
    words = {"title": _("What was promised"), "button": _("Save"), "said": _("The promise is written down.")}
    return ask(
        request,
        AddFollowUp(request.POST or None),
        does=operations.add_follow_up,
        given=lambda said: {"encounter": one, **{name: said[name] for name in ("words", "owner", "due_on")}},
        words=words,
        back=("encounter", {"number": number}),
    )


@needs(Permission.PARTNERSHIP_RECORD)
def settle(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what became of what was promised."""
    one = queries.follow_up(by=request.user, number=number)
    words = {"title": _("What became of it"), "button": _("Save"), "said": _("It is written down.")}
    return ask(
        request,
        SettleFollowUp(request.POST or None, stands=one.state),
        does=operations.settle_follow_up,
        given=lambda said: {"follow_up": one, **{name: said[name] for name in ("state", "on", "words")}},
        words={**words, "explanation": one.words},
        back=("encounter", {"number": one.encounter_id}),
    )


@needs(Permission.PARTNERSHIP_RECORD)
def strike(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why an encounter counts no more."""
    one = queries.encounter(by=request.user, number=number)
    words = {
        "title": _("Strike the encounter out"),
        "button": _("Strike it out"),
        "said": _("The encounter counts no more."),
        "explanation": _("It stays readable and counts no more, nor does what was promised there."),
    }
    return ask(
        request,
        StrikeEncounter(request.POST or None),
        does=operations.strike_encounter,
        given=lambda said: {"encounter": one, "reason": said["reason"]},
        words=words,
        back=("encounter", {"number": number}),
    )


urlpatterns = [
    path("partnership/encounters/record", record, name="record-encounter"),
    path("partnership/encounters/<uuid:number>", encounter, name="encounter"),
    path("partnership/encounters/<uuid:number>/promise", promise, name="add-promise"),
    path("partnership/encounters/<uuid:number>/strike", strike, name="strike-encounter"),
    path("partnership/promises/<uuid:number>", settle, name="settle-promise"),
]
