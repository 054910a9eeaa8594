"""A colleague who cannot sign in: a new start code, or everything anew with a second person."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from tabara.access import operations
from tabara.access import queries as access
from tabara.access.signin import factors
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.care import Confirm


def let_in_again(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Offer what helps: which of the two it takes depends on what was lost."""
    member = access.managed(by=request.user, number=number)
    what = {"member": member, "form": Confirm(), "again": Confirm(), "has_factor": bool(factors.held(member))}
    return render(request, "members/entry.html", what)


def new_start_code(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Make a new start code, and show it once."""
    member, form = access.managed(by=request.user, number=number), Confirm(request.POST or None)
    if form.is_valid() and (given := attempt(request, form, operations.new_start_code, member=member)):
        return render(request, "members/code.html", {"member": given})
    return _refused(request, member, form)


def ask_reset(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask another person to approve that a member begins anew."""
    member, form = access.managed(by=request.user, number=number), Confirm(request.POST or None)
    if form.is_valid():
        given = {"member": member}
        asked = attempt(request, form, operations.ask_approval, act="access.reset_factors", given=given)
        if asked is not None:
            return redirect("web:approval", number=asked.pk)
    return _refused(request, member, form)


def _refused(request: HttpRequest, member: object, form: Confirm) -> HttpResponse:
    what = {"member": member, "form": form, "again": Confirm(), "has_factor": True}
    return render(request, "members/entry.html", what, status=422 if form.errors else 200)


urlpatterns = [
    path("members/<uuid:number>/entry", let_in_again, name="let-in-again"),
    path("members/<uuid:number>/start-code", new_start_code, name="new-start-code"),
    path("members/<uuid:number>/reset", ask_reset, name="ask-reset"),
]
