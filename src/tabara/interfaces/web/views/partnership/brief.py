"""The brief before a meeting, as a page to print."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone

from tabara import codelists
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs, sent_to
from tabara.interfaces.web.planned import mart_or_none
from tabara.interfaces.web.releasing import Made, given_out, stays
from tabara.partnership import queries
from tabara.publication.brief import brief, brief_leaving, figures_of_brief, render
from tabara.publication.operations import release_brief


@needs(Permission.COMMISSION_READ)
@sent_to("web:meeting")
def meeting_brief(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Put the figures of the brief on record, and send it; or say why it may not leave, and how it may without them."""
    one, on = queries.meeting(by=request.user, number=number), timezone.localdate()
    asked = request.POST.get("tongue", "")
    language = asked if asked in codelists.pack().languages else texts.language()
    left_out = request.POST.get("figures") == "none"
    mart = None if left_out else mart_or_none()

    def make() -> Made:
        figures = figures_of_brief(mart, on) if mart else None
        given: dict[str, Any] = {"language": language, "on": on, "left_out": left_out, "demo": settings.DEMO}
        leaving = brief_leaving(figures, mart=mart, language=language) if mart and figures else None
        return render(brief(by=request.user, meeting=one, figures=figures, **given), language=language, on=on), leaving

    content, refused = given_out(request, release_brief, reason=f"brief {language} {on:%Y-%m-%d}", make=make)
    if refused:
        back = reverse("web:meeting", kwargs={"number": one.pk})
        return stays(request, refused, back=back, without={"tongue": language, "figures": "none"})
    audit.note(by=request.user, operation="page.meeting-brief", outcome="shown")
    headers = {"Content-Disposition": f'attachment; filename="brief-{on:%Y%m%d}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


urlpatterns = [path("partnership/meetings/<uuid:number>/brief.pdf", meeting_brief, name="meeting-brief")]
