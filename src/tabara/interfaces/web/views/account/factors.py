"""Adding and removing what shows who one is: at the first sign-in, and later."""

from typing import Any

import qrcode  # allauth's own dependency for the pictures of its codes; here it draws squares alone
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from tabara.access import operations
from tabara.access.errors import Refused
from tabara.access.fresh import demand_fresh
from tabara.access.signin import adapter, door, factors
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.arrival import NEXT, device_of, in_own_language
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.middleware import open_door
from tabara.interfaces.web.proving import ByCode, safe_way

SECRET = "app_secret"  # noqa: S105 - the name under which the session keeps it, sealed


class NamedPasskey(Form):
    """What to call a passkey, to know it again."""

    name = forms.CharField(
        max_length=40,
        required=False,
        label=gettext_lazy("Name of this passkey"),
        help_text=gettext_lazy("For example “My phone” or “Key in the office”."),
    )


class FirstCode(ByCode):
    """What the app shows first."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["code"].label = gettext_lazy("Code from the app")


def whose(request: HttpRequest) -> Any:
    """Return whose factor is added: of who is signed in, or of who has none yet and has just shown the password."""
    if request.user.is_authenticated:
        demand_fresh(request.user)
        return request.user
    member = door.halfway(request)
    return member if member and not factors.held(member) else None


@open_door
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey that the browser has made."""
    member = whose(request)
    if member is None:
        return redirect("web:sign-in")
    form = NamedPasskey(request.POST or None)
    if request.method == "POST" and form.is_valid():
        credential = factors.made(request.POST.get("answer", ""))
        if credential is None:
            form.add_error(None, _("The passkey was not made. Try again, or use an app that shows codes."))
        elif done := _added(request, member, form, operations.add_passkey, credential=credential, **_named(form)):
            return done
    return render(request, "door/passkey.html", {"form": form}, status=422 if form.errors else 200)


@open_door
@sensitive_post_parameters()
def add_app(request: HttpRequest) -> HttpResponse:
    """Add an app that shows codes, once it has shown one."""
    member = whose(request)
    if member is None:
        return redirect("web:sign-in")
    form = FirstCode(request.POST or None)
    sealed = request.session.get(SECRET) or adapter.sealed(factors.new_app_secret())
    request.session[SECRET] = sealed
    secret = adapter.opened(sealed)
    if request.method == "POST" and form.is_valid():
        given = {"secret": secret, "code": form.cleaned_data["code"]}
        if done := _added(request, member, form, operations.add_app, **given):
            return done
    dark = squares(adapter.address_of_app(member, secret))
    what = {"form": form, "secret": secret, "squares": dark, "side": 1 + max(x for x, _y in dark)}
    return render(request, "door/app.html", what, status=422 if form.errors else 200)


def _named(form: NamedPasskey) -> dict[str, str]:
    return {"name": form.cleaned_data["name"]}


def _added(request: HttpRequest, member: Any, form: Form, operation: Any, **given: Any) -> HttpResponse | None:
    """Add the factor and let its owner in, with the recovery codes if they are new; `None` where it was refused."""
    back = safe_way(request, request.session.get(NEXT) or reverse("web:account"))
    try:
        operation(by=member, event=form.number, at=timezone.now(), **given)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None
    return _in_again(request, member, back, "factor_added")


def _in_again(request: HttpRequest, member: Any, back: str, how: str) -> HttpResponse:
    """Open a new session after every other one has ended, and show the recovery codes where they are new."""
    door.let_in(request, member, how, device=device_of(request))
    if not member.recovery_codes:
        say(request, _("It is done. You are signed in here alone."))
        return redirect(back)
    response = render(request, "door/codes.html", {"codes": member.recovery_codes, "next": back})
    return in_own_language(request, member, response)


def squares(text: str) -> list[tuple[int, int]]:
    """Return where the dark squares of a QR code are, column and row, with nothing around it."""
    code = qrcode.QRCode(border=0)
    code.add_data(text)
    return [(x, y) for y, row in enumerate(code.get_matrix()) for x, dark in enumerate(row) if dark]


def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a passkey or the app."""
    demand_fresh(request.user)
    found = next((one for one in factors.held(request.user) if one.pk == number), None)
    if found is None:
        return redirect("web:account")
    form = Confirm(request.POST or None)
    if form.is_valid() and attempt(request, form, operations.remove_factor, number=number):
        return _in_again(request, request.user, reverse("web:account"), "factor_removed")
    return render(request, "account/remove.html", {"form": form, "factor": found}, status=422 if form.errors else 200)


def new_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, and show them once."""
    demand_fresh(request.user)
    form = Confirm(request.POST or None)
    if form.is_valid() and attempt(request, form, operations.new_recovery_codes):
        return _in_again(request, request.user, reverse("web:account"), "new_codes")
    return render(request, "account/codes.html", {"form": form}, status=422 if form.errors else 200)


urlpatterns = [
    path("account/passkey", add_passkey, name="add-passkey"),
    path("account/app", add_app, name="add-app"),
    path("account/factor/<int:number>/remove", remove, name="remove-factor"),
    path("account/codes", new_codes, name="new-codes"),
]
