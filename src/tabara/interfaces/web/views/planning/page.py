"""Needs and plan of a case on one page; earlier versions, and the plan on paper."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara.interfaces.web import planfile
from tabara.interfaces.web.views.planning.reaching import seen
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Channel
from tabara.protection.planning import queries


def plan(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what a person needs, the plan, what is best for a child, and the conferences."""
    case = seen(request, number)
    return render(request, "planning/page.html", _context(request, case))


def version(request: HttpRequest, number: uuid.UUID, plan: uuid.UUID) -> HttpResponse:
    """Show one version of the plan, as it was."""
    case = seen(request, number)
    found = queries.plan(by=request.user, case=case, number=plan)
    shown = {"case": case, "plan": planfile.told_plan(request, case, found)}
    return render(request, "planning/version.html", shown)


def on_paper(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show the plan as it is printed, without a name; where paper would endanger the person, say so instead."""
    case = seen(request, number)
    paper = cases.contact(case=case, channel=Channel.PAPER, at=timezone.now())
    forbidden = paper.rule is not None and not paper.allowed
    found = None if forbidden else queries.current(queries.plans(by=request.user, case=case))
    shown = {
        "case": case,
        "plan": planfile.told_plan(request, case, found) if found else None,
        "forbidden": forbidden,
        "heed": paper.sentence,
        "on": timezone.localdate(),
    }
    return render(request, "planning/paper.html", shown, status=422 if forbidden else 200)


def _context(request: HttpRequest, case: Any) -> dict[str, Any]:
    by = request.user
    versions = queries.plans(by=by, case=case)
    current, draft = queries.current(versions), next((one for one in versions if planfile.is_new(one)), None)
    assessments = queries.assessments(by=by, case=case)
    return {
        "case": case,
        "able": planfile.able(request, case),
        "is_open": not case.closed_on,
        "assessment": assessments[0] if assessments else None,
        "trends": planfile.trends(assessments),
        "plan": planfile.told_plan(request, case, current) if current else None,
        "draft": planfile.told_plan(request, case, draft) if draft and draft is not current else None,
        "versions": versions,
        "records": planfile.told_records(by, case),
        "child": queries.is_child(case=case),
        "conferences": planfile.told_conferences(request, case),
        "states": planfile.STATES,
        "risks": planfile.RISKS,
        "readable": queries.readable(by=by, case=case),
        "on": timezone.localdate(),
    }


urlpatterns = [
    path("cases/<uuid:number>/plan", plan, name="plan"),
    path("cases/<uuid:number>/plan/versions/<uuid:plan>", version, name="plan-version"),
    path("cases/<uuid:number>/plan/print", on_paper, name="plan-print"),
]
