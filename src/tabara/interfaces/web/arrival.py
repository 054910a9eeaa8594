"""What the pages of signing in share: whence somebody comes, with which device, and how they are let in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from tabara.access.errors import Refused
from tabara.access.signin import door, factors
from tabara.access.signin.passwords import Busy
from tabara.access.signin.throttle import TooMany
from tabara.interfaces.web.middleware import COOKIE, remember

NEXT = "next"
BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Windows", "Windows")),
    *(("Mac OS", "macOS"), ("Linux", "Linux")),
)


def device_of(request: HttpRequest) -> str:
    """Return in two words which device asks, as its owner would know it again."""
    told = request.headers.get("User-Agent", "")
    words = [next((name for mark, name in known if mark in told), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, words))


def address_of(request: HttpRequest) -> str:
    """Return the address that asks: the last that our own proxy saw, where we stand behind one."""
    seen = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip() if settings.BEHIND_PROXY else ""
    return seen or request.META.get("REMOTE_ADDR", "")


def status_of(refusal: Refused) -> int:
    """Return the status of a page that shows a refusal."""
    return 429 if isinstance(refusal, TooMany) else 503 if isinstance(refusal, Busy) else 422


def slowed(response: HttpResponse, refusal: Refused | None) -> HttpResponse:
    """Return the answer, saying when to come again where it is too early."""
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def knows_a_password(request: HttpRequest, member: Any, back: str) -> HttpResponse:
    """Lead on who has shown a password: to the second factor, to choosing one, or in where none is asked."""
    if not door.needs_a_factor():
        return let_in(request, member, "password", back)
    door.waiting_for_a_factor(request, member)
    request.session[NEXT] = back
    return redirect("web:second" if factors.held(member) else "web:enrol")


def let_in(request: HttpRequest, member: Any, how: str, back: str) -> HttpResponse:
    """Let the member in, and go on where they wanted to."""
    door.let_in(request, member, how, device=device_of(request))
    return in_own_language(request, member, HttpResponseRedirect(back))


def in_own_language(request: HttpRequest, member: Any, response: HttpResponse) -> HttpResponse:
    """Speak the member's language from now on, where none was chosen in this browser."""
    return response if COOKIE in request.COOKIES else remember(response, member.language)
