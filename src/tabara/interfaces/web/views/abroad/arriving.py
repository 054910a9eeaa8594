"""What comes from abroad: take a file in, look into an envelope, accept it or decline it, and fetch its receipt."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.exchange.handover import htcds, operations
from tabara.interfaces.web import texts
from tabara.interfaces.web.abroad import CAME, as_file, told_of
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.abroad import Accept, DeclineArrival, TakeIn
from tabara.interfaces.web.sharing import words
from tabara.protection.handover.enums import ArrivalState
from tabara.protection.handover.queries import envelopes

ANSWERED = (ArrivalState.ACCEPTED, ArrivalState.DECLINED, ArrivalState.DONE)


@needs(Permission.REFERRAL_ANSWER)
def arrivals(request: HttpRequest) -> HttpResponse:
    """List what came, what waits first; take a file in where one is sent."""
    sent = request.method == "POST"
    form = TakeIn(request.POST if sent else None, request.FILES or None)
    if sent and form.is_valid():
        row = attempt(request, form, operations.take_in, file=form.cleaned_data["file"].read())
        if row is not None:
            return _led(request, row)
    rows = [(one, CAME[one.state]) for one in envelopes.arrived(by=request.user)]
    return render(request, "abroad/arrivals.html", {"rows": rows, "form": form}, status=422 if form.errors else 200)


def _led(request: HttpRequest, row: Any) -> HttpResponse:
    """Lead to what a file was about: an envelope that came, or the answer to one that went."""
    if hasattr(row, "taken_in_at"):
        back = row.state == ArrivalState.TAKEN_BACK
        say(request, _("The sender took this envelope back.") if back else _("The file is taken in."))
        return redirect("web:arrival", number=row.pk)
    say(request, _("The answer is taken in. It stands in the case, and whoever carries the case is told."))
    return redirect("web:arrivals")


@needs(Permission.REFERRAL_ANSWER)
def arrival(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one without opening it: from whom, what for, until when, and what can be done."""
    return _page(request, envelopes.one_arrived(by=request.user, number=number))


@needs(Permission.REFERRAL_ANSWER)
@sent_to("web:arrival")
def look(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Open one, and ask what has to be known to accept it."""
    row = envelopes.one_arrived(by=request.user, number=number)
    told = do(request, operations.open_arrival, arrival=row)
    return _page(request, row, told=told, form=Accept(initial=_known(told)))


@needs(Permission.REFERRAL_ANSWER)
@sent_to("web:arrival")
def accept(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Register the person."""
    row, form = envelopes.one_arrived(by=request.user, number=number), Accept(request.POST)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in form.cleaned_data if name != "event"}
        given = {"arrival": row, "registering": operations.Registering(**said)}
        if attempt(request, form, operations.accept_arrival, **given):
            say(request, _("The person is registered. Fetch the receipt, and carry it back to the sender."))
            return redirect("web:arrival", number=row.pk)
    row.refresh_from_db()
    if row.state != ArrivalState.WAITING:
        return _page(request, row, form=form)
    return _page(request, row, told=do(request, operations.open_arrival, arrival=row), form=form)


@needs(Permission.REFERRAL_ANSWER)
def decline(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say no, and why."""
    row, form = envelopes.one_arrived(by=request.user, number=number), DeclineArrival(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"arrival": row, "reason": form.cleaned_data["reason"]}
        if attempt(request, form, operations.decline_arrival, **given):
            say(request, _("The envelope is declined; what was in it is gone. Fetch the receipt, and carry it back."))
            return redirect("web:arrival", number=row.pk)
    shown = {"arrival": row, "form": form}
    return render(request, "abroad/decline.html", shown, status=422 if form.errors else 200)


@needs(Permission.REFERRAL_ANSWER)
@sent_to("web:arrival")
def receipt(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Send the receipt."""
    row = envelopes.one_arrived(by=request.user, number=number)
    return as_file(do(request, operations.fetch_receipt, event=sent_event(request), arrival=row))


def _known(told: Any) -> dict[str, Any]:
    """Return what an envelope says, as the first answer to what is asked."""
    said = htcds.read(told["groups"])
    known = {name: htcds.one(said, name) for name in ("given", "surname", "sex", "category")}
    return {**known, "consent_language": told["terms"]["language"]}


def _page(request: HttpRequest, row: Any, told: Any = None, form: Any = None) -> HttpResponse:
    shown = {"arrival": row, "state": CAME[row.state], "groups": words(row.groups), "form": form}
    shown["opens"] = row.case is not None and permitted(request.user, Permission.CASE_READ, row.case)
    shown |= {"waits": row.state == ArrivalState.WAITING, "answered": row.state in ANSWERED}
    if told is not None:
        spoken = texts.code_label("language", told["terms"]["language"])
        shown |= {"told": told_of(told["groups"]), "terms": told["terms"], "sender": told["sender"]}
        shown |= {"spoken": spoken}
    return render(request, "abroad/arrival.html", shown, status=422 if form is not None and form.errors else 200)


urlpatterns = [
    path("envelopes/", arrivals, name="arrivals"),
    path("envelopes/<uuid:number>", arrival, name="arrival"),
    path("envelopes/<uuid:number>/look", look, name="open-arrival"),
    path("envelopes/<uuid:number>/accept", accept, name="accept-arrival"),
    path("envelopes/<uuid:number>/decline", decline, name="decline-arrival"),
    path("envelopes/<uuid:number>/receipt", receipt, name="fetch-receipt"),
]
