"""The plan of reintegration: its goals, the line of its visits, and what was written about it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web import homeward
from tabara.interfaces.web.acts import attempt, do
from tabara.interfaces.web.forms.identity import OpenNotes
from tabara.interfaces.web.forms.reintegration import AddGoal, EndGoal, MakePlan
from tabara.interfaces.web.views.homeward.asking import answer, held
from tabara.protection.cases import queries as cases
from tabara.protection.reintegration import operations, queries

PAGE = "reintegration"


def show(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show the plan with its goals and visits, from the first to the last, and how the case ended and began."""
    case = cases.case(by=request.user, number=number)
    plans = queries.plans(by=request.user, case=case)
    today, whole = timezone.localdate(), queries.sees_plan(by=request.user, case=case)
    shown = {
        "case": case,
        "plans": [homeward.plan_of(one, today) for one in plans],
        "whole": whole,
        "agrees": queries.agrees_to_visits(case=case) if whole else False,
        "endings": [homeward.ending_of(one) for one in queries.endings(by=request.user, case=case)],
        "earlier": queries.earlier(by=request.user, case=case),
        "later": queries.later(by=request.user, case=case),
        "edits": permitted(request.user, Permission.CASE_EDIT, case, shared=False) and not case.closed_on,
        "visits": permitted(request.user, Permission.SERVICE_RECORD, case, shared=False) and not case.closed_on,
        "reads": whole and permitted(request.user, Permission.NARRATIVE_OPEN, case),
    }
    return render(request, "homeward/reintegration.html", shown)


def make(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Make a plan; its visits are planned at once."""
    case, form = held(request, number), MakePlan(request.POST or None)
    words = (_("Make a plan of reintegration"), _("Plan the visits"), _("The visits are planned. Add her goals next."))
    why = _("Visits are planned at once: %(months)s months after that day.") % {"months": homeward.months()}
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(
            request, form, operations.make_plan, case=case, start=said["start"], starts_on=said["starts_on"]
        ),
        to=PAGE,
        explanation=why,
    )


def add_goal(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Add a goal."""
    case, form = held(request, number), AddGoal(request.POST or None)
    words = (_("Add a goal"), _("Add the goal"), _("The goal is added."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.add_goal, case=case, kind=said["kind"], words=said["words"]),
        to=PAGE,
    )


def end_goal(request: HttpRequest, number: uuid.UUID, goal: uuid.UUID) -> HttpResponse:
    """Say how a goal ended."""
    case, form = held(request, number), EndGoal(request.POST or None)
    known = [one for plan in queries.plans(by=request.user, case=case) for one in plan.goals.all() if one.pk == goal]
    if not known:
        raise NotFound
    words = (_("End a goal"), _("Store it"), _("Stored."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(
            request, form, operations.end_goal, case=case, goal=goal, reached=said["ended"] == "reached"
        ),
        to=PAGE,
    )


def words(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why, then show what was written about return and reintegration."""
    case, found = cases.case(by=request.user, number=number), None
    sees = queries.sees_plan(by=request.user, case=case)
    if not sees or not permitted(request.user, Permission.NARRATIVE_OPEN, case):
        raise NotFound
    form = OpenNotes(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = do(request, operations.open_words, case=case, reason=form.cleaned_data["reason"])
        found = [(one.on, homeward.about(one.about), one.text) for one in opened]
    shown = {"case": case, "form": form, "notes": found, "back": PAGE}
    return render(request, "homeward/words.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/reintegration", show, name=PAGE),
    path("cases/<uuid:number>/reintegration/new", make, name="make-reintegration"),
    path("cases/<uuid:number>/reintegration/goal", add_goal, name="add-goal-of-reintegration"),
    path("cases/<uuid:number>/reintegration/goals/<uuid:goal>", end_goal, name="end-goal-of-reintegration"),
    path("cases/<uuid:number>/reintegration/notes", words, name="homeward-notes"),
]
