"""Referrals by their clocks: what an agency sent, and, to coordinators, what nobody answers in the whole mechanism."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event
from tabara.interfaces.web.acts import attempt, needs, say, sent_to
from tabara.interfaces.web.clocks import clock_words
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.views.referrals.following import row_of
from tabara.protection.referral import operations, queries


@needs(Permission.REFERRAL_SEND)
def sent(request: HttpRequest) -> HttpResponse:
    """Show what the reader's side sent and is not done with, each with its clock."""
    at = timezone.now()
    rows = [row_of(one, at) for one in queries.sent(by=request.user, at=at)]
    return render(request, "referrals/sent.html", {"rows": rows})


@needs(Permission.REFERRAL_WATCH)
def unanswered(request: HttpRequest) -> HttpResponse:
    """Show every referral that is past its clock: who asked whom, for what, and since when."""
    at = timezone.now()
    found = queries.unanswered(by=request.user, at=at)
    rows = [(one, clock_words(one.answer_by, at), new_event()) for one in found]
    have = access.with_accounts(agencies=[one.to_id for one in found])
    return render(request, "referrals/unanswered.html", {"rows": rows, "have": have})


@sent_to("web:unanswered")
@needs(Permission.REFERRAL_WATCH)
def remind(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Remind the agency that was asked."""
    done = _("The agency is reminded: it reads so in its inbox.")
    return _act(request, number, operations.remind_recipient, done)


@sent_to("web:unanswered")
@needs(Permission.REFERRAL_WATCH)
def advise(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask the sender to turn to another agency."""
    done = _("The sender is asked to turn to another agency.")
    return _act(request, number, operations.advise_sender, done)


def _act(request: HttpRequest, number: uuid.UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    form, at = Confirm(request.POST), timezone.now()
    found = next((one for one in queries.unanswered(by=request.user, at=at) if one.pk == number), None)
    if found is None:
        raise NotFound
    refused = form.is_valid() and attempt(request, form, act, referral=found) is None
    say(request, " ".join(str(one) for one in form.non_field_errors()) if refused else done)
    return redirect("web:unanswered")


urlpatterns = [
    path("referrals/sent", sent, name="sent-referrals"),
    path("unanswered/", unanswered, name="unanswered"),
    path("unanswered/<uuid:number>/remind", remind, name="remind-referral"),
    path("unanswered/<uuid:number>/advise", advise, name="advise-referral"),
]
