"""The brief before a meeting, as a page to print."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from tabara import codelists
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.views.figures.asked import the_mart
from tabara.mart import MartMissing
from tabara.partnership import queries
from tabara.publication.brief import render
from tabara.publication.briefing import brief


@needs(Permission.COMMISSION_READ)
def meeting_brief(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Send the brief of a meeting in the language asked for, under a name that says nothing."""
    one, on = queries.meeting(by=request.user, number=number), timezone.localdate()
    asked = request.GET.get("tongue", "")
    language = asked if asked in codelists.pack().languages else texts.language()
    try:
        mart = the_mart()
    except MartMissing:
        mart = None
    told = brief(by=request.user, meeting=one, mart=mart, language=language, on=on, demo=settings.DEMO)
    audit.note(by=request.user, operation="page.meeting-brief", outcome="shown")
    headers = {"Content-Disposition": f'attachment; filename="brief-{on:%Y%m%d}.pdf"'}
    return HttpResponse(render(told, language=language, on=on), content_type="application/pdf", headers=headers)


urlpatterns = [path("partnership/meetings/<uuid:number>/brief.pdf", meeting_brief, name="meeting-brief")]
