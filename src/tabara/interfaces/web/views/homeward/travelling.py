"""The steps of a return: she leaves, arrives, is taken over; or it is called off."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.homeward import CallOff, OnDay, TakenOver
from tabara.interfaces.web.views.homeward.asking import answer, held
from tabara.protection.reintegration import operations, queries


def depart(request: HttpRequest, number: uuid.UUID, journey: uuid.UUID) -> HttpResponse:
    """Say that the person has left."""
    case, form = held(request, number), OnDay(request.POST or None)
    row = queries.journey(by=request.user, case=case, number=journey)
    words = (_("She has left"), _("Store the departure"), _("Stored. Within two days somebody confirms the arrival."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.depart, case=case, journey=row.pk, on=said["on"]),
    )


def arrive(request: HttpRequest, number: uuid.UUID, journey: uuid.UUID) -> HttpResponse:
    """Say that the person has arrived."""
    case, form = held(request, number), OnDay(request.POST or None)
    row = queries.journey(by=request.user, case=case, number=journey)
    words = (_("Confirm the arrival"), _("She has arrived"), _("Stored. Record next who takes her over."))
    why = _("Confirm only what somebody knows for sure: she said so herself, or whoever receives her did.")
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.confirm_arrival, case=case, journey=row.pk, on=said["on"]),
        explanation=why,
    )


def hand_over(request: HttpRequest, number: uuid.UUID, journey: uuid.UUID) -> HttpResponse:
    """Say who took the person over."""
    case, form = held(request, number), TakenOver(request.POST or None)
    row = queries.journey(by=request.user, case=case, number=journey)
    words = (_("Record the handover"), _("Store the handover"), _("The return is complete. Plan the visits next."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(
            request, form, operations.hand_over, case=case, journey=row.pk, **{name: said[name] for name in TAKEN}
        ),
    )


TAKEN = ("on", "received_by", "condition", "outcome", "words")


def call_off(request: HttpRequest, number: uuid.UUID, journey: uuid.UUID) -> HttpResponse:
    """Say that a return does not take place."""
    case, form = held(request, number), CallOff(request.POST or None)
    row = queries.journey(by=request.user, case=case, number=journey)
    words = (_("Call the return off"), _("Call it off"), _("The return is called off."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.call_off, case=case, journey=row.pk, reason=said["reason"]),
    )


urlpatterns = [
    path("cases/<uuid:number>/return/<uuid:journey>/departure", depart, name="return-departure"),
    path("cases/<uuid:number>/return/<uuid:journey>/arrival", arrive, name="return-arrival"),
    path("cases/<uuid:number>/return/<uuid:journey>/handover", hand_over, name="return-handover"),
    path("cases/<uuid:number>/return/<uuid:journey>/call-off", call_off, name="call-off-return"),
]
