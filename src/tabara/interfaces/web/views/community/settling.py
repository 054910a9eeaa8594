"""Where an alert leads: to another agency, or to an end."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.alerts import CloseAlert, PassOn
from tabara.interfaces.web.forms.base import Form
from tabara.protection.community import operations, queries


def ours(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return an alert that is the reader's agency's to settle."""
    one = queries.alert(by=request.user, number=number)
    if not permitted(request.user, Permission.ALERT_TRIAGE, one):
        raise NotAllowed
    return one


def pass_on(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Give an alert to another agency."""
    one = ours(request, number)
    form = PassOn(request.POST or None, agencies=queries.agencies_to_pass_to(by=request.user))
    if request.method == "POST" and form.is_valid():
        to = form.agencies[form.cleaned_data["to"]]
        if attempt(request, form, operations.pass_alert_on, alert=one, to=to):
            say(request, _("The alert is passed on. The other agency weighs it; you see what becomes of it."))
            return redirect("web:alerts")
    why = _("The other agency alone reads what was told from then on. Telephone them as well if it is urgent.")
    return _page(request, one, form, _("Pass the alert on"), _("Pass it on"), why)


def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """End an alert that leads to no case."""
    one = ours(request, number)
    form = CloseAlert(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(request, form, operations.close_alert, alert=one, reason=form.cleaned_data["reason"]):
        say(request, _("The alert is closed. What was told in it is erased by the schedule."))
        return redirect("web:alerts")
    return _page(request, one, form, _("Close the alert"), _("Close the alert"), "")


def _page(request: HttpRequest, one: Any, form: Form, title: str, button: str, why: str) -> HttpResponse:
    shown = {"back": one, "form": form, "title": title, "button": button, "explanation": why}
    return render(request, "community/settle.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("alerts/<uuid:number>/pass-on", pass_on, name="pass-alert-on"),
    path("alerts/<uuid:number>/close", close, name="close-alert"),
]
