"""Showing anew who one is: what was about to be done waits in the browser, and is done afterwards."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from tabara.access.signin import factors
from tabara.interfaces.web.forms.base import Form

OURS = "prove-"  # the fields of our own page; what was about to be sent keeps its names beside them
MOST_CARRIED = 200_000  # letters of a form that waits


class ByCode(Form):
    """A code of the app, or one of the recovery codes."""

    code = forms.CharField(
        max_length=40,
        label=_("Code from the app, or a recovery code"),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )


class ByPassword(Form):
    """The password, where nothing else is asked: among invented people."""

    password = forms.CharField(
        max_length=200,
        strip=False,
        label=_("Password"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


def asked_first(request: HttpRequest) -> HttpResponse:
    """Ask who it is before a page is shown, or before what was sent is done; nothing that was written is lost."""
    if request.headers.get("HX-Request"):
        here = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
        return HttpResponse(status=401, headers={"HX-Redirect": f"{reverse('web:prove')}?{urlencode({'next': here})}"})
    if request.method != "POST":
        return redirect(f"{reverse('web:prove')}?{urlencode({'next': request.get_full_path()})}")
    carried = carried_by(request)
    return shown(request, form_for(request), back=request.path, carried=carried, lost=carried is None)


def carried_by(request: HttpRequest) -> list[tuple[str, str]] | None:
    """Return what was sent, to be sent again; `None` where it cannot be, as with files."""
    ours = (OURS, "csrfmiddlewaretoken")
    sent = [(name, text) for name, many in request.POST.lists() for text in many if not name.startswith(ours)]
    if request.FILES or sum(len(text) for _name, text in sent) > MOST_CARRIED:
        return None
    return sent


def form_for(request: HttpRequest, sent: bool = False) -> Form | None:
    """Return the form beside the passkey: for a code, or for the password; none where there is neither."""
    answers = request.POST if sent else None
    if factors.has_app(request.user) or factors.codes_left(request.user):
        return ByCode(answers, prefix="prove")
    return ByPassword(answers, prefix="prove") if settings.DEMO and not factors.held(request.user) else None


def shown(
    request: HttpRequest,
    form: Form | None,
    *,
    back: str,
    carried: list[tuple[str, str]] | None = None,
    lost: bool = False,
    said: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the page that asks; what is `carried` is sent to `back` afterwards, `None` is nothing."""
    what = {
        "form": form,
        "next": back,
        "carried": carried,
        "lost": lost,
        "said": said,
        "has_passkey": bool(factors.passkeys(request.user)),
    }
    return render(request, "door/prove.html", what, status=status)


def safe_way(request: HttpRequest, wanted: str) -> str:
    """Return where to go on: where one came from if that is here, else home."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("web:home")
