"""The scorecard of the plan: how each activity stands, what is late, what lacks money."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from tabara import codelists
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.operation import new_event
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs, sent_to
from tabara.interfaces.web.lights import LIGHTS
from tabara.interfaces.web.menu import NAMES
from tabara.interfaces.web.planned import mart_or_none, measure, reached, scored, share, why
from tabara.interfaces.web.planprint import paper
from tabara.interfaces.web.releasing import Made, given_out, stays
from tabara.methods.scorecard import Light
from tabara.publication.operations import release_scorecard
from tabara.publication.scorecard import printed_card, scorecard_leaving
from tabara.publication.scorecard import render as print_scorecard


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
        "tongues": [(code, NAMES.get(code, code)) for code in codelists.pack().languages],
        "event": new_event(),
        "keeps": request.user.may(Permission.COMMISSION_KEEP),
    }
    shown["rows"] = [row for row in shown["rows"] if not light or row[0].verdict.light == light]
    return render(request, "partnership/plan/scorecard.html", shown)


@needs(Permission.COMMISSION_READ)
@sent_to("web:national-plan")
def pdf(request: HttpRequest) -> HttpResponse:
    """Put the figures of the whole plan on record and send its scorecard; or say why not, and how without them."""
    left_out, on = request.POST.get("figures") == "none", timezone.localdate()
    mart = None if left_out else mart_or_none()
    whole = printed_card(by=request.user, mart=mart, on=on)
    if whole is None:
        return redirect("web:national-plan")
    asked = request.POST.get("tongue", "")
    language = asked if asked in codelists.pack().languages else texts.language()

    def make() -> Made:
        leaving = None if mart is None else scorecard_leaving(whole, mart=mart, language=language)
        told = paper(whole, mart=mart, language=language, left_out=left_out)
        return print_scorecard(told, language=language, on=on), leaving

    content, refused = given_out(request, release_scorecard, reason=f"plan {language} {on:%Y-%m-%d}", make=make)
    if refused:
        without = {"tongue": language, "figures": "none"}
        return stays(request, refused, back=reverse("web:national-plan"), without=without)
    audit.note(by=request.user, operation="page.national-plan-pdf", outcome="shown")
    headers = {"Content-Disposition": f'attachment; filename="plan-{on:%Y%m%d}-{language}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


urlpatterns = [
    path("partnership/plan", plan, name="national-plan"),
    path("partnership/plan.pdf", pdf, name="national-plan-pdf"),
]
