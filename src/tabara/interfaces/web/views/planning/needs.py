"""Assess what a person needs: the scores first, then how high the risk is."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.planning.needs import Assess, Weigh
from tabara.interfaces.web.views.planning.reaching import workable
from tabara.protection.planning import operations, queries

CARRIED = ("on", "score_", "note_")  # what the first page asked, as it was typed


def assess(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask for the scores, say what they suggest, and let a person set the risk."""
    case, form = workable(request, number), Assess(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        shown = {"case": case, "form": form, "earlier": queries.assessments(by=request.user, case=case)}
        return render(request, "planning/assess.html", shown, status=422 if form.errors else 200)
    weigh = Weigh(request.POST if "risk_asked" in request.POST else None)
    if weigh.is_bound and weigh.is_valid() and _store(request, case, form, weigh):
        say(request, _("The assessment is recorded."))
        return redirect("web:plan", number=case.pk)
    carried = [(name, one) for name in request.POST if name.startswith(CARRIED) for one in request.POST.getlist(name)]
    shown = {"case": case, "form": form, "weigh": weigh, "carried": carried, "advice": queries.advice(form.scores())}
    return render(request, "planning/weigh.html", shown, status=422 if weigh.errors else 200)


def _store(request: HttpRequest, case: Any, form: Assess, weigh: Weigh) -> Any:
    said = {"on": form.cleaned_data["on"], "scores": form.scores(), "notes": form.notes()}
    weighed = {name: weigh.cleaned_data[name] for name in ("risk", "next_on")}
    return attempt(request, weigh, operations.assess, case=case, **said, **weighed)


urlpatterns = [path("cases/<uuid:number>/assess", assess, name="assess")]
