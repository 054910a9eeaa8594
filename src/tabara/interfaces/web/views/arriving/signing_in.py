"""Name and password, or a passkey alone."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from tabara.access.errors import Refused
from tabara.access.signin import door
from tabara.interfaces.web.arrival import address_of, knows_a_password, let_in, slowed, status_of
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.middleware import open_door
from tabara.interfaces.web.proving import safe_way


class SignIn(Form):
    """The two things that show who somebody is."""

    username = forms.CharField(
        label=gettext_lazy("Sign-in name"), max_length=60, widget=forms.TextInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


@open_door
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a member in. An unknown name, a closed account and a wrong password get the same answer."""
    back = wanted(request)
    if request.user.is_authenticated:
        return redirect(back)
    form = SignIn(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return shown(request, form, back, status=422 if form.errors else 200)
    name, password = form.cleaned_data["username"], form.cleaned_data["password"]
    try:
        member = door.by_password(username=name, password=password, address=address_of(request))
    except Refused as refusal:
        return refused(request, form, back, refusal)
    return knows_a_password(request, member, back)


@open_door
@sensitive_post_parameters()
def by_passkey(request: HttpRequest) -> HttpResponse:
    """Let in whoever answers with a passkey: no name, no password."""
    back = wanted(request)
    if request.method != "POST" or not request.POST.get("answer"):
        return redirect("web:sign-in")
    try:
        member = door.by_passkey(request.POST["answer"])
    except Refused as refusal:
        return refused(request, SignIn(), back, refusal)
    return let_in(request, member, "passkey", back)


def wanted(request: HttpRequest) -> str:
    """Return where the visitor wanted to go."""
    return safe_way(request, request.POST.get("next") or request.GET.get("next") or "")


def shown(request: HttpRequest, form: Form, back: str, *, status: int, said: str = "") -> HttpResponse:
    """Show the page."""
    return render(request, "door/sign_in.html", {"form": form, "next": back, "said": said}, status=status)


def refused(request: HttpRequest, form: Form, back: str, refusal: Refused) -> HttpResponse:
    """Show the page again, with the reason."""
    return slowed(shown(request, form, back, status=status_of(refusal), said=refusal.message), refusal)


urlpatterns = [
    path("sign-in", sign_in, name="sign-in"),
    path("sign-in/passkey", by_passkey, name="sign-in-passkey"),
]
