"""Cases that come to the reader's agency, or went from it: take one over, decline it, ask for it no more."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.referrals import DeclineCase
from tabara.interfaces.web.sharing import TRANSFER_STATES
from tabara.protection.intake import operations as intake
from tabara.protection.referral import operations
from tabara.protection.referral.enums import TransferState
from tabara.protection.referral.queries import transfers as known


@needs(Permission.REFERRAL_ANSWER)
def transfers(request: HttpRequest) -> HttpResponse:
    """Show what was offered or asked for, and what the agency gave away: a code, a day, an agency."""
    rows = [(one, TRANSFER_STATES[one.state]) for one in known.of_agency(by=request.user)]
    return render(request, "referrals/transfers.html", {"rows": rows, "ours": request.user.agency_id})


@needs(Permission.REFERRAL_ANSWER)
def transfer(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one; decline it where a reason is sent."""
    one, form = known.one(by=request.user, number=number), DeclineCase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, form, operations.decline_transfer, transfer=one, reason=reason):
            say(request, _("The case stays with the agency that holds it, which is told why."))
            return redirect("web:transfers")
    return _page(request, one, form)


@needs(Permission.REFERRAL_ANSWER)
def accept(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a case over, with who the person is."""
    one, form = known.one(by=request.user, number=number), Confirm(request.POST or None)
    if request.method != "POST":
        return redirect("web:transfer", number=number)
    if form.is_valid() and attempt(request, form, intake.accept_transfer, transfer=one):
        say(request, _("The case is yours now, with all that belongs to it."))
        return redirect("web:case", number=one.case_id)
    return _page(request, one, DeclineCase(), form)


@needs(Permission.REFERRAL_ANSWER)
def withdraw(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask for a case no more."""
    one, form = known.one(by=request.user, number=number), Confirm(request.POST or None)
    if request.method != "POST":
        return redirect("web:transfer", number=number)
    if form.is_valid() and attempt(request, form, operations.withdraw_request, transfer=one):
        say(request, _("Your agency asks for this case no more."))
        return redirect("web:transfers")
    return _page(request, one, DeclineCase(), form)


def _page(request: HttpRequest, one: Any, form: DeclineCase, refused: Confirm | None = None) -> HttpResponse:
    shown = {
        "transfer": one,
        "state": TRANSFER_STATES[one.state],
        "is_offered": one.state == TransferState.OFFERED,
        "is_asked": one.state == TransferState.REQUESTED,
        "form": form,
        "refused": refused or form,
    }
    return render(request, "referrals/transfer.html", shown, status=422 if form.errors or refused else 200)


urlpatterns = [
    path("transfers/", transfers, name="transfers"),
    path("transfers/<uuid:number>", transfer, name="transfer"),
    path("transfers/<uuid:number>/accept", accept, name="accept-transfer"),
    path("transfers/<uuid:number>/withdraw", withdraw, name="withdraw-request"),
]
