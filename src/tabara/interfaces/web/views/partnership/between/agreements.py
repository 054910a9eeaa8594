"""Agreements with other countries: writing one down, its steps, renewing it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.countries import AGREEMENT_STATES, MoveAgreement, RenewAgreement, WriteAgreement
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries
from tabara.partnership.enums import AGREEMENT_STEPS, AgreementState


@needs(Permission.PARTNERSHIP_RECORD)
def agreement(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one agreement: what it covers, its days, what became of it."""
    one = queries.agreement(by=request.user, number=number)
    running = one.state == AgreementState.IN_FORCE
    shown = {
        "one": one,
        "states": {key.value: text for key, text in AGREEMENT_STATES.items()},
        "steps": one.steps.all(),
        "over": running and one.expires_on is not None and one.expires_on <= timezone.localdate(),
        "renews": running and one.expires_on is not None,
        "moves": bool(AGREEMENT_STEPS[AgreementState(one.state)]),
    }
    return render(request, "between/agreement.html", shown)


@needs(Permission.PARTNERSHIP_RECORD)
def write(request: HttpRequest) -> HttpResponse:
    """Ask what was agreed."""
    form = WriteAgreement(request.POST or None)
    names = ("kind", "title", "covers", "signed_on", "in_force_on", "expires_on", "source")
    words = {"title": _("Write an agreement down"), "button": _("Save"), "said": _("The agreement is written down.")}
    return ask(
        request,
        form,
        does=operations.write_agreement,
        given=lambda said: {"countries": form.chosen(), **{name: said[name] for name in names}},
        words=words,
        back=("countries", {}),
    )


@needs(Permission.PARTNERSHIP_RECORD)
def move(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what became of an agreement."""
    one = queries.agreement(by=request.user, number=number)
    words = {"title": _("What became of the agreement"), "button": _("Save"), "said": _("It is written down.")}
    return ask(
        request,
        MoveAgreement(request.POST or None, stands=one.state),
        does=operations.move_agreement,
        given=lambda said: {"agreement": one, **{key: said[key] for key in ("state", "on", "expires_on", "source")}},
        words={**words, "explanation": one.title},
        back=("agreement", {"number": number}),
    )


@needs(Permission.PARTNERSHIP_RECORD)
def renew(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask until when an agreement runs now."""
    one = queries.agreement(by=request.user, number=number)
    words = {"title": _("Renew the agreement"), "button": _("Save"), "said": _("The agreement is renewed.")}
    return ask(
        request,
        RenewAgreement(request.POST or None),
        does=operations.renew_agreement,
        given=lambda said: {"agreement": one, **{key: said[key] for key in ("on", "expires_on", "source")}},
        words={**words, "explanation": one.title},
        back=("agreement", {"number": number}),
    )


urlpatterns = [
    path("partnership/agreements/write", write, name="write-agreement"),
    path("partnership/agreements/<uuid:number>", agreement, name="agreement"),
    path("partnership/agreements/<uuid:number>/step", move, name="move-agreement"),
    path("partnership/agreements/<uuid:number>/renew", renew, name="renew-agreement"),
]
