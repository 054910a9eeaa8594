"""The scorecard of the plan: how each activity stands, what is late, what lacks money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.lights import LIGHTS
from tabara.interfaces.web.planned import measure, reached, scored, share, why
from tabara.methods.scorecard import Light


@needs(Permission.COMMISSION_READ)
def plan(request: HttpRequest) -> HttpResponse:
    """Show how the plan stands today, the whole or one pillar, and of it all activities or those of one light."""
    whole = scored(request)
    pillar, light = request.GET.get("pillar", ""), request.GET.get("light", "")
    pillar = pillar if pillar in texts.labels("pillar") else ""
    light = light if light in tuple(Light) else ""
    part = whole.of(pillar) if whole and pillar else whole
    shown = {
        "whole": whole,
        "part": part,
        "rows": [(one, why(one), reached(one), measure(one)) for one in (part.rows if part else ())],
        "pillar": pillar,
        "light": light,
        "lights": LIGHTS,
        "share": share,
        "keeps": request.user.may(Permission.COMMISSION_KEEP),
    }
    shown["rows"] = [row for row in shown["rows"] if not light or row[0].verdict.light == light]
    return render(request, "partnership/plan/scorecard.html", shown)


urlpatterns = [path("partnership/plan", plan, name="national-plan")]
