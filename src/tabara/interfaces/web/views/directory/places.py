"""A place to sleep for the person of a case: booked at an own shelter, asked for at another agency's."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import NotAllowed
from tabara.interfaces.web.acts import do, say, sent_event, sent_to
from tabara.interfaces.web.forms.directory import Asked, Place, Why
from tabara.interfaces.web.views.casework.services import serviceable
from tabara.interfaces.web.views.directory.acting import done, form_page
from tabara.protection.directory import operations, queries


def at(case: Any) -> str:
    """Return the address of the page of a case's places."""
    return reverse("web:shelter", kwargs={"number": case.pk})


def take(request: HttpRequest, number: uuid.UUID, provider: uuid.UUID) -> HttpResponse:
    """Book a place, or ask for one where the shelter is another agency's."""
    case, one = serviceable(request, number), queries.provider(by=request.user, number=provider)
    rooms = queries.rooms(by=request.user, provider=one, on=timezone.localdate())
    asks = one.agency_id not in (None, request.user.agency_id)
    form = (Asked if asks else Place)(request.POST or None, kinds=[each.kind for each in rooms])
    told = form.cleaned_data if request.method == "POST" and form.is_valid() else {}
    given = {name: value for name, value in told.items() if name != "event"}
    operation = operations.ask_place if asks else operations.book_stay
    said = (
        _("The shelter is asked. It sees the kind of place, the days and the ages, and no name.")
        if asks
        else _("The place is booked.")
    )
    answer = done(request, form, operation, said, at(case), case=case, provider=one, **given)
    shown = {
        "title": _("Ask for a place") if asks else _("Book a place"),
        "button": _("Ask the shelter") if asks else _("Book the place"),
    }
    return answer or form_page(request, form, back=at(case), back_to=_("Shelter and providers"), why=one.name, **shown)


@sent_to("web:shelter")
def withdraw(request: HttpRequest, number: uuid.UUID, ask: uuid.UUID) -> HttpResponse:
    """Take a request for a place back."""
    case = serviceable(request, number)
    do(request, operations.withdraw_ask, event=sent_event(request), case=case, ask=ask)
    say(request, _("The request is taken back."))
    return redirect(at(case))


def where(request: HttpRequest, number: uuid.UUID, provider: uuid.UUID) -> HttpResponse:
    """Open where a secret place is, to bring this person there."""
    case, one = serviceable(request, number), queries.provider(by=request.user, number=provider)
    if not queries.may_open(by=request.user, provider=one, case=case):
        raise NotAllowed
    form, opened = Why(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        opened = do(request, operations.open_whereabouts_for, case=case, provider=one, reason=reason).opened
    shown = {"case": case, "provider": one, "form": form, "opened": opened}
    return render(request, "directory/where.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/places/<uuid:provider>", take, name="take-place"),
    path("cases/<uuid:number>/places/<uuid:provider>/where", where, name="place-where"),
    path("cases/<uuid:number>/asks/<uuid:ask>/withdraw", withdraw, name="withdraw-ask"),
]
