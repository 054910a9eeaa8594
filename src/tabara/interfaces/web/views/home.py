"""The first page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path


def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for the member, and the next steps."""
    return render(request, "home.html")


urlpatterns = [path("", home, name="home")]
