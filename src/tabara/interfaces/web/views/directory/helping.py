"""The help there is for the person of a case, and where she has a place."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import new_event, permitted
from tabara.interfaces.web import directory as words
from tabara.interfaces.web.forms.directory import Need
from tabara.protection.cases import queries as cases
from tabara.protection.directory import queries
from tabara.protection.directory.queries import Match

MOST_OFFERED, MOST_LEFT_OUT = 50, 30  # on one page: more than anybody reads, and light enough for a telephone


def find(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show every provider for a need of this person: those offered, and those left out with the reason."""
    case, at = cases.case(by=request.user, number=number), timezone.now()
    facts = queries.facts_of(by=request.user, case=case, on=timezone.localdate(at))
    need = request.POST.get("need") or request.GET.get("need", "")
    form = Need(request.POST if "sex" in request.POST else None, facts=facts, initial={"need": need})
    found: list[Match] = []
    if form.is_bound and form.is_valid():
        need, facts = form.cleaned_data["need"], form.changed()
    if need and not form.errors:
        found = queries.matching(by=request.user, need=need, at=at, case=case, facts=facts)
    offered = [one for one in found if one.offered]
    left_out = [one for one in found if not one.offered]
    shown = {
        "case": case,
        "form": form,
        "need": need,
        "many": len(offered),
        "offered": [words.match(one) for one in offered[:MOST_OFFERED]],
        "left_out": [words.match(one) for one in left_out[:MOST_LEFT_OUT]],
        "sleeps": need in queries.bed_services(),
        **abilities(request, case),
    }
    return render(request, "directory/find.html", shown, status=422 if form.errors else 200)


def abilities(request: HttpRequest, case: Any) -> dict[str, Any]:
    """Return what the reader may do for this case from here."""
    return {
        "able": {
            "serve": permitted(request.user, Permission.SERVICE_RECORD, case),
            "refer": permitted(request.user, Permission.REFERRAL_SEND, case, shared=False),
            "edit": permitted(request.user, Permission.CASE_EDIT, case, shared=False),
            "notes": permitted(request.user, Permission.NARRATIVE_OPEN, case, shared=False),
        },
        "own": request.user.agency_id,
        "home": case.agency_id,
    }


def shelter(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show where the person stays and stayed, what was asked, and where she is not safe."""
    case = cases.case(by=request.user, number=number)
    stays = queries.stays_of(by=request.user, case=case)
    unsafe = queries.excluded(by=request.user, case=case, on=timezone.localdate())
    if not stays and FieldGroup.SERVICES not in cases.seen(by=request.user, case=case):
        raise NotAllowed
    shown = {
        "case": case,
        "stays": [
            (one, words.STAYS[one.state], queries.acts_on(by=request.user, stay=one), one.provider.pk in unsafe)
            for one in stays
        ],
        "asks": [(one, words.ASKS[one.state]) for one in queries.asks_of(by=request.user, case=case)],
        "exclusions": queries.exclusions_of(by=request.user, case=case),
        "safe": words.SAFE,
        "event": new_event(),
        **abilities(request, case),
    }
    return render(request, "directory/shelter.html", shown)


urlpatterns = [
    path("cases/<uuid:number>/find-help", find, name="find-help"),
    path("cases/<uuid:number>/shelter", shelter, name="shelter"),
]
