"""The money of an agency: what waits for a second member, and what was paid month by month."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.helping.money import Decide
from tabara.interfaces.web.forms.helping.shared import whole
from tabara.interfaces.web.views.helping.asking import asked
from tabara.protection.assistance import operations, queries

KEEPS = Permission.STOCK_KEEP


@needs(KEEPS)
def money(request: HttpRequest) -> HttpResponse:
    """Show what waits, and what was paid."""
    by = request.user
    shown = {
        "payments": queries.waiting(by=by),
        "businesses": queries.businesses_waiting(by=by),
        "months": queries.months(by=by),
        "whole": whole,
    }
    return render(request, "helping/money.html", shown)


@needs(KEEPS)
def decide_payment(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Approve a payment, or refuse it."""
    row = queries.to_decide(by=request.user, number=number)
    why = [texts.code_label("payment_purpose", row.purpose), texts.code_label("payment_way", row.way)]
    return _decide(request, row, operations.decide_payment, {"payment": row}, why)


@needs(KEEPS)
def decide_business(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Approve the money for a business, or refuse it."""
    row = queries.business_to_decide(by=request.user, number=number)
    parts = [f"{texts.number(whole(one.amount))} ({texts.day(one.due_on)})" for one in row.instalments.all()]
    why = [texts.code_label("sector", row.sector), *parts]
    return _decide(request, row, operations.decide_business, {"business": row}, why)


def _decide(request: HttpRequest, row: Any, act: Any, given: dict[str, Any], more: list[str]) -> HttpResponse:
    form = Decide(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"agrees": form.cleaned_data["agrees"] == "yes", "reason": form.cleaned_data["reason"]}
        if attempt(request, form, act, **given, **said):
            say(request, _("Your decision is written down. Whoever asked sees it on the page of the case."))
            return redirect("web:money")
    about = {"amount": texts.number(whole(row.amount)), "currency": row.currency, "who": row.asked_by.name}
    why = _("%(amount)s %(currency)s, asked for by %(who)s") % about
    shown = " · ".join((why, row.case.code, *more))
    return asked(request, form, _("Approve or refuse"), _("Save"), back=reverse("web:money"), explanation=shown)


urlpatterns = [
    path("money/", money, name="money"),
    path("money/payments/<uuid:number>", decide_payment, name="decide-payment"),
    path("money/businesses/<uuid:number>", decide_business, name="decide-business"),
]
