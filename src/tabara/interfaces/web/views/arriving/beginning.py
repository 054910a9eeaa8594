"""The first time: a start code, a password of one's own, and what shows from then on who one is."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from tabara.access.errors import Refused
from tabara.access.signin import door, factors
from tabara.interfaces.web.arrival import address_of, knows_a_password, slowed, status_of
from tabara.interfaces.web.forms.members import NewPassword
from tabara.interfaces.web.middleware import open_door


class Start(NewPassword):
    """What the administrator handed over, and a password that nobody else knows."""

    username = forms.CharField(
        label=gettext_lazy("Sign-in name"), max_length=60, widget=forms.TextInput({"autocomplete": "username"})
    )
    code = forms.CharField(
        max_length=40,
        label=gettext_lazy("Start code"),
        help_text=gettext_lazy("Three groups of letters and digits, from your administrator."),
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
    )
    field_order = ("username", "code", "password", "again")


@open_door
@sensitive_post_parameters()
def start(request: HttpRequest) -> HttpResponse:
    """Let a member choose a password with the code that the administrator handed over."""
    if request.user.is_authenticated:
        return redirect("web:home")
    form = Start(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {name: form.cleaned_data[name] for name in ("username", "code", "password")}
        try:
            member = door.by_start_code(**given, address=address_of(request), event=form.number, at=timezone.now())
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
            return slowed(render(request, "door/start.html", {"form": form}, status=status_of(refusal)), refusal)
        return knows_a_password(request, member, reverse("web:home"))
    return render(request, "door/start.html", {"form": form}, status=422 if form.errors else 200)


@open_door
def enrol(request: HttpRequest) -> HttpResponse:
    """Let a member without a factor choose one; nothing else is reached before."""
    member = door.halfway(request)
    if member is None:
        return redirect("web:sign-in")
    if factors.held(member):
        return redirect("web:second")
    return render(request, "door/enrol.html", {"form": None})


urlpatterns = [
    path("start", start, name="start"),
    path("sign-in/enrol", enrol, name="enrol"),
]
