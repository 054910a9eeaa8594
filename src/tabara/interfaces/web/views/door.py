"""Signing out, and leaving at once."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from tabara.access.signin import door
from tabara.interfaces.web.jinja import AWAY
from tabara.interfaces.web.middleware import open_door


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Let the member out, and empty the browser of what it kept."""
    door.noted(request.user, "access.sign_out", "done", "")
    logout(request)
    return _emptied(HttpResponseRedirect(f"{reverse('web:sign-in')}?language={get_language()}"))


@open_door
def leave(request: HttpRequest) -> HttpResponse:
    """End the session and show a harmless page. The script of the button does the same without waiting for it."""
    logout(request)
    return _emptied(HttpResponseRedirect(AWAY))


def _emptied(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


urlpatterns = [
    path("sign-out", sign_out, name="sign-out"),
    path("exit", leave, name="exit"),
]
