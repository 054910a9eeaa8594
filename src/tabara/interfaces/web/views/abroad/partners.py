"""The partners abroad: this instance's own keys, those of the others, and the two persons who agree on them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access import operations as access
from tabara.access import queries as accounts
from tabara.access.errors import NotAllowed
from tabara.exchange.handover.queries import ourselves
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.forms.abroad import AddPartner
from tabara.protection.handover.operations.partners import add_partner, close_partner
from tabara.protection.handover.queries import envelopes

ASKED = ("name", "kind", "country", "instance", "seals_to", "signs_with")


def partners(request: HttpRequest) -> HttpResponse:
    """Show the own keys, and the partners with theirs."""
    shown = {"rows": envelopes.partners(by=request.user), "ours": ourselves()}
    return render(request, "abroad/partners.html", shown)


def add(request: HttpRequest) -> HttpResponse:
    """Write a partner down; a second person agrees on its keys next."""
    if not accounts.manages_all(by=request.user):
        raise NotAllowed
    form = AddPartner(request.POST or None)
    said = {name: form.cleaned_data[name] for name in ASKED} if request.method == "POST" and form.is_valid() else None
    if said and attempt(request, form, add_partner, **said):
        say(request, _("The partner is written down. Compare the digits with it by telephone, then ask a colleague."))
        return redirect("web:partners")
    return render(request, "abroad/add_partner.html", {"form": form}, status=422 if form.errors else 200)


@sent_to("web:partners")
def confirm(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask a second person to agree on a partner's keys."""
    given = {"partner": envelopes.partner(by=request.user, number=number)}
    asked = do(request, access.ask_approval, event=sent_event(request), act="handover.confirm_partner", given=given)
    return redirect("web:approval", number=asked.pk)


@sent_to("web:partners")
def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Strike a partner off."""
    found = envelopes.partner(by=request.user, number=number)
    do(request, close_partner, event=sent_event(request), partner=found)
    say(request, _("The partner is struck off. Nothing more goes there or comes from there."))
    return redirect("web:partners")


urlpatterns = [
    path("partners/", partners, name="partners"),
    path("partners/add", add, name="add-partner"),
    path("partners/<uuid:number>/confirm", confirm, name="confirm-partner"),
    path("partners/<uuid:number>/close", close, name="close-partner"),
]
