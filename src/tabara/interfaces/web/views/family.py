"""Those who belong to a person: household, guardians, searches, other cases, suspects."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, do
from tabara.interfaces.web.caseacts import answer, case_for, editable
from tabara.interfaces.web.forms import family as forms
from tabara.interfaces.web.forms.care import Confirm
from tabara.protection.cases import queries as cases
from tabara.protection.family import operations, queries
from tabara.protection.family.enums import OPEN, STEPS, TracingState


def family(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show who belongs to the person, as codes; with a reason, in words."""
    case = seen(request, number)
    form, words = forms.OpenFamily(request.POST or None), {}
    if request.method == "POST" and form.is_valid():
        words = do(request, operations.open_family, case=case, reason=form.cleaned_data["reason"])
    shown = {**_around(request, case), "form": form, "words": words, "opened": bool(request.POST) and form.is_valid()}
    return render(request, "family/family.html", shown, status=422 if form.errors else 200)


def seen(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case of whose family the reader may know something."""
    case = cases.case(by=request.user, number=number)
    if not cases.seen(by=request.user, case=case) & {FieldGroup.CONTACT, FieldGroup.PLAN}:
        raise NotFound
    return case


def _around(request: HttpRequest, case: Any) -> dict[str, Any]:
    by = request.user
    return {
        "case": case,
        "household": queries.household(by=by, case=case),
        "guardians": queries.guardians(by=by, case=case),
        "needs_guardian": queries.needs_guardian(case=case, on=timezone.localdate()),
        "tracings": [(one, bool(STEPS[TracingState(one.state)])) for one in queries.tracings(by=by, case=case)],
        "ties": queries.ties(by=by, case=case),
        "suspects": queries.suspects(by=by, case=case),
        "may_edit": permitted(by, Permission.CASE_EDIT, case),
        "may_open": permitted(by, Permission.NARRATIVE_OPEN, case),
        "whole": cases.holds(by=by, case=case),
    }


def _back(case: Any) -> str:
    return reverse("web:family", kwargs={"number": case.pk})


def add_member(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Add somebody of the household or the family."""
    case, form = editable(request, number), forms.HouseholdMember(request.POST or None)
    words = (_("Add somebody of the family"), _("Add"), _("It is stored."))

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("tie", "whereabouts", "sex", "birth_year", "depends", "told")}
        return attempt(request, form, operations.add_household_member, case=case, **given)

    return answer(request, case, form, words, act, _back(case))


def end_member(request: HttpRequest, number: uuid.UUID, member: uuid.UUID) -> HttpResponse:
    """Say that an entry no longer holds."""
    case, form = editable(request, number), Confirm(request.POST or None)
    words = (_("This entry no longer holds"), _("Take it out of the list"), _("It is taken out of the list."))

    def act(said: dict[str, Any]) -> Any:
        return attempt(request, form, operations.end_household_member, case=case, number=member)

    return answer(request, case, form, words, act, _back(case))


def add_guardian(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say who answers for a child."""
    case, form = editable(request, number), forms.Guardian(request.POST or None)
    words = (_("Who answers for the child"), _("Store"), _("It is stored."))

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("kind", "since", "told")}
        return attempt(request, form, operations.name_guardian, case=case, **given)

    return answer(request, case, form, words, act, _back(case))


def end_guardian(request: HttpRequest, number: uuid.UUID, guardian: uuid.UUID) -> HttpResponse:
    """Say that somebody no longer answers for the child."""
    case, form = editable(request, number), forms.EndGuardian(request.POST or None)
    words = (_("No longer answers for the child"), _("Store"), _("It is stored."))

    def act(said: dict[str, Any]) -> Any:
        given = {"number": guardian, "on": said["on"], "reason": said["reason"]}
        return attempt(request, form, operations.end_guardian, case=case, **given)

    return answer(request, case, form, words, act, _back(case))


def ask_tracing(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Begin to search for a relative."""
    case, form = editable(request, number), forms.AskTracing(request.POST or None)
    words = (_("Search for a relative"), _("Begin the search"), _("The search has begun. You will be reminded of it."))

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("tie", "wanted", "asked_on", "told")}
        return attempt(request, form, operations.ask_tracing, case=case, **given)

    return answer(request, case, form, words, act, _back(case))


