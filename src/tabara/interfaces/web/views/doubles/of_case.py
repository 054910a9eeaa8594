"""Of one case: who may be the same person, what was merged, and what other agencies were asked."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.errors import NotAllowed
from tabara.interfaces.web.acts import attempt, say, sent_to
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.doubles import ANSWERS, AskAgency, NameOther
from tabara.interfaces.web.views.doubles import words
from tabara.protection.cases import queries as cases
from tabara.protection.intake import doubles, inquiries, operations


def case_duplicates(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what is known of the person being registered twice."""
    return _page(request, _openable(request, number))


@sent_to("web:case-duplicates")
def name_duplicate(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Name another case whose person may be the same."""
    case, form = _openable(request, number), NameOther(request.POST)
    if form.is_valid():
        pair = attempt(request, form, operations.name_pair, case=case, code=form.cleaned_data["code"])
        if pair:
            return redirect("web:duplicate", number=pair.pk)
    return _page(request, case, naming=form)


@sent_to("web:case-duplicates")
def ask_agency(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask another agency whether it knows the person."""
    case = _openable(request, number)
    form = AskAgency(request.POST, agencies=inquiries.askable(by=request.user))
    if form.is_valid() and attempt(request, form, operations.ask_agency, case=case, to=form.cleaned_data["to"]):
        say(request, _("Asked. The other agency sees only what the person agreed to."))
        return redirect("web:case-duplicates", number=case.pk)
    return _page(request, case, asking=form)


@sent_to("web:case-duplicates")
def withdraw_inquiry(request: HttpRequest, number: uuid.UUID, inquiry: uuid.UUID) -> HttpResponse:
    """Wait for no answer any more."""
    case, form = _openable(request, number), Confirm(request.POST)
    if form.is_valid() and attempt(request, form, operations.withdraw_inquiry, case=case, inquiry=inquiry):
        say(request, _("The question is taken back."))
        return redirect("web:case-duplicates", number=case.pk)
    return _page(request, case, refused=form)


def _openable(request: HttpRequest, number: uuid.UUID) -> Any:
    case = cases.case(by=request.user, number=number)
    if not doubles.may_open(request.user, case):
        raise NotAllowed
    return case


def _page(request: HttpRequest, case: Any, **forms: Any) -> HttpResponse:
    naming = forms.get("naming") or NameOther()
    asking = forms.get("asking") or AskAgency(agencies=inquiries.askable(by=request.user))
    refused = forms.get("refused") or Confirm()
    shown = {
        "case": case,
        "pairs": [
            (one, words.reasons(one.reasons), words.STATES[one.state])
            for one in doubles.pairs_of(by=request.user, case=case)
        ],
        "merges": doubles.merges_of(by=request.user, case=case),
        "asked": [
            (one, words.INQUIRIES[one.state], ANSWERS.get(one.answer, ""), Confirm())
            for one in inquiries.of_case(by=request.user, case=case)
        ],
        "naming": naming,
        "asking": asking,
        "refused": refused,
    }
    wrong = any(one.errors for one in (naming, asking, refused))
    return render(request, "doubles/of_case.html", shown, status=422 if wrong else 200)


urlpatterns = [
    path("cases/<uuid:number>/duplicates", case_duplicates, name="case-duplicates"),
    path("cases/<uuid:number>/duplicates/name", name_duplicate, name="name-duplicate"),
    path("cases/<uuid:number>/inquiries", ask_agency, name="ask-agency"),
    path("cases/<uuid:number>/inquiries/<uuid:inquiry>/withdraw", withdraw_inquiry, name="withdraw-inquiry"),
]
