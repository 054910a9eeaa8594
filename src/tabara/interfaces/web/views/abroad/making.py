"""Make an envelope: to whom, of what; look at exactly that; and make it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import NotFound
from tabara.exchange.handover import operations
from tabara.interfaces.web.abroad import told_of
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.abroad import Make
from tabara.interfaces.web.sharing import words
from tabara.interfaces.web.views.referrals.sending import referable
from tabara.protection.handover.queries import envelopes


def choose(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Choose the partner, among those about which the person agrees."""
    case = referable(request, number)
    found = envelopes.addressees(by=request.user, case=case, at=timezone.now())
    rows = [(one, words(consent.groups)) for one, consent in found]
    return render(request, "abroad/choose.html", {"case": case, "rows": rows})


def make(request: HttpRequest, number: uuid.UUID, partner: uuid.UUID) -> HttpResponse:
    """Ask what goes along, show exactly that, and make the envelope once it was looked at."""
    case = referable(request, number)
    found = envelopes.addressees(by=request.user, case=case, at=timezone.now())
    to, agreed = next(((one, consent.groups) for one, consent in found if one.pk == partner), (None, []))
    if to is None:
        raise NotFound
    form, told = Make(request.POST or None, agreed=agreed), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = operations.Asked(said["purpose"], tuple(said["groups"]), said.get("message", ""))
        given = {"case": case, "partner": to, "asked": asked}
        if request.POST.get("step") == "make":
            if row := attempt(request, form, operations.make_envelope, **given):
                say(request, _("The envelope is made. Fetch the file, and carry it to the partner."))
                return redirect("web:envelope", number=case.pk, envelope=row.pk)
        elif request.POST.get("step") == "look":
            told = _looked(request, form, given)
    shown = {"case": case, "form": form, "to": to, "told": told}
    return render(request, "abroad/make.html", shown, status=422 if form.errors else 200)


def _looked(request: HttpRequest, form: Make, given: dict[str, Any]) -> Any:
    """Return what would go, as the partner will read it; looking is an act by itself, with a number of its own."""
    found: list[Any] = []

    def look(*, event: Any, **more: Any) -> bool:
        found.append(operations.preview_envelope(**more))
        return True

    return told_of(found[0]["groups"]) if attempt(request, form, look, **given) else None


urlpatterns = [
    path("cases/<uuid:number>/envelopes/to", choose, name="choose-partner"),
    path("cases/<uuid:number>/envelopes/to/<uuid:partner>", make, name="make-envelope"),
]
