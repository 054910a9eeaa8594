"""Recommendations: the list, one with all that is known of it, taking up, writing down, giving to somebody, telling."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.commission import member_of
from tabara.interfaces.web.forms.reviews import (
    Assign,
    CorrectRecommendation,
    NewRecommendation,
    TakeUp,
    TellRecommendation,
)
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.interfaces.web.views.partnership.home import COMMISSION
from tabara.interfaces.web.views.partnership.reviews.reviews import worded
from tabara.partnership import operations, queries
from tabara.partnership.enums import UNSETTLED

LATE, UNDONE = "late", "unsettled"
STATES = "recommendation_state"


@needs(Permission.COMMISSION_READ)
def recommendations(request: HttpRequest) -> HttpResponse:
    """Show the recommendations that are followed: those not settled, those late, or those in a state."""
    by, today = request.user, timezone.localdate()
    words = {UNDONE: _("Not settled"), LATE: _("Late"), **texts.labels(STATES)}
    chosen = request.GET.get("state", UNDONE)
    chosen = chosen if chosen in words else UNDONE
    if chosen == LATE:
        rows = queries.recommendations(by=by, late_on=today)
    else:
        rows = queries.recommendations(by=by, states=UNSETTLED if chosen == UNDONE else (chosen,))
    shown = {
        "rows": worded(rows),
        "chosen": chosen,
        "words": words,
        "states": texts.labels(STATES),
        "today": today,
        "unsettled": UNSETTLED,
        "names": {one.key: one.text(texts.language()) for one in queries.reviews(by=by)},
    }
    return render(request, "partnership/reviews/recommendations.html", shown)


@needs(Permission.COMMISSION_READ)
def recommendation(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one recommendation: who does it, what answers it, what shows it, what was told and corrected."""
    one = queries.recommendation(by=request.user, number=number)
    names = {each.key: each.text(texts.language()) for each in queries.reviews(by=request.user)}
    shown = {
        "one": one,
        "words": queries.words_of(one, texts.language()),
        "name": names.get(one.review, one.review),
        "states": texts.labels(STATES),
        "late": one.state in UNSETTLED and one.due_on is not None and one.due_on < timezone.localdate(),
        "unsettled": one.state in UNSETTLED,
        "activities": activities_of(request),
        "ties": one.ties.select_related("decision__meeting"),
        "evidence": one.evidence.all(),
        "steps": one.steps.order_by("-told_on", "-id"),
        "corrections": one.corrections.order_by("-corrected_at"),
    }
    return render(request, "partnership/reviews/recommendation.html", shown)


def activities_of(request: HttpRequest) -> dict[str, str]:
    """Return the activities of the plan in force by their codes; none where no plan was loaded."""
    _version, found = queries.plan.plan(by=request.user)
    return {one.activity.code: one.activity.title for one in found}


@needs(Permission.COMMISSION_KEEP)
def take_up(request: HttpRequest, review: str) -> HttpResponse:
    """Follow a recommendation of the pack; its day is asked for only where the pack has none."""
    one = queries.review(by=request.user, key=review)
    asked = request.GET.get("what", "")
    waiting = queries.not_followed(by=request.user, review=one)
    known = {f"{edition.year}.{advice.key}": (edition, advice) for edition, advice in waiting}
    if asked not in known:
        return redirect("web:review", review=one.key)  # it is followed by now
    edition, advice = known[asked]
    form: Form = Form(request.POST or None) if edition.published_on else TakeUp(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"review": one.key, "year": edition.year, "key": advice.key}
        made = attempt(request, form, operations.take_up, **given, dated_on=form.cleaned_data.get("dated_on"))
        if made:
            say(request, _("It is followed from now on. Say who does it, by when."))
            return redirect("web:recommendation", number=made.pk)
    words = {"title": _("Follow this recommendation"), "button": _("Follow it"), "form": form}
    shown = {**words, "back": ("review", {"review": one.key}), "explanation": advice.text(texts.language())}
    return render(request, "pillar/ask.html", shown, status=422 if form.errors else 200)


@needs(Permission.COMMISSION_KEEP)
def add(request: HttpRequest, review: str) -> HttpResponse:
    """Ask for a recommendation that the pack does not hold."""
    one = queries.review(by=request.user, key=review)
    return ask(
        request,
        NewRecommendation(request.POST or None),
        does=operations.add_recommendation,
        given=lambda said: {"review": one.key, **_said(said), "year": said["year"]},
        words={
            "title": _("Write down a recommendation"),
            "button": _("Save"),
            "said": _("The recommendation is written down."),
        },
        back=("review", {"review": one.key}),
    )


@needs(Permission.COMMISSION_KEEP)
def correct(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what is right; what stood before is kept."""
    one = queries.recommendation(by=request.user, number=number)
    stands = {"words": one.words, "pillar": one.pillar, "dated_on": one.dated_on, "source": one.source}
    return ask(
        request,
        CorrectRecommendation(request.POST or None, initial=stands),
        does=operations.correct_recommendation,
        given=lambda said: {"recommendation": one, **_said(said), "reason": said["reason"]},
        words={
            "title": _("Correct the recommendation"),
            "button": _("Save"),
            "said": _("It is corrected. What stood before is kept."),
        },
        back=("recommendation", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
def assign(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask which member of the Commission does it, and by when."""
    one = queries.recommendation(by=request.user, number=number)
    members = queries.members_of(by=request.user, group=COMMISSION, on=timezone.localdate())
    stands = {"owner": str(one.owner_id or ""), "due_on": one.due_on}
    words = {"title": _("Who does it, by when"), "button": _("Save"), "said": _("It is written down who does it.")}
    if not members:
        words["empty"] = _("The Commission has no members yet. Add them first.")
    return ask(
        request,
        Assign(request.POST or None, members=members, initial=stands),
        does=operations.assign_recommendation,
        given=lambda said: {
            "recommendation": one,
            "owner": member_of(members, said["owner"]),
            "due_on": said["due_on"],
        },
        words={**words, "explanation": queries.words_of(one, texts.language())},
        back=("recommendation", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
def tell(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what became of it."""
    one = queries.recommendation(by=request.user, number=number)
    words = {"title": _("What became of it"), "button": _("Save"), "said": _("What was told is written down.")}
    return ask(
        request,
        TellRecommendation(request.POST or None, stands=one.state),
        does=operations.tell_recommendation,
        given=lambda said: {"recommendation": one, **{name: said[name] for name in ("words", "state", "on")}},
        words={**words, "explanation": queries.words_of(one, texts.language())},
        back=("recommendation", {"number": number}),
    )


def _said(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("words", "pillar", "dated_on", "source")}


urlpatterns = [
    path("partnership/recommendations", recommendations, name="recommendations"),
    path("partnership/recommendations/<uuid:number>", recommendation, name="recommendation"),
    path("partnership/recommendations/<uuid:number>/correct", correct, name="correct-recommendation"),
    path("partnership/recommendations/<uuid:number>/who", assign, name="assign-recommendation"),
    path("partnership/recommendations/<uuid:number>/tell", tell, name="tell-recommendation"),
    path("partnership/reviews/<slug:review>/follow", take_up, name="take-up"),
    path("partnership/reviews/<slug:review>/recommendation", add, name="add-recommendation"),
]
