"""What is shown when something is not there, was not sent properly, or broke."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern

urlpatterns: list[URLPattern] = []


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "errors/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer after a defect of ours, without asking the database anything."""
    return render(request, "errors/broken.html", status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not fit."""
    return render(request, "errors/csrf.html", status=403)
