"""What is due: the member's own tasks, or those of everybody whose cases the member watches over."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara.access.enums import Permission, Scope
from tabara.interfaces.web import casefile
from tabara.interfaces.web.acts import needs
from tabara.protection.cases import queries as cases

SOON = dt.timedelta(days=7)


@needs(Permission.CASE_READ)
def tasks(request: HttpRequest) -> HttpResponse:
    """Show what is late, what is due this week, and what comes later."""
    today = timezone.localdate()
    watches = request.user.reach(Permission.CASE_READ) is not Scope.OWN
    own = not watches or request.GET.get("whose") != "all"
    found = casefile.told(cases.tasks(by=request.user, own=own), request.user, today)
    shown = {
        "late": [one for one in found if one.late],
        "soon": [one for one in found if not one.late and one.on <= today + SOON],
        "later": [one for one in found if one.on > today + SOON],
        "own": own,
        "watches": watches,
    }
    return render(request, "tasks/list.html", shown)


urlpatterns = [path("tasks/", tasks, name="tasks")]
