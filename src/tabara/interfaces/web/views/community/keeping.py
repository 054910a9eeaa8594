"""What is done with a focal point: a visit, a course, a correction, the end of the mandate."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.points import Course, EndMandate, Visit, Who
from tabara.protection.community import operations, queries


class Act(NamedTuple):
    """One thing to do: what is asked, by which operation it is done, and in which words."""

    form: type[Form]
    does: Callable[..., Any]
    title: str | Promise
    button: str | Promise
    said: str | Promise
    explanation: str | Promise = ""


ACTS: Mapping[str, Act] = {
    "visit": Act(Visit, operations.supervise_point, _("A visit"), _("Save"), _("The visit is written down.")),
    "course": Act(Course, operations.attend_training, _("A course"), _("Save"), _("The course is written down.")),
    "correct": Act(
        Who,
        operations.correct_point,
        _("Correct name and telephone"),
        _("Save"),
        _("Name and telephone are corrected."),
        _("Write both anew: what is here now is sealed and is replaced."),
    ),
    "end": Act(
        EndMandate,
        operations.end_point,
        _("End the mandate"),
        _("End it"),
        _("The mandate is ended."),
        _("From that day on the place has no focal point, unless another one serves there."),
    ),
}


def keep(request: HttpRequest, number: uuid.UUID, act: str) -> HttpResponse:
    """Ask what one act asks, and do it."""
    one, does = queries.point(by=request.user, number=number), ACTS[act]
    form = does.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "event"}
        if attempt(request, form, does.does, point=one, **given):
            say(request, str(does.said))
            return redirect("web:focal-point", number=number)
    shown = {"point": one, "form": form, "title": does.title, "button": does.button, "explanation": does.explanation}
    return render(request, "community/keep.html", shown, status=422 if form.errors else 200)


urlpatterns = [path(f"focal-points/<uuid:number>/{act}", keep, {"act": act}, name=f"focal-point-{act}") for act in ACTS]
