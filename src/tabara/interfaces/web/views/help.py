"""Help in place, and how far the pages can be used by everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tabara.interfaces.web.middleware import open_door


@open_door
def help_page(request: HttpRequest) -> HttpResponse:
    """Show how to work with Tabara, and what to do where a page cannot be used."""
    return render(request, "help.html")


urlpatterns = [path("help", help_page, name="help")]
