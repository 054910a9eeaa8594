"""Signing in, signing out, and leaving at once."""

from typing import Any

from django import forms
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tabara.access import queries as access
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.jinja import AWAY
from tabara.interfaces.web.middleware import COOKIE, open_door, remember


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
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a member in. An unknown name and a wrong password get the same answer."""
    back = _back(request)
    if request.user.is_authenticated:
        return redirect(back)
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        member = access.signed_in(request=request, **_answers(form))
        if member is not None:
            looked = member.last_login
            login(request, member)
            request.session["looked"] = looked.isoformat() if looked else ""
            response = HttpResponseRedirect(back)
            return response if COOKIE in request.COOKIES else remember(response, member.language)
        form.add_error(None, _("This sign-in name and password do not belong together. Check both and try again."))
    return render(request, "door/sign_in.html", {"form": form, "next": back}, status=200 if not form.errors else 422)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Let the member out, and empty the browser of what it kept."""
    logout(request)
    return _emptied(HttpResponseRedirect(f"{reverse('web:sign-in')}?language={get_language()}"))


@open_door
def leave(request: HttpRequest) -> HttpResponse:
    """End the session and show a harmless page. The script of the button does the same without waiting for it."""
    logout(request)
    return _emptied(HttpResponseRedirect(AWAY))


def _answers(form: SignIn) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("username", "password")}


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("web:home")


def _emptied(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


urlpatterns = [
    path("sign-in", sign_in, name="sign-in"),
    path("sign-out", sign_out, name="sign-out"),
    path("exit", leave, name="exit"),
]
