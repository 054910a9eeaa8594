"""Verdicts with their sentences, compensation and its payments."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.court import Judge, Money
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prosecution import operations, queries

SENTENCE = ("outcome", "on", "prison_months", "life", "fine", "suspended")


@needs(Permission.COURT_RECORD)
def judge(request: HttpRequest, number: uuid.UUID, charge: uuid.UUID) -> HttpResponse:
    """Write down the verdict on a charge."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        Judge(request.POST or None),
        does=operations.judge,
        given=lambda said: {"file": one, "charge": charge, **{key: said[key] for key in SENTENCE}},
        words={"title": _("Verdict"), "button": _("Save"), "said": _("The verdict is written down.")},
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
def order(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write down a compensation."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        Money(request.POST or None),
        does=operations.order_compensation,
        given=lambda said: {"file": one, "amount": said["amount"], "on": said["on"]},
        words={
            "title": _("Compensation that a court ordered"),
            "button": _("Save"),
            "said": _("The compensation is written down."),
            "explanation": _("In %(currency)s.") % {"currency": codelists.pack().currency},
        },
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
def pay(request: HttpRequest, number: uuid.UUID, order: uuid.UUID) -> HttpResponse:
    """Write down what was paid of a compensation."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        Money(request.POST or None),
        does=operations.pay_compensation,
        given=lambda said: {"file": one, "compensation": order, "amount": said["amount"], "on": said["on"]},
        words={"title": _("Payment of a compensation"), "button": _("Save"), "said": _("The payment is written down.")},
        back=("court-file", {"number": number}),
    )


urlpatterns = [
    path("prosecution/files/<uuid:number>/charges/<uuid:charge>/judge", judge, name="judge-charge"),
    path("prosecution/files/<uuid:number>/compensation", order, name="order-compensation"),
    path("prosecution/files/<uuid:number>/compensation/<uuid:order>/pay", pay, name="pay-compensation"),
]
