"""What every request passes: the language and the door."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes, urlencode
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.fresh import FreshNeeded
from tabara.access.signin import sessions
from tabara.access.speaking import speaking_for
from tabara.interfaces.web import proving
from tabara.sealing import KeyUnavailable, SealBroken

Answer = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger(__name__)
COOKIE = "__Host-language" if settings.SECURE else "language"
A_YEAR = 365 * 24 * 3600


def language(answer: Answer) -> Answer:
    """Speak the language that the reader chose on any page, else the browser's, else the pack's first."""

    def speak(request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("language") if request.method == "GET" else None
        if wanted and wanted in codelists.pack().languages:
            return remember(_without_the_choice(request), wanted)
        with translation.override(spoken_by(request)):
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        return response

    return speak


def spoken_by(request: HttpRequest) -> str:
    """Return the language to answer in."""
    offered = codelists.pack().languages
    if (kept := request.COOKIES.get(COOKIE)) in offered and kept:
        return kept
    asked = request.headers.get("Accept-Language", "").lower().split(",")
    found = [one.strip()[:2] for one in asked if one.strip()[:2] in offered]
    return found[0] if found else settings.LANGUAGE_CODE


def remember(response: HttpResponse, wanted: str) -> HttpResponse:
    """Keep the choice of a language in the reader's browser."""
    response.set_cookie(COOKIE, wanted, max_age=A_YEAR, secure=settings.SECURE, httponly=True, samesite="Strict")
    return response


def _without_the_choice(request: HttpRequest) -> HttpResponseRedirect:
    query = request.GET.copy()
    del query["language"]
    here = escape_leading_slashes(request.path)  # "//elsewhere.org/" would be another site
    return HttpResponseRedirect(here + ("?" + query.urlencode() if query else ""))


def speaking(answer: Answer) -> Answer:
    """Ask the databases in the name of whoever is signed in, and of nobody else, until the answer is there."""

    def ask(request: HttpRequest) -> HttpResponse:
        with speaking_for(request.user if request.user.is_authenticated else None):
            return answer(request)

    return ask


def open_door(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Mark a page as one of the few that need no sign-in."""
    view.open_door = True  # type: ignore[attr-defined]  # a mark that the door below looks for
    return view


class Doors:
    """Let nobody in who is not signed in, and turn refusals into pages."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; an address that only takes what is sent has a page, too, for whoever comes back to it."""
        response = self.answer(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            response.content = render(request, "errors/not_found.html").content
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], given: dict[str, Any]
    ) -> HttpResponse | None:
        """Send whoever is not signed in to the sign-in page, and bring them back afterwards."""
        if request.user.is_authenticated:
            request.user.proved_at = sessions.proved_at(request.session)
            sessions.in_use(request.session)
            return resting(request, view)
        if getattr(view, "open_door", False):
            return None
        address = reverse(settings.LOGIN_URL)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": address})
        back = "?" + urlencode({"next": request.path}) if request.method == "GET" and request.path != "/" else ""
        return redirect(address + back)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a refusal into a page. What one may not see and what does not exist look the same."""
        if isinstance(error, NotFound):
            return render(request, "errors/not_found.html", status=404)
        if isinstance(error, FreshNeeded):
            return proving.asked_first(request)
        if isinstance(error, NotAllowed):
            return render(request, "errors/refused.html", {"message": error.message}, status=403)
        if isinstance(error, Refused):
            return render(request, "errors/refused.html", {"message": error.message}, status=400)
        return sealed_off(request, error)


def resting(request: HttpRequest, view: Callable[..., Any]) -> HttpResponse | None:
    """Tell whoever's account rests why, on every page but those that lead out."""
    if not request.user.is_suspended or getattr(view, "open_door", False) or view.__name__ == "sign_out":
        return None
    return render(request, "errors/resting.html", status=403)


def sealed_off(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Say that something cannot be opened; which key or which record it is stands in the log, not on the page."""
    if isinstance(error, SealBroken):
        log.warning("%s", error)
        said = _("One part of this record cannot be opened: it was altered. The administrator can restore it.")
        return render(request, "errors/refused.html", {"message": said}, status=500)
    if isinstance(error, KeyUnavailable):
        log.error("%s", error)
        said = _("The key of this server is not in its place: nothing is opened or stored. Tell the administrator.")
        return render(request, "errors/refused.html", {"message": said}, status=503)
    return None
