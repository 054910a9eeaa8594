"""The infosheets: choose a report and a language, look at it, print it."""

import datetime as dt
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.indicators.reports import figures_of
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import do, sent_event
from tabara.interfaces.web.menu import NAMES
from tabara.interfaces.web.views.figures import making
from tabara.interfaces.web.views.figures.asked import the_mart
from tabara.mart import MartMissing
from tabara.publication.infosheet import Output
from tabara.publication.infosheet import render as print_sheet
from tabara.publication.operations import publish
from tabara.publication.words import Words


def infosheet(request: HttpRequest) -> HttpResponse:
    """Show the first page of a report as it will be printed."""
    if not request.user.may(Permission.FIGURE_READ):
        raise NotAllowed
    pack, words = codelists.pack(), Words(texts.language())
    name, language = chosen(request.GET)
    reports = {
        key: (words.text(one["title"]), words.period(one["since"], one["until"])) for key, one in pack.reports.items()
    }
    shown = {
        "reports": reports,
        "tongues": {key: NAMES.get(key, key) for key in pack.languages},
        "report": name,
        "tongue": language,
        **making.state(request),
    }
    return render(request, "figures/sheet.html", shown)


def preview(request: HttpRequest) -> HttpResponse:
    """Return a picture of the first page."""
    if not request.user.may(Permission.FIGURE_READ):
        raise NotAllowed
    return HttpResponse(made(*chosen(request.GET), "png"), content_type="image/png")


@require_POST
def pdf(request: HttpRequest) -> HttpResponse:
    """Put the report on record as printed, and send it under a name that says nothing."""
    name, language = chosen(request.POST)
    do(request, publish, event=sent_event(request), reason=f"{name} {language}"[:40])
    on = timezone.localdate()
    headers = {"Content-Disposition": f'attachment; filename="sheet-{on:%Y%m%d}.pdf"'}
    return HttpResponse(made(name, language, "pdf"), content_type="application/pdf", headers=headers)


def chosen(said: QueryDict) -> tuple[str, str]:
    """Return the report and the language chosen, the first report and the reader's language where none is."""
    pack = codelists.pack()
    if not pack.reports:
        raise Http404
    name, language = said.get("report", ""), said.get("tongue", "")
    return (
        name if name in pack.reports else next(iter(pack.reports)),
        language if language in pack.languages else texts.language(),
    )


def made(name: str, language: str, output: Output) -> bytes:
    """Return the sheet as of today."""
    try:
        build = the_mart().build_id
    except MartMissing as error:
        raise Http404 from error
    return _made(settings.MART, build, name, language, timezone.localdate(), output)


@lru_cache(maxsize=32)
def _made(folder: Path, build: str, name: str, language: str, on: dt.date, output: Output) -> bytes:
    report = figures_of(name, mart=the_mart())
    return print_sheet(report, language=language, on=on, output=output, demo=settings.DEMO)


urlpatterns = [
    path("figures/sheet", infosheet, name="infosheet"),
    path("figures/sheet.png", preview, name="infosheet-preview"),
    path("figures/sheet.pdf", pdf, name="infosheet-pdf"),
]
