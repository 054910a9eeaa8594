"""What becomes of a referral that was accepted: finished with its outcome, given back, or the whole case asked for."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import casefile
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.referrals import Ask, Finish, GiveBack
from tabara.protection.cases import queries as cases
from tabara.protection.referral import operations, queries
from tabara.protection.referral.queries import transfers


@needs(Permission.REFERRAL_ANSWER)
def finish(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say what came of a referral: the person is with the sender again."""
    one = queries.one(by=request.user, number=number)
    form = Finish(request.POST or None, initial={"services": _recorded(request, one)})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("outcome", "services", "note")}
        if attempt(request, form, operations.complete_referral, referral=one, **said):
            say(request, _("The referral is done. The agency that sent it reads what came of it."))
            return redirect("web:referrals")
    why = _("From then on your agency sees nothing of this person any more. What you recorded as help stays counted.")
    return _page(request, one, form, _("Finish the referral"), _("Finish it"), why)


@needs(Permission.REFERRAL_ANSWER)
def give_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Give a referral back that was accepted, with the reason."""
    one, form = queries.one(by=request.user, number=number), GiveBack(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reason", "note")}
        if attempt(request, form, operations.return_referral, referral=one, **said):
            say(request, _("The referral is given back. The agency that sent it is told why."))
            return redirect("web:referrals")
    why = _("The person is with the agency that sent her again. Nothing that was done is lost.")
    return _page(request, one, form, _("Give the referral back"), _("Give it back"), why)


@needs(Permission.REFERRAL_ANSWER)
def ask(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask the agency that holds the case for it."""
    one, form = queries.one(by=request.user, number=number), Ask(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, form, operations.request_transfer, referral=one, reason=reason):
            say(request, _("The agency that holds the case is asked. It asks the person, and answers."))
            return redirect("web:transfers")
    if not form.errors and not transfers.could_ask(by=request.user, referral=one):
        raise NotFound
    why = _("The person decides. If she agrees that your agency sees everything, the case can be offered to you.")
    return _page(request, one, form, _("Ask for the case"), _("Ask for it"), why)


def _recorded(request: HttpRequest, one: Any) -> list[str]:
    """Return the kinds of help that the reader's agency recorded since it accepted, so that nobody types them again."""
    try:
        case = cases.case(by=request.user, number=one.case_id)
    except NotFound:
        return []
    rows = casefile.services_of(case, request.user)
    own = [row.code for row in rows if row.recorded_by.agency_id == request.user.agency_id and not row.retracted_on]
    return list(dict.fromkeys(own))


def _page(request: HttpRequest, one: Any, form: Form, title: str, button: str, why: str) -> HttpResponse:
    shown = {"referral": one, "form": form, "title": title, "button": button, "explanation": why}
    return render(request, "referrals/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("referrals/<uuid:number>/finish", finish, name="finish-referral"),
    path("referrals/<uuid:number>/give-back", give_back, name="return-referral"),
    path("referrals/<uuid:number>/ask-for-the-case", ask, name="ask-for-case"),
]
