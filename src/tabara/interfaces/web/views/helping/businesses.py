"""Money for a small business, its parts and its visits."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.helping.money import AskBusiness, PayPart, Visit
from tabara.interfaces.web.forms.helping.shared import whole
from tabara.interfaces.web.views.helping.asking import asked, done, serviceable
from tabara.protection.assistance import operations, queries

FOUND = ("on", "found", "income", "working", "apprentices", "notes")


def ask(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask for money for a business."""
    case, form = serviceable(request, number), AskBusiness(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("sector", "currency")}
        if attempt(request, form, operations.ask_business, case=case, parts=form.parts(), **said):
            return done(request, number, _("It is asked for. Another member of your agency has to approve it."))
    why = _("Another member approves the money as a whole. Then each part is paid on its day, and somebody visits.")
    return asked(request, form, _("Money for a business"), _("Ask for it"), case=case, explanation=why)


def pay_part(request: HttpRequest, number: uuid.UUID, instalment: uuid.UUID) -> HttpResponse:
    """Write down that a part of the money was paid."""
    case, form = serviceable(request, number), PayPart(request.POST or None)
    row = queries.instalment(by=request.user, case=case, number=instalment)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("on", "way", "receipt", "account")}
        if attempt(request, form, operations.pay_instalment, case=case, instalment=instalment, **said):
            return done(request, number, _("The part is paid and stands in the ledger."))
    why = _("%(amount)s %(currency)s, planned for %(day)s.") % {
        "amount": texts.number(whole(row.amount)),
        "currency": row.business.currency,
        "day": texts.day(row.due_on),
    }
    return asked(request, form, _("Pay a part for the business"), _("Save the payment"), case=case, explanation=why)


def visit(request: HttpRequest, number: uuid.UUID, look: uuid.UUID) -> HttpResponse:
    """Write down what a visit found."""
    case, form = serviceable(request, number), Visit(request.POST or None)
    queries.visit(by=request.user, case=case, number=look)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in FOUND}
        if attempt(request, form, operations.visit_business, case=case, visit=look, **said):
            return done(request, number, _("What the visit found is written down."))
    return asked(request, form, _("Visit to the business"), _("Save"), case=case)


def end(request: HttpRequest, number: uuid.UUID, business: uuid.UUID) -> HttpResponse:
    """End the money for a business."""
    case, form = serviceable(request, number), Confirm(request.POST or None)
    queries.business(by=request.user, case=case, number=business)
    if form.is_valid() and attempt(request, form, operations.end_business, case=case, business=business):
        return done(request, number, _("It has ended. Nothing more is paid, and nobody has to visit."))
    why = _("What is not paid will not be paid, and the visits that are still to come go from the tasks.")
    return asked(request, form, _("End the money for the business"), _("End it"), case=case, explanation=why)


urlpatterns = [
    path("cases/<uuid:number>/help/business", ask, name="ask-business"),
    path("cases/<uuid:number>/help/instalments/<uuid:instalment>", pay_part, name="pay-instalment"),
    path("cases/<uuid:number>/help/visits/<uuid:look>", visit, name="visit-business"),
    path("cases/<uuid:number>/help/businesses/<uuid:business>/end", end, name="end-business"),
]
