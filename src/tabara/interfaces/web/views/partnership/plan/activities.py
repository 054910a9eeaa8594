"""One activity of the plan: how it stands and why, what was told of it, which decisions serve it."""

import uuid
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.plan import Report, Serves
from tabara.interfaces.web.lights import LIGHTS
from tabara.interfaces.web.planned import measure, reached, scored, why
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries
from tabara.partnership.operations.plan import Told


@needs(Permission.COMMISSION_READ)
def activity(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one activity."""
    by = request.user
    one = queries.plan.activity(by=by, number=number)
    whole = scored(request, one.version)
    row = next(each for each in whole.rows if each.standing.activity.pk == one.activity.pk) if whole else None
    now = queries.plan.version_in_force(by=by)
    in_force = now is not None and now.pk == one.version.pk
    shown = {
        "one": one,
        "row": row,
        "why": why(row),
        "reached": reached(row),
        "measure": measure(row),
        "lights": LIGHTS,
        "decisions": queries.plan.decisions_of(by=by, activity=one.activity),
        "in_force": in_force,
        "reports": in_force and queries.plan.may_report(by=by, activity=one.activity),
    }
    return render(request, "partnership/plan/activity.html", shown)


@needs(Permission.COMMISSION_READ)
def report(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask how far an activity is."""
    one = queries.plan.activity(by=request.user, number=number)
    if not queries.plan.may_report(by=request.user, activity=one.activity):
        raise NotAllowed
    words = {"title": _("Report progress"), "button": _("Save"), "said": _("What was reported is written down.")}
    return ask(
        request,
        Report(request.POST or None, one=one),
        does=operations.plan.report_progress,
        given=lambda said: {
            "activity": one.activity,
            "on": said["told_on"],
            "told": _told(said),
        },
        words={**words, "explanation": f"{one.activity.code} · {one.activity.title}"},
        back=("plan-activity", {"number": number}),
    )


def _told(said: Mapping[str, Any]) -> Told:
    found = {one.name: said[one.name] for one in fields(Told) if one.name in said}
    return Told(**found if found.get("actual") is not None else {**found, "actual_year": None})


@needs(Permission.COMMISSION_KEEP)
def serves(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask which activity of the plan a decision serves."""
    one = queries.decision(by=request.user, number=number)
    _version, standings = queries.plan.plan(by=request.user)
    rows = [each.activity for each in standings]
    stands = next((str(each.pk) for each in rows if each.line == one.plan_line), "")
    words = {
        "title": _("Which activity it serves"),
        "button": _("Save"),
        "said": _("The decision is tied to the plan."),
    }
    return ask(
        request,
        Serves(request.POST or None, activities=rows, stands=stands),
        does=operations.plan.tie_decision,
        given=lambda said: {
            "decision": one,
            "activity": next((each for each in rows if str(each.pk) == said["activity"]), None),
        },
        words={**words, "explanation": one.words},
        back=("decision", {"number": number}),
    )


urlpatterns = [
    path("partnership/plan/activities/<uuid:number>", activity, name="plan-activity"),
    path("partnership/plan/activities/<uuid:number>/report", report, name="report-progress"),
    path("partnership/decisions/<uuid:number>/activity", serves, name="tie-decision"),
]
