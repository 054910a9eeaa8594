"""Keep the directory: add a provider, change, confirm, seal and close it."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.directory import EditListing, NewListing, On, Seal
from tabara.interfaces.web.views.directory.acting import amended, done, form_page
from tabara.protection.directory import operations, queries


def kept(request: HttpRequest, provider: uuid.UUID) -> Any:
    """Return a provider that the reader keeps."""
    one = queries.provider(by=request.user, number=provider)
    if not queries.keeps(by=request.user, provider=one):
        raise NotAllowed
    return one


def at(provider: Any) -> str:
    """Return the address of a provider's page."""
    return reverse("web:provider", kwargs={"provider": provider.pk})


def page(request: HttpRequest, one: Any, form: Any, title: str, button: str, why: str = "") -> HttpResponse:
    """Show a form about a provider."""
    return form_page(request, form, back=at(one), back_to=one.name, title=title, button=button, why=why)


@needs(Permission.DIRECTORY_KEEP)
def add(request: HttpRequest) -> HttpResponse:
    """Add a provider."""
    every = queries.keeps_all(by=request.user)
    agencies = [one for one in access.providers(by=request.user) if every or one.pk == request.user.agency_id]
    form = NewListing(request.POST or None, agencies=agencies, every=every)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        agency, address = said.pop("agency"), said.pop("address")
        listing = operations.listing(address=address, **said)
        made = attempt(request, form, operations.add_provider, listing=listing, agency=agency)
        if made is not None:
            say(request, _("The provider stands in the directory. Add the services that it gives."))
            return redirect(at(made))
    back = reverse("web:directory")
    title, button = _("Add a provider"), _("Add it to the directory")
    return form_page(request, form, back=back, back_to=_("All providers"), title=title, button=button)


def edit(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Change what the directory says."""
    one = kept(request, provider)
    form, version = EditListing(request.POST or None, provider=one), one.version
    said = _("The changes are stored.")
    answer = amended(request, form, operations.edit_provider, said, at(one), version, provider=one)
    return answer or page(request, one, form, _("Change what the directory says"), _("Store the changes"))


@sent_to("web:provider")
def confirm(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Say that everything is still so."""
    one = kept(request, provider)
    do(request, operations.confirm_provider, event=sent_event(request), provider=one)
    say(request, _("Confirmed as of today."))
    return redirect(at(one))


def seal(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Seal where a place is."""
    one = kept(request, provider)
    form = Seal(request.POST or None)
    told = form.cleaned_data if request.method == "POST" and form.is_valid() else {"address": "", "phone": ""}
    whereabouts = operations.whereabouts(address=told["address"], phone=told["phone"])
    said = _("Sealed. Who needs it opens it with a reason.")
    given = {"provider": one, "whereabouts": whereabouts}
    answer = done(request, form, operations.seal_whereabouts, said, at(one), **given)
    why = _(
        "What was open before is removed, and the place stays secret from now on. Choose its province alone as place."
    )
    return answer or page(request, one, form, _("Address and telephone"), _("Seal them"), why)


def close(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Say from when a provider gives no services any more."""
    one = kept(request, provider)
    form = On(request.POST or None)
    on = form.cleaned_data["on"] if request.method == "POST" and form.is_valid() else None
    said = _("The provider is closed from that day. It stays readable.")
    answer = done(request, form, operations.close_provider, said, at(one), provider=one, on=on)
    return answer or page(request, one, form, _("Close the provider"), _("Close it"))


urlpatterns = [
    path("directory/add", add, name="add-provider"),
    path("directory/<uuid:provider>/edit", edit, name="edit-provider"),
    path("directory/<uuid:provider>/confirm", confirm, name="confirm-provider"),
    path("directory/<uuid:provider>/seal", seal, name="seal-provider"),
    path("directory/<uuid:provider>/close", close, name="close-provider"),
]
