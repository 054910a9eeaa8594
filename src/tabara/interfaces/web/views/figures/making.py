"""The mart behind the figures: how old it is, and the button of the data team that builds it anew."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tabara import jobs
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import new_event
from tabara.interfaces.web.acts import do, say, sent_event
from tabara.mart import standing
from tabara.mart.job import KEY
from tabara.mart.operations import build_mart


def state(request: HttpRequest) -> dict[str, Any]:
    """Return how old the mart is, and how its building stands."""
    return {"build": standing(settings.MART), "making": jobs.state(KEY), "event": new_event()}


@require_POST
def rebuild(request: HttpRequest) -> HttpResponse:
    """Ask for the mart to be built anew; a worker does it while everybody goes on."""
    do(request, build_mart, event=sent_event(request), folder=settings.MART)
    say(request, _("The figures are being built. You can go on working meanwhile."))
    return redirect("web:figures")


def progress(request: HttpRequest) -> HttpResponse:
    """Show how far the building is; once it has ended, the page shows the new figures."""
    if not request.user.may(Permission.FIGURE_READ):
        raise NotAllowed
    shown = state(request)
    response = render(request, "figures/making.html", shown)
    if shown["making"] is None or shown["making"].ended:
        response["HX-Refresh"] = "true"
    return response


urlpatterns = [
    path("figures/build", rebuild, name="build-mart"),
    path("figures/progress", progress, name="mart-progress"),
]
