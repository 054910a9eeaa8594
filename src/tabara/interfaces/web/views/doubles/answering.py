"""What other agencies ask: whether a person is known here."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web.acts import attempt, needs, say, sent_to
from tabara.interfaces.web.forms.doubles import ANSWERS, AnswerInquiry, LookBoth
from tabara.interfaces.web.views.doubles import words
from tabara.protection.cases import queries as cases
from tabara.protection.intake import inquiries as known
from tabara.protection.intake import operations
from tabara.protection.intake.enums import InquiryState


@needs(Permission.REFERRAL_ANSWER)
def inquiries(request: HttpRequest) -> HttpResponse:
    """Show what other agencies ask."""
    rows = [(one, words.INQUIRIES[one.state], ANSWERS.get(one.answer, "")) for one in known.received(by=request.user)]
    return render(request, "doubles/inquiries.html", {"rows": rows})


@needs(Permission.REFERRAL_ANSWER)
def inquiry(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one question, and answer it."""
    one, form = known.one(by=request.user, number=number), AnswerInquiry(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = _case(request, form)
        answer = form.cleaned_data["answer"]
        if attempt(request, form, operations.answer_inquiry, inquiry=one, answer=answer, case=case):
            say(request, _("Answered. The other agency learns only your answer."))
            return redirect("web:inquiries")
    return _page(request, one, form=form)


@needs(Permission.IDENTITY_OPEN)
@sent_to("web:inquiry")
def open_inquired(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show who the other agency asks about, where she agreed to it."""
    one, form = known.one(by=request.user, number=number), LookBoth(request.POST)
    names = None
    if form.is_valid():
        names = attempt(request, form, operations.open_inquired, inquiry=one, reason=form.cleaned_data["reason"])
    return _page(request, one, opening=form, names=names)


def _case(request: HttpRequest, form: AnswerInquiry) -> Any:
    """Return the own case that was named, where there is one that the member may see."""
    try:
        return cases.by_code(by=request.user, code=form.cleaned_data["code"])
    except NotFound:
        return None


def _page(request: HttpRequest, one: Any, **more: Any) -> HttpResponse:
    at = timezone.now()
    form, opening = more.get("form") or AnswerInquiry(), more.get("opening") or LookBoth()
    agreed, waits = known.agreed_groups(inquiry=one, at=at), one.state == InquiryState.OPEN
    shown = {
        "inquiry": one,
        "state": words.INQUIRIES[one.state],
        "answer": ANSWERS.get(one.answer, ""),
        "facts": known.facts(inquiry=one, at=at) if waits else ("", None),
        "cases": known.own_cases(by=request.user, inquiry=one) if waits else [],
        "waits": waits,
        "may_open": waits and FieldGroup.IDENTITY in agreed and request.user.may(Permission.IDENTITY_OPEN),
        "names": more.get("names"),
        "form": form,
        "opening": opening,
    }
    return render(request, "doubles/inquiry.html", shown, status=422 if form.errors or opening.errors else 200)


urlpatterns = [
    path("inquiries/", inquiries, name="inquiries"),
    path("inquiries/<uuid:number>", inquiry, name="inquiry"),
    path("inquiries/<uuid:number>/open", open_inquired, name="open-inquired"),
]
