"""The yearly dossier of evidence: choose a review or a frame and a year, and keep it as a PDF."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from tabara import codelists
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.operation import new_event
from tabara.codelists import Frame, Review
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs, sent_to
from tabara.interfaces.web.menu import NAMES
from tabara.interfaces.web.releasing import Made, given_out
from tabara.interfaces.web.views.partnership.reviews.frames import chosen_year, standing_mart, years
from tabara.publication.dossier import dossier, dossier_leaving
from tabara.publication.dossier import render as print_dossier
from tabara.publication.operations import release_dossier
from tabara.publication.releases.finished import is_over


@needs(Permission.COMMISSION_READ)
def choose(request: HttpRequest) -> HttpResponse:
    """Show the form: about what, which year, in which language."""
    return _form(request)


def _form(request: HttpRequest, refused: str = "") -> HttpResponse:
    spoken, said = texts.language(), request.POST or request.GET
    shown = {
        "reviews": [(one.key, one.text(spoken)) for one in codelists.pack().reviews.reviews],
        "frames": [(one.key, one.text(spoken)) for one in codelists.pack().frames.frames],
        "about": said.get("about", ""),
        "event": new_event(),
        "years": years(),
        "year": chosen_year(request),
        "tongues": [(code, NAMES.get(code, code)) for code in codelists.pack().languages],
        "spoken": spoken,
        "refused": refused,
    }
    return render(request, "partnership/reviews/dossier.html", shown, status=422 if refused else 200)


@needs(Permission.COMMISSION_READ)
@sent_to("web:dossier")
def pdf(request: HttpRequest) -> HttpResponse:
    """Put the dossier on record, and send it under a name that says its year alone; or say why it may not leave."""
    one, year, on = _about(request.POST.get("about", "")), chosen_year(request), timezone.localdate()
    if one is None:
        return redirect("web:dossier")
    asked = request.POST.get("tongue", "")
    language = asked if asked in codelists.pack().languages else texts.language()
    standing = standing_mart()
    mart = standing if standing is not None and is_over(year, mart=standing, on=on) else None
    given: dict[str, Any] = {"left_out": mart is not standing, "demo": settings.DEMO}

    def make() -> Made:
        told = dossier(by=request.user, about=one, year=year, mart=mart, language=language, on=on, **given)
        leaving = dossier_leaving(about=one, year=year, mart=mart, language=language) if mart is not None else None
        return print_dossier(told, language=language, on=on), leaving

    content, refused = given_out(request, release_dossier, reason=f"{one.key} {language} {year}", make=make)
    if refused:
        return _form(request, refused)
    audit.note(by=request.user, operation="page.dossier", outcome="shown")
    headers = {"Content-Disposition": f'attachment; filename="dossier-{year}-{language}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _about(key: str) -> Review | Frame | None:
    known: dict[str, Review | Frame] = {one.key: one for one in codelists.pack().frames.frames}
    known |= {one.key: one for one in codelists.pack().reviews.reviews}
    return known.get(key)


urlpatterns = [
    path("partnership/dossier", choose, name="dossier"),
    path("partnership/dossier.pdf", pdf, name="dossier-pdf"),
]
