"""Pay money for a person, ask for what another has to approve, take a line back, print a receipt."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.helping.money import HowPaid, Pay, TakeBack
from tabara.interfaces.web.forms.helping.shared import whole
from tabara.interfaces.web.views.helping.asking import asked, done, serviceable
from tabara.protection.assistance import operations, queries
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Channel


def pay(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write down money that was paid; where another has to approve it first, ask for that."""
    case = serviceable(request, number)
    own = [one for one in queries.services(by=request.user, case=case) if _payable(request, one)]
    form = Pay(request.POST or None, services=own)
    if request.method == "POST" and form.is_valid():
        money, service = form.money(), form.cleaned_data["service"] or None
        given = {"case": case, "money": money, "service": uuid.UUID(service) if service else None}
        if queries.needs_second(amount=money.amount, currency=money.currency):
            if attempt(request, form, operations.ask_payment, **given):
                return done(request, number, _("Nothing is paid yet: another member of your agency has to approve it."))
        elif attempt(request, form, operations.pay, on=form.cleaned_data["on"], **given):
            return done(request, number, _("The payment stands in the ledger."))
    why = _("What is above your country’s limit, or in a foreign currency, another member approves before it is paid.")
    return asked(request, form, _("Pay money"), _("Save the payment"), case=case, explanation=why)


def _payable(request: HttpRequest, service: object) -> bool:
    agency = request.user.agency_id  # type: ignore[union-attr]  # only members are asked
    ours = agency == service.provider_id == service.recorded_by.agency_id  # type: ignore[attr-defined]  # a service
    return ours and service.retracted_on is None  # type: ignore[attr-defined]  # a service


def pay_approved(request: HttpRequest, number: uuid.UUID, payment: uuid.UUID) -> HttpResponse:
    """Write down that an approved payment was made."""
    case = serviceable(request, number)
    row = queries.payment(by=request.user, case=case, number=payment)
    form = HowPaid(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("on", "receipt", "account")}
        if attempt(request, form, operations.pay_approved, case=case, payment=payment, **said):
            return done(request, number, _("The payment stands in the ledger."))
    why = _("Approved: %(amount)s %(currency)s.") % {"amount": whole(row.amount), "currency": row.currency}
    return asked(request, form, _("Pay what was approved"), _("Save the payment"), case=case, explanation=why)


def cancel_payment(request: HttpRequest, number: uuid.UUID, payment: uuid.UUID) -> HttpResponse:
    """Let go of a payment that was asked for."""
    case, form = serviceable(request, number), Confirm(request.POST or None)
    queries.payment(by=request.user, case=case, number=payment)
    if form.is_valid() and attempt(request, form, operations.cancel_payment, case=case, payment=payment):
        return done(request, number, _("The payment is cancelled. Nothing was paid."))
    return asked(request, form, _("Cancel a payment"), _("Cancel the payment"), case=case)


def reverse(request: HttpRequest, number: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Take a line of the ledger back."""
    case = serviceable(request, number)
    queries.entry(by=request.user, case=case, number=entry)
    form = TakeBack(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, form, operations.reverse_entry, case=case, entry=entry, reason=reason):
            return done(request, number, _("Another line takes the money back. Both stay in the ledger."))
    why = _("A line is never changed. It stays, and another one takes its money back.")
    return asked(request, form, _("Take a payment back"), _("Take it back"), case=case, explanation=why)


def receipt(request: HttpRequest, number: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Show a receipt to print: the code of the case, no name, and lines for a signature or a thumb.

    The agency needs it for its books; where paper would endanger the person, the sheet says that it stays there.
    """
    case = serviceable(request, number)
    row = queries.entry(by=request.user, case=case, number=entry)
    paper = cases.contact(case=case, channel=Channel.PAPER, at=timezone.now())
    shown = {"heed": paper.sentence, "stays": not paper.allowed}
    return render(request, "helping/receipt.html", {"case": case, "row": row, "amount": whole(row.amount), **shown})


urlpatterns = [
    path("cases/<uuid:number>/help/pay", pay, name="pay"),
    path("cases/<uuid:number>/help/payments/<uuid:payment>/pay", pay_approved, name="pay-approved"),
    path("cases/<uuid:number>/help/payments/<uuid:payment>/cancel", cancel_payment, name="cancel-payment"),
    path("cases/<uuid:number>/help/entries/<uuid:entry>/take-back", reverse, name="reverse-entry"),
    path("cases/<uuid:number>/help/entries/<uuid:entry>/receipt", receipt, name="receipt"),
]
