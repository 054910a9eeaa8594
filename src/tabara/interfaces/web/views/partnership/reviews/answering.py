"""What answers a recommendation, and what shows that it was done."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.reviews import Answer, Proof, Reason
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.interfaces.web.views.partnership.reviews.recommendations import activities_of
from tabara.partnership import operations, queries


@needs(Permission.COMMISSION_KEEP)
def tie(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask which decision or activity answers it."""
    one = queries.recommendation(by=request.user, number=number)
    known = [each for each in queries.decisions(by=request.user) if each.meeting.held_on >= one.dated_on]
    known.sort(key=lambda decision: decision.meeting.held_on, reverse=True)
    form = Answer(request.POST or None, decisions=known, activities=activities_of(request))
    return ask(
        request,
        form,
        does=operations.tie_answer,
        given=lambda said: {"recommendation": one, "decision": form.chosen(known), "activity": said["activity"]},
        words={
            "title": _("Add what answers it"),
            "button": _("Add it"),
            "said": _("What answers it is written down."),
            "explanation": queries.words_of(one, texts.language()),
        },
        back=("recommendation", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
@sent_to("web:recommendation")
def untie(request: HttpRequest, number: uuid.UUID, tie: uuid.UUID) -> HttpResponse:
    """Untie what was tied by mistake."""
    one = queries.recommendation(by=request.user, number=number)
    do(request, operations.untie_answer, event=sent_event(request), recommendation=one, tie=tie)
    say(request, _("It is untied."))
    return redirect("web:recommendation", number=number)


@needs(Permission.COMMISSION_KEEP)
def add_evidence(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what shows that something was done."""
    one = queries.recommendation(by=request.user, number=number)
    return ask(
        request,
        Proof(request.POST or None),
        does=operations.add_evidence,
        given=lambda said: {"recommendation": one, **{name: said[name] for name in ("words", "on", "link")}},
        words={
            "title": _("Add evidence"),
            "button": _("Add it"),
            "said": _("The evidence is written down."),
            "explanation": queries.words_of(one, texts.language()),
        },
        back=("recommendation", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
def strike(request: HttpRequest, number: uuid.UUID, evidence: uuid.UUID) -> HttpResponse:
    """Ask why evidence is struck out."""
    one = queries.recommendation(by=request.user, number=number)
    return ask(
        request,
        Reason(request.POST or None),
        does=operations.strike_evidence,
        given=lambda said: {"recommendation": one, "evidence": evidence, "reason": said["reason"]},
        words={
            "title": _("Strike out evidence"),
            "button": _("Strike it out"),
            "said": _("It is struck out. It stays readable."),
        },
        back=("recommendation", {"number": number}),
    )


urlpatterns = [
    path("partnership/recommendations/<uuid:number>/answer", tie, name="tie-answer"),
    path("partnership/recommendations/<uuid:number>/answers/<uuid:tie>/out", untie, name="untie-answer"),
    path("partnership/recommendations/<uuid:number>/evidence", add_evidence, name="add-evidence"),
    path("partnership/recommendations/<uuid:number>/evidence/<uuid:evidence>/out", strike, name="strike-evidence"),
]
