"""What a provider gives, and how many places it has."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.errors import NotFound
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.directory import EditTerms, NewTerms, Rooms
from tabara.interfaces.web.views.directory.acting import amended, done
from tabara.interfaces.web.views.directory.keeping import at, kept, page
from tabara.protection.directory import operations
from tabara.protection.directory.operations import Terms


def add(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Add a service."""
    one = kept(request, provider)
    form, given = NewTerms(request.POST or None), {}
    if request.method == "POST" and form.is_valid():
        said = form.said()
        given = {"service": said.pop("service"), "terms": Terms(**said)}
    answer = done(request, form, operations.add_offer, _("The service is added."), at(one), provider=one, **given)
    return answer or page(request, one, form, _("Add a service"), _("Add the service"))


def edit(request: HttpRequest, provider: uuid.UUID, offer: uuid.UUID) -> HttpResponse:
    """Change the terms of a service."""
    one = kept(request, provider)
    row = next((each for each in one.offers.all() if each.pk == offer and each.until is None), None)
    if row is None:
        raise NotFound
    form, said = EditTerms(request.POST or None, offer=row), _("The changes are stored.")
    given = {"provider": one, "offer": row.pk}
    answer = amended(request, form, operations.edit_offer, said, at(one), row.version, **given)
    return answer or page(request, one, form, _("Terms of the service"), _("Store the changes"))


def end(request: HttpRequest, provider: uuid.UUID, offer: uuid.UUID) -> HttpResponse:
    """End a service."""
    one, form = kept(request, provider), Confirm(request.POST or None)
    said = _("The service is no longer offered.")
    answer = done(request, form, operations.end_offer, said, at(one), provider=one, offer=offer)
    why = _("From today nobody is sent here for it. That it was offered stays readable.")
    return answer or page(request, one, form, _("End a service"), _("End it"), why)


def rooms(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Say how many places of a kind there are."""
    one, form = kept(request, provider), Rooms(request.POST or None)
    told = form.cleaned_data if request.method == "POST" and form.is_valid() else {}
    given = {"provider": one, "kind": told.get("kind"), "places": told.get("places")}
    answer = done(request, form, operations.set_room, _("The places are stored."), at(one), **given)
    return answer or page(request, one, form, _("Places to sleep"), _("Store the places"))


urlpatterns = [
    path("directory/<uuid:provider>/services", add, name="add-offer"),
    path("directory/<uuid:provider>/services/<uuid:offer>", edit, name="edit-offer"),
    path("directory/<uuid:provider>/services/<uuid:offer>/end", end, name="end-offer"),
    path("directory/<uuid:provider>/rooms", rooms, name="set-rooms"),
]
