"""What is shown when something is not there, was not sent properly, or broke."""

import sys

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern

from tabara.access.errors import NotAllowed
from tabara.interfaces.web.outage import RETRY, Lack, lack, sentence

urlpatterns: list[URLPattern] = []


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "errors/not_found.html", status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what no browser sends, before anything is known of who sent it; what it was is not repeated.

    A session that could not be kept, because the database went away meanwhile, comes here too.
    """
    if found := lack(exception):
        return _without(request, found)
    return HttpResponseBadRequest(b"This request cannot be read.", content_type="text/plain; charset=utf-8")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what Django itself forbids."""
    return render(request, "errors/refused.html", {"message": NotAllowed().message}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after a defect of ours, or where something is missing, without asking the database anything."""
    if found := lack(sys.exc_info()[1]):
        return _without(request, found)
    return render(request, "errors/broken.html", status=500)


def _without(request: HttpRequest, what: Lack) -> HttpResponse:
    """Answer where the server lacks something."""
    page = render_to_string("errors/outage.html", {"message": sentence(what)}, request)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY)})


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not fit."""
    return render(request, "errors/csrf.html", status=403)
