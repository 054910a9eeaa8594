"""What goes back to the country that a case came from: what came of it, and what became of what was taken back."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.errors import NotFound
from tabara.exchange.handover import operations
from tabara.interfaces.web.abroad import as_file
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.abroad import Dropped, Outcome
from tabara.protection.handover.operations import abroad
from tabara.protection.handover.queries import envelopes


def outcome(request: HttpRequest, number: uuid.UUID, arrival: uuid.UUID) -> HttpResponse:
    """Say what came of an envelope."""
    case, form = _of(request, number, arrival), Outcome(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("outcome", "on", "note")}
        if attempt(request, form, operations.record_outcome, case=case, arrival=arrival, **said):
            say(request, _("What came of it is written down. Fetch the file, and carry it back to the sender."))
            return redirect("web:case-envelopes", number=number)
    title = _("Tell the sender what came of it")
    return _page(request, case, form, title, _("Write it down"), _("Ask the person first what may be told there."))


@sent_to("web:case-envelopes")
def fetch(request: HttpRequest, number: uuid.UUID, arrival: uuid.UUID) -> HttpResponse:
    """Send what came of it as a file."""
    given = {"case": _of(request, number, arrival), "arrival": arrival}
    return as_file(do(request, operations.fetch_outcome, event=sent_event(request), **given))


def drop(request: HttpRequest, number: uuid.UUID, arrival: uuid.UUID) -> HttpResponse:
    """Say what became of an envelope that its sender took back."""
    case, form = _of(request, number, arrival), Dropped(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("answer", "law")}
        if attempt(request, form, abroad.drop_taken_back, case=case, arrival=arrival, **said):
            say(request, _("The answer is stored."))
            return redirect("web:case-envelopes", number=number)
    title = _("The sender took this envelope back")
    why = _(
        "The person no longer agrees that your agency uses what was told there. What she has agreed to here since is "
        "not touched by it; ask her."
    )
    return _page(request, case, form, title, _("Store the answer"), why)


def _of(request: HttpRequest, number: uuid.UUID, arrival: uuid.UUID) -> Any:
    case = editable(request, number)
    if not any(one.pk == arrival for one in envelopes.came_with(by=request.user, case=case)):
        raise NotFound
    return case


def _page(request: HttpRequest, case: Any, form: Any, title: str, button: str, why: str) -> HttpResponse:
    shown = {"case": case, "form": form, "title": title, "button": button, "explanation": why}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/came-from/<uuid:arrival>/outcome", outcome, name="arrival-outcome"),
    path("cases/<uuid:number>/came-from/<uuid:arrival>/file", fetch, name="fetch-outcome"),
    path("cases/<uuid:number>/came-from/<uuid:arrival>/taken-back", drop, name="drop-arrival"),
]
