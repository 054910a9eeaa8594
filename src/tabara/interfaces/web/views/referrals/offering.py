"""Let a case go to another agency, keep it after all, or tell an agency that asked for it that it stays."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import NotFound
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.referrals import DeclineCase, Offer
from tabara.interfaces.web.views.referrals.sending import referable
from tabara.protection.referral import operations
from tabara.protection.referral.queries import transfers


def offer(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Offer a case to an agency with which the person agreed to share everything."""
    case = referable(request, number)
    agencies = transfers.takers(by=request.user, case=case, at=timezone.now())
    form = Offer(request.POST or None, agencies=agencies)
    if request.method == "POST" and form.is_valid():
        said = {"to": form.cleaned_data["to"], "reason": form.cleaned_data["reason"]}
        if attempt(request, form, operations.offer_transfer, case=case, **said):
            say(request, _("The case is offered. It stays yours until the other agency accepts it."))
            return redirect("web:case-referrals", number=case.pk)
    shown = {"case": case, "form": form, "agencies": agencies}
    return render(request, "referrals/offer.html", shown, status=422 if form.errors else 200)


def withdraw(request: HttpRequest, number: uuid.UUID, transfer: uuid.UUID) -> HttpResponse:
    """Keep a case that was offered."""
    case, form = _of(request, number, transfer), Confirm(request.POST or None)
    if form.is_valid() and attempt(request, form, operations.withdraw_transfer, case=case, transfer=transfer):
        say(request, _("The offer is taken back. The case stays with your agency."))
        return redirect("web:case-referrals", number=case.pk)
    why = _("The other agency can take the case over no more.")
    return _page(request, case, form, _("Take the offer back"), _("Take it back"), why)


def decline(request: HttpRequest, number: uuid.UUID, transfer: uuid.UUID) -> HttpResponse:
    """Tell an agency that asked for a case that it stays."""
    case, form = _of(request, number, transfer), DeclineCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"case": case, "transfer": transfer, "reason": form.cleaned_data["reason"]}
        if attempt(request, form, operations.decline_request, **given):
            say(request, _("The case stays with your agency. The agency that asked is told why."))
            return redirect("web:case-referrals", number=case.pk)
    why = _("Ask the person first: it is her case. To let it go, offer it.")
    return _page(request, case, form, _("Keep the case"), _("Decline the request"), why)


def _of(request: HttpRequest, number: uuid.UUID, transfer: uuid.UUID) -> Any:
    case = referable(request, number)
    if not any(one.pk == transfer for one in transfers.of_case(by=request.user, case=case)):
        raise NotFound
    return case


def _page(request: HttpRequest, case: Any, form: Form, title: str, button: str, why: str) -> HttpResponse:
    shown = {"case": case, "form": form, "title": title, "button": button, "explanation": why}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/transfer", offer, name="offer-transfer"),
    path("cases/<uuid:number>/transfers/<uuid:transfer>/withdraw", withdraw, name="withdraw-transfer"),
    path("cases/<uuid:number>/transfers/<uuid:transfer>/decline", decline, name="decline-request"),
]
