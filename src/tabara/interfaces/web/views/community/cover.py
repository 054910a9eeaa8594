"""Which ground has a focal point, and which has none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.intake_life import path_of
from tabara.protection.community import queries


@needs(Permission.COMMUNITY_KEEP)
def cover(request: HttpRequest) -> HttpResponse:
    """Show province by province how many places have somebody to turn to."""
    provinces = queries.cover(by=request.user, on=timezone.localdate())
    communes = [one for province in provinces for one in province.communes]
    whole = sum(one.is_whole for one in communes)
    shown = {"provinces": provinces, "whole": whole, "communes": len(communes)}
    return render(request, "community/cover.html", shown)


@needs(Permission.COMMUNITY_KEEP)
def commune(request: HttpRequest, commune: str) -> HttpResponse:
    """Show the places of a commune that have no focal point."""
    found = queries.uncovered(by=request.user, on=timezone.localdate(), code=commune)
    bare = [(one, path_of(one)) for one in found.bare]
    return render(request, "community/commune.html", {"found": found, "bare": bare, "where": path_of(found.place)})


urlpatterns = [
    path("focal-points/cover", cover, name="cover"),
    path("focal-points/cover/<str:commune>", commune, name="cover-commune"),
]