def step_tracing(request: HttpRequest, number: uuid.UUID, tracing: uuid.UUID) -> HttpResponse:
    """Write down how a search stands."""
    case = editable(request, number)
    row = next((one for one in queries.tracings(by=request.user, case=case) if one.pk == tracing), None)
    if row is None:
        raise NotFound
    state = TracingState(row.state)
    form = forms.TracingStep(request.POST or None, states=STEPS[state] | ({state} & OPEN))
    words = (_("How the search stands"), _("Store"), _("It is stored."))

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("state", "on", "told")}
        return attempt(request, form, operations.record_tracing, case=case, tracing=tracing, **given)

    return answer(request, case, form, words, act, _back(case))


def tie(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say that another case belongs to this one."""
    case, form = editable(request, number), forms.TieCases(request.POST or None)
    words = (_("A case that belongs to this one"), _("Tie the cases"), _("The cases are tied."))

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("code", "tie", "together")}
        return attempt(request, form, operations.tie_cases, case=case, **given)

    return answer(request, case, form, words, act, _back(case))


def untie(request: HttpRequest, number: uuid.UUID, tie: uuid.UUID) -> HttpResponse:
    """End a tie."""
    case, form = editable(request, number), Confirm(request.POST or None)
    words = (_("These cases do not belong together"), _("Untie the cases"), _("The cases are untied."))

    def act(said: dict[str, Any]) -> Any:
        return attempt(request, form, operations.untie_cases, case=case, number=tie)

    return answer(request, case, form, words, act, _back(case))


def suspect(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write down who may have trafficked the person."""
    case = told(request, number)
    codes = [one.code for one in queries.suspects_of_agency(by=request.user)]
    form = forms.Suspect(request.POST or None, codes=codes)
    words = (_("Somebody suspected"), _("Store"), _("It is stored, sealed."))

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("roles", "told", "code")}
        return attempt(request, form, operations.name_suspect, case=case, **given)

    return answer(request, case, form, words, act, _back(case))


def end_suspect(request: HttpRequest, number: uuid.UUID, involvement: uuid.UUID) -> HttpResponse:
    """Say that an entry about a suspect was wrong."""
    case, form = told(request, number), Confirm(request.POST or None)
    words = (_("This entry is wrong"), _("Take it out of the list"), _("It is taken out of the list."))

    def act(said: dict[str, Any]) -> Any:
        return attempt(request, form, operations.end_involvement, case=case, number=involvement)

    return answer(request, case, form, words, act, _back(case))


def told(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case of one's own side in which the reader may read what was told."""
    return case_for(request, number, Permission.NARRATIVE_OPEN, shared=False)


urlpatterns = [
    path("cases/<uuid:number>/family", family, name="family"),
    path("cases/<uuid:number>/family/add", add_member, name="add-relative"),
    path("cases/<uuid:number>/family/members/<uuid:member>/end", end_member, name="end-relative"),
    path("cases/<uuid:number>/family/guardian", add_guardian, name="add-guardian"),
    path("cases/<uuid:number>/family/guardians/<uuid:guardian>/end", end_guardian, name="end-guardian"),
    path("cases/<uuid:number>/family/search", ask_tracing, name="ask-tracing"),
    path("cases/<uuid:number>/family/searches/<uuid:tracing>", step_tracing, name="step-tracing"),
    path("cases/<uuid:number>/family/tie", tie, name="tie-case"),
    path("cases/<uuid:number>/family/ties/<uuid:tie>/end", untie, name="untie-case"),
    path("cases/<uuid:number>/family/suspect", suspect, name="suspect"),
    path("cases/<uuid:number>/family/suspects/<uuid:involvement>/end", end_suspect, name="end-suspect"),
]
