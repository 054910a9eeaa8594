"""Sessions of awareness raising: the list, one, recording, what people asked, striking out."""

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.prevention import AddQuestion, RecordSession, StrikeOut, place_of
from tabara.interfaces.web.paging import ASKED, after, page_of
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries
from tabara.prevention.operations import Told
from tabara.protection.community import queries as community


@needs(Permission.PREVENTION_RECORD)
def sessions(request: HttpRequest) -> HttpResponse:
    """Show the sessions, of a theme or of all."""
    theme = request.GET.get("theme", "")
    theme = theme if theme in texts.labels("awareness_theme") else ""
    start = after(request)
    rows = queries.sessions(by=request.user, theme=theme, after=start, most=ASKED)
    shown = {**page_of(rows, {"theme": theme}), "theme": theme}
    shown["first"] = f"?{urlencode({'theme': theme})}" if start else ""
    return render(request, "prevention/sessions.html", shown)


@needs(Permission.PREVENTION_RECORD)
def session(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one session: whom it reached, what people asked."""
    one = queries.session(by=request.user, number=number)
    groups = list(one.groups.order_by("sex", "age_group"))
    shown = {
        "one": one,
        "groups": groups,
        "rest": one.reached - sum(group.reached for group in groups),
        "questions": queries.questions(by=request.user, session=one),
        "place": codelists.pack().places.place(one.place, one.place_version).name if one.place else "",
    }
    return render(request, "prevention/session.html", shown)


@needs(Permission.PREVENTION_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Ask what was held."""
    today = timezone.localdate()
    runs = queries.campaigns(by=request.user)
    points = community.own_points(by=request.user, on=today)
    here = {"initial": {"place": request.GET.get("place", "")}}  # what is no commune chooses none
    form = RecordSession(request.POST or None, campaigns=runs, points=points, **here)
    words = {"title": _("Record a session"), "button": _("Save"), "said": _("The session is written down.")}
    return ask(
        request,
        form,
        does=operations.record_awareness,
        given=lambda said: {
            "on": said["held_on"],
            "leader": said["leader"],
            "reached": said["reached"] or 0,
            "campaign": form.campaigns.get(said["campaign"]),
            **place_of(said["place"]),
            "told": _told(form),
        },
        words=words,
        back=("awareness", {}),
    )


def _told(form: RecordSession) -> Told:
    """Return what the form tells of a session beyond its day and its number."""
    said = form.cleaned_data
    same = {name: said[name] for name in ("theme", "channel", "language", "counting", "heard")}
    return Told(
        **same,
        materials=tuple(said["materials"]),
        alerts=said["alerts"] or 0,
        point=form.point_number(),
        groups=form.groups(),
    )


@needs(Permission.PREVENTION_RECORD)
def question(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what people asked."""
    one = queries.session(by=request.user, number=number)
    words = {"title": _("What people asked"), "button": _("Save"), "said": _("The question is written down.")}
    return ask(
        request,
        AddQuestion(request.POST or None),
        does=operations.add_question,
        given=lambda said: {"session": one, "topic": said["topic"], "words": said["words"]},
        words=words,
        back=("awareness-session", {"number": number}),
    )


@needs(Permission.PREVENTION_RECORD)
def strike(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why a session counts no more."""
    one = queries.session(by=request.user, number=number)
    words = {
        "title": _("Strike the session out"),
        "button": _("Strike it out"),
        "said": _("The session counts no more."),
        "explanation": _("It stays readable and counts no more. Record it anew if it was held."),
    }
    return ask(
        request,
        StrikeOut(request.POST or None),
        does=operations.strike_awareness,
        given=lambda said: {"session": one, "reason": said["reason"]},
        words=words,
        back=("awareness-session", {"number": number}),
    )


urlpatterns = [
    path("prevention/awareness", sessions, name="awareness"),
    path("prevention/awareness/record", record, name="record-session"),
    path("prevention/awareness/<uuid:number>", session, name="awareness-session"),
    path("prevention/awareness/<uuid:number>/question", question, name="add-question"),
    path("prevention/awareness/<uuid:number>/strike", strike, name="strike-session"),
]
