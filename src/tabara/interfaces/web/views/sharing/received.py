"""The referrals that an agency received: accept one, or decline it with a reason."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.sharing import Decline
from tabara.interfaces.web.sharing import STATES, words
from tabara.protection.referral import operations, queries
from tabara.protection.referral.enums import ReferralState


def referrals(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, and what was accepted."""
    if not request.user.may(Permission.REFERRAL_ANSWER):
        raise NotAllowed
    at = timezone.now()
    found = [(one, STATES[one.standing(at)]) for one in queries.received(by=request.user, at=at)]
    return render(request, "sharing/received.html", {"rows": found})


def referral(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one referral, and what would be seen by accepting it; decline it where a reason is sent."""
    one = queries.one(by=request.user, number=number)
    form = Decline(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, form, operations.decline_referral, referral=one, reason=reason):
            say(request, _("The referral is declined. The agency that sent it is told why."))
            return redirect("web:referrals")
    return _page(request, one, one.standing(timezone.now()), form)


def accept(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a referral on."""
    one, form = queries.one(by=request.user, number=number), Confirm(request.POST or None)
    if request.method != "POST":
        return redirect("web:referral", number=number)
    if form.is_valid() and attempt(request, form, operations.accept_referral, referral=one):
        say(request, _("The referral is accepted. You see what the person agreed to."))
        return redirect("web:case", number=one.case_id)
    return _page(request, one, one.standing(timezone.now()), Decline(), form)


def _page(
    request: HttpRequest, one: object, state: ReferralState, form: Decline, refused: Confirm | None = None
) -> HttpResponse:
    shown = {
        "referral": one,
        "state": STATES[state],
        "is_open": state is ReferralState.SENT,
        "groups": words(one.groups),  # type: ignore[attr-defined]  # a referral; no door imports its model
        "form": form,
        "refused": refused or form,
    }
    return render(request, "sharing/referral.html", shown, status=422 if form.errors or refused else 200)


urlpatterns = [
    path("referrals/", referrals, name="referrals"),
    path("referrals/<uuid:number>", referral, name="referral"),
    path("referrals/<uuid:number>/accept", accept, name="accept-referral"),
]
