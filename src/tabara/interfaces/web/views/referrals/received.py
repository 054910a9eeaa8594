"""The inbox of an agency: what waits for its answer, what it carries, what has ended; accept one, or decline it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.clocks import clock_words
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.referrals import Decline
from tabara.interfaces.web.sharing import STATES, words
from tabara.protection.referral import operations, queries
from tabara.protection.referral.enums import ReferralState
from tabara.protection.referral.queries import transfers

TABS = {"waiting": queries.waiting, "under_way": queries.under_way, "ended": queries.ended}


@needs(Permission.REFERRAL_ANSWER)
def referrals(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, the most pressing first; what is under way; what has ended."""
    shown, at = request.GET.get("show", ""), timezone.now()
    tab = shown if shown in TABS else "waiting"
    found = [
        (one, STATES[one.standing(at)], clock_words(one.answer_by, at), one.is_overdue(at))
        for one in TABS[tab](by=request.user, at=at)
    ]
    titles = {"waiting": _("To answer"), "under_way": _("Under way"), "ended": _("Ended")}
    context = {"rows": found, "tab": tab, "tabs": titles, "offers": transfers.offers(by=request.user)}
    return render(request, "referrals/received.html", context)


@needs(Permission.REFERRAL_ANSWER)
def referral(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one referral, and what would be seen by accepting it; decline it where a reason is sent."""
    one = queries.one(by=request.user, number=number)
    form = Decline(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, form, operations.decline_referral, referral=one, reason=reason):
            say(request, _("The referral is declined. The agency that sent it is told why."))
            return redirect("web:referrals")
    return _page(request, one, form)


@needs(Permission.REFERRAL_ANSWER)
def accept(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a referral on."""
    one, form = queries.one(by=request.user, number=number), Confirm(request.POST or None)
    if request.method != "POST":
        return redirect("web:referral", number=number)
    if form.is_valid() and attempt(request, form, operations.accept_referral, referral=one):
        say(request, _("The referral is accepted. You see what the person agreed to."))
        return redirect("web:case", number=one.case_id)
    return _page(request, one, Decline(), form)


def _page(request: HttpRequest, one: Any, form: Decline, refused: Confirm | None = None) -> HttpResponse:
    at = timezone.now()
    state = one.standing(at)
    shown = {
        "referral": one,
        "state": STATES[state],
        "clock": clock_words(one.answer_by, at) if state is ReferralState.SENT else "",
        "late": one.is_overdue(at),
        "is_open": state is ReferralState.SENT,
        "is_ours": state is ReferralState.ACCEPTED,
        "asks": transfers.could_ask(by=request.user, referral=one),
        "groups": words(one.groups),
        "form": form,
        "refused": refused or form,
    }
    return render(request, "referrals/referral.html", shown, status=422 if form.errors or refused else 200)


urlpatterns = [
    path("referrals/", referrals, name="referrals"),
    path("referrals/<uuid:number>", referral, name="referral"),
    path("referrals/<uuid:number>/accept", accept, name="accept-referral"),
]
