"""Courses, registers of professions, and refreshers due."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.prevention import AddCourse, SetRegister
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries

COURSE = ("title", "topic", "hours", "profiles", "refresher_months", "certificate_share", "certificate_test")


@needs(Permission.PREVENTION_RECORD)
def courses(request: HttpRequest) -> HttpResponse:
    """Show the courses."""
    return render(request, "prevention/courses.html", {"rows": queries.courses(by=request.user)})


@needs(Permission.PREVENTION_RECORD)
def add(request: HttpRequest) -> HttpResponse:
    """Ask for a new course."""
    words = {"title": _("Add a course"), "button": _("Save"), "said": _("The course is added.")}
    return ask(
        request,
        AddCourse(request.POST or None),
        does=operations.add_course,
        given=lambda said: {name: said[name] for name in COURSE},
        words=words,
        back=("courses", {}),
    )


@needs(Permission.PREVENTION_RECORD)
def registers(request: HttpRequest) -> HttpResponse:
    """Show of each profession how many of all there are were trained."""
    rows = queries.shares(by=request.user, on=timezone.localdate())
    return render(request, "prevention/registers.html", {"rows": rows})


@needs(Permission.PREVENTION_RECORD)
def set_register(request: HttpRequest) -> HttpResponse:
    """Ask how many people of a profession there are."""
    words = {"title": _("How many there are"), "button": _("Save"), "said": _("The number is written down.")}
    return ask(
        request,
        SetRegister(request.POST or None),
        does=operations.set_register,
        given=lambda said: {name: said[name] for name in ("profile", "number", "as_of", "source")},
        words=words,
        back=("registers", {}),
    )


@needs(Permission.PREVENTION_RECORD)
def refreshers(request: HttpRequest) -> HttpResponse:
    """Show whose course is to be refreshed, by the training and the places on its list."""
    found: dict[Any, tuple[Any, dt.date, list[int]]] = {}
    for one in queries.due(by=request.user, on=timezone.localdate()):
        row = one.trainee
        found.setdefault(row.training_id, (row.training, one.on, []))[2].append(row.number)
    rows = [(of, since, sorted(places)) for of, since, places in found.values()]
    return render(request, "prevention/refreshers.html", {"rows": rows})


urlpatterns = [
    path("prevention/courses", courses, name="courses"),
    path("prevention/courses/add", add, name="add-course"),
    path("prevention/registers", registers, name="registers"),
    path("prevention/registers/set", set_register, name="set-register"),
    path("prevention/refreshers", refreshers, name="refreshers"),
]
