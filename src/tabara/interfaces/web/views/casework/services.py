"""Help that was given: recorded in three clicks, taken back where it was a mistake."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.caseacts import case_for
from tabara.interfaces.web.forms.care import Confirm, Service
from tabara.protection.assistance import operations
from tabara.protection.assistance import queries as assistance

ASKED = ("code", "on", "provider", "quantity", "unit", "amount", "currency", "notes")


def serviceable(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case in which the reader may record services."""
    return case_for(request, number, Permission.SERVICE_RECORD)


def record_service(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record a service: choose it, and save."""
    case = serviceable(request, number)
    given = {"most_given": assistance.most_given(by=request.user), "providers": access.providers(by=request.user)}
    form = Service(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ASKED}
        if attempt(request, form, operations.record_service, case=case, **said):
            say(request, _("The service is recorded."))
            return redirect("web:case", number=case.pk)
    return render(request, "casework/service.html", {"case": case, "form": form}, status=422 if form.errors else 200)


def retract_service(request: HttpRequest, number: uuid.UUID, service: uuid.UUID) -> HttpResponse:
    """Take a service back that was recorded by mistake."""
    case, form = serviceable(request, number), Confirm(request.POST or None)
    if form.is_valid() and attempt(request, form, operations.retract_service, case=case, service=service):
        say(request, _("The service is taken back. It no longer counts."))
        return redirect("web:case", number=case.pk)
    why = _("It stays readable, struck through, and no longer counts. This cannot be undone.")
    shown = {"case": case, "form": form, "title": _("Take a service back"), "button": _("Take it back")}
    return render(request, "casework/form.html", shown | {"explanation": why}, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/service", record_service, name="record-service"),
    path("cases/<uuid:number>/service/<uuid:service>/retract", retract_service, name="retract-service"),
]
