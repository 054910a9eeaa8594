"""Alerts: what waits, one of them, and a new one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.alerts import OpenTold, Received, Told, Weigh
from tabara.interfaces.web.forms.intake_life import key_of
from tabara.interfaces.web.views.community import words
from tabara.interfaces.web.views.community.told import told_of
from tabara.protection.community import operations, queries


def alerts(request: HttpRequest) -> HttpResponse:
    """Show what waits, the one due first on top; to a focal point what became of her own."""
    if not (request.user.may(Permission.ALERT_RECORD) or request.user.may(Permission.ALERT_TRIAGE)):
        raise NotAllowed
    at, triages = timezone.now(), request.user.may(Permission.ALERT_TRIAGE)
    shown = {
        "triages": triages,
        "waiting": [words.row(one, at) for one in queries.waiting(by=request.user)],
        "elsewhere": [words.row(one, at) for one in queries.elsewhere(by=request.user)],
        "settled": [words.row(one, at) for one in queries.settled(by=request.user)],
        "own": [] if triages else [words.row(one, at) for one in queries.own(by=request.user)],
    }
    return render(request, "community/alerts.html", shown)


@needs(Permission.ALERT_RECORD)
def record(request: HttpRequest) -> HttpResponse:
    """Write an alert down: in a minute, the dangers first."""
    quick = request.user.reach(Permission.ALERT_RECORD) is Scope.OWN
    points = queries.own_points(by=request.user, on=timezone.localdate())
    data = request.POST or None
    form = Told(data, initial=_where(points)) if quick else Received(data, points=points)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, operations.record_alert, heard=form.heard(timezone.now()))
        if made is not None:
            say(request, _("The alert is written down. Somebody of your agency weighs it before its time is over."))
            return redirect("web:alerts" if quick else "web:alert", **({} if quick else {"number": made.pk}))
    shown = {"form": form, "quick": quick}
    return render(request, "community/record.html", shown, status=422 if form.errors else 200)


def _where(points: Any) -> dict[str, str]:
    """Return the commune of the focal point who writes, chosen beforehand."""
    for point in points:
        commune = queries.commune_of(point=point)
        if commune is not None:
            return {"place": key_of(commune)}
    return {}


def alert(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one alert; weigh it where a decision is sent."""
    one = queries.alert(by=request.user, number=number)
    form = _weigh(request, one)
    if request.method == "POST" and form.is_valid():
        if not permitted(request.user, Permission.ALERT_TRIAGE, one):
            raise NotAllowed
        if attempt(request, form, operations.triage_alert, alert=one, **form.decided()):
            say(
                request, _("The alert is weighed. Now lead it somewhere: register the person, pass it on, or close it.")
            )
            return redirect("web:alert", number=number)
    return render(request, "community/alert.html", context_of(request, one, form), status=422 if form.errors else 200)


def read(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Open what was told, for a reason that is remembered."""
    one = queries.alert(by=request.user, number=number)
    if request.method != "POST":
        return redirect("web:alert", number=number)
    form = OpenTold(request.POST)
    shown = context_of(request, one, _weigh(request, one, sent=False)) | {"reason": form}
    if form.is_valid():
        opened = attempt(request, form, operations.open_alert, alert=one, reason=form.cleaned_data["reason"])
        shown["opened"] = told_of(opened) if opened else None
    elif not permitted(request.user, Permission.ALERT_TRIAGE, one):
        raise NotAllowed
    return render(request, "community/alert.html", shown, status=422 if form.errors else 200)


def _weigh(request: HttpRequest, one: Any, *, sent: bool = True) -> Weigh:
    suggested, _why = words.suggestion(one)
    waits = one.state in ("new", "passed_on")
    first = {"priority": suggested if waits else one.priority, "assigned": str(one.assigned_id or request.user.pk)}
    colleagues = queries.triagers(by=request.user)
    return Weigh(request.POST or None if sent else None, colleagues=colleagues, initial=first)


def context_of(request: HttpRequest, one: Any, form: Weigh) -> dict[str, Any]:
    """Return what the page of an alert shows to its reader."""
    mine = permitted(request.user, Permission.ALERT_TRIAGE, one)
    return {
        **words.row(one, timezone.now()),
        "mine": mine,
        "waits": one.state in ("new", "passed_on"),
        "takes": queries.can_be_taken(by=request.user, alert=one) and request.user.may(Permission.CASE_REGISTER),
        "why": words.suggestion(one)[1],
        "needs": words.several("urgent_need", one.needs),
        "ages": words.several("age_group", one.age_groups),
        "sexes": words.several("sex", one.sexes),
        "steps": [(step, words.STATES[step.state]) for step in queries.steps(alert=one)]
        if request.user.may(Permission.ALERT_TRIAGE)
        else [],
        "cases": queries.around(by=request.user, alert=one),
        "form": form,
        "reason": OpenTold(),
        "opened": None,
    }


urlpatterns = [
    path("alerts/", alerts, name="alerts"),
    path("alerts/new", record, name="record-alert"),
    path("alerts/<uuid:number>", alert, name="alert"),
    path("alerts/<uuid:number>/read", read, name="read-alert"),
]
