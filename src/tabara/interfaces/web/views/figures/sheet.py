"""The infosheets: choose a report, a period and a language, look at it, print it."""

import datetime as dt
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tabara import codelists
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.indicators.reports import ReportFigures, figures_of
from tabara.interfaces.web import texts
from tabara.interfaces.web.menu import NAMES
from tabara.interfaces.web.releasing import Made, given_out, stays
from tabara.interfaces.web.views.figures import making
from tabara.interfaces.web.views.figures.asked import days, options, the_mart
from tabara.mart import MartMissing
from tabara.publication.errors import PublicationError
from tabara.publication.infosheet import render as print_sheet
from tabara.publication.operations import called, publish, report_leaving
from tabara.publication.studies import Leaving
from tabara.publication.studies import leaving as told_of
from tabara.publication.studies.released import entries_of_line
from tabara.publication.typesetting import Output, Words
from tabara.research import queries as research


@dataclass(frozen=True)
class Chosen:
    """What to print; without quarters it is the report's own period."""

    report: str
    tongue: str
    since: str = ""  # a quarter, "2022-Q1" …
    until: str = ""  # … and the last one, itself included
    study: str = ""  # "yes" where what the newest signed-off study says stands on it, with its warning

    @property
    def query(self) -> str:
        """Return it as the end of an address."""
        return urlencode({key: one for key, one in asdict(self).items() if one or key != "study"})

    @property
    def period(self) -> dict[str, dt.date]:
        """Return the half-open period asked for; nothing where it is the report's own."""
        return days(self.since, self.until) if self.since else {}

    @property
    def whole_period(self) -> dict[str, dt.date]:
        """Return the half-open period of the sheet."""
        own = codelists.pack().reports[self.report]
        return self.period or {"since": own["since"], "until": own["until"]}


def infosheet(request: HttpRequest) -> HttpResponse:
    """Show the first page of a report as it will be printed."""
    if not request.user.may(Permission.FIGURE_READ):
        raise NotAllowed
    what = chosen(request.GET)
    try:
        signed_off(request, what)
    except PublicationError as problem:
        return _page(request, replace(what, study=""), _(problem.msgid) % problem.params)
    return _page(request, what)


def _page(request: HttpRequest, what: Chosen, refused: str = "") -> HttpResponse:
    """Show the form and the sheet, with the sentence of whatever does not let it leave."""
    pack, words = codelists.pack(), Words(texts.language())
    reports = {
        key: (words.text(one["title"]), words.period(one["since"], one["until"])) for key, one in pack.reports.items()
    }
    shown = {
        "reports": reports,
        "tongues": {key: NAMES.get(key, key) for key in pack.languages},
        "quarters": quarters(),
        "chosen": what,
        "beside": beside_the_records(what),
        "refused": refused,
        "study": research.latest_signed(by=request.user),
        **making.state(request),
    }
    return render(request, "figures/sheet.html", shown, status=422 if refused else 200)


def preview(request: HttpRequest) -> HttpResponse:
    """Return a picture of the first page."""
    if not request.user.may(Permission.FIGURE_READ):
        raise NotAllowed
    what = chosen(request.GET)
    try:
        study = signed_off(request, what)
    except PublicationError as problem:
        return stays(request, _(problem.msgid) % problem.params, back=reverse("web:infosheet"))
    picture = _made(settings.MART, _build(), what, timezone.localdate(), "png", study)
    audit.note(by=request.user, operation="page.infosheet-preview", outcome="shown")
    return HttpResponse(picture, content_type="image/png")


@require_POST
def pdf(request: HttpRequest) -> HttpResponse:
    """Put the report on record as printed, and send it under a name that says nothing; or say why it may not leave."""
    if not request.user.may(Permission.REPORT_PUBLISH):
        audit.note(by=request.user, operation="report.publish", outcome="denied")
        raise NotAllowed
    what, on = chosen(request.POST), timezone.localdate()

    def make() -> Made:
        told, row = _figures(settings.MART, _build(), what), _signed(request, what)
        study = None if row is None else _line(row, what)
        content = print_sheet(told, language=what.tongue, on=on, demo=settings.DEMO, study=study)
        leaving = report_leaving(told, what.report, what.tongue)
        beside = () if row is None or study is None else entries_of_line(row.result, row.counts.linkage.lists)
        return content, replace(leaving, entries=(*leaving.entries, *beside))

    reason = called(what.report, what.tongue, what.period)
    content, refused = given_out(request, publish, reason=reason, make=make)
    if refused:
        return _page(request, what, refused)
    headers = {"Content-Disposition": f'attachment; filename="sheet-{on:%Y%m%d}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def chosen(said: QueryDict) -> Chosen:
    """Return what was chosen: the first report and the reader's language where none is, and all from closed lists."""
    pack = codelists.pack()
    if not pack.reports:
        raise Http404
    name, language = said.get("report", ""), said.get("tongue", "")
    since, until = ends(said.get("since", ""), said.get("until", ""))
    return Chosen(
        report=name if name in pack.reports else next(iter(pack.reports)),
        tongue=language if language in pack.languages else texts.language(),
        since=since,
        until=until,
        study="yes" if said.get("study") == "yes" else "",
    )


def ends(since: str, until: str) -> tuple[str, str]:
    """Return the first and the last quarter; where only one is chosen, the other is that of the list."""
    known = quarters()
    if not {since, until} & {*known}:
        return "", ""
    first, last = since if since in known else known[0], until if until in known else known[-1]
    return min(first, last), max(first, last)


def quarters() -> list[str]:
    """Return the quarters to choose from."""
    try:
        return list(options(the_mart())["quarters"])
    except MartMissing:
        return []


def beside_the_records(what: Chosen) -> str:
    """Return what to say of a period in which there are no records at all; nothing where there are."""
    known = quarters()
    if not known or the_mart().span() is None:
        return ""
    period, recorded = what.whole_period, days(known[0], known[-1])
    if recorded["since"] < period["until"] and period["since"] < recorded["until"]:
        return ""
    words = Words(texts.language())
    return _("There are no records of %(period)s, but of %(recorded)s. Choose another period.") % {
        "period": words.period(**period),
        "recorded": words.period(**recorded),
    }


def _build() -> str:
    try:
        return the_mart().build_id
    except MartMissing as error:
        raise Http404 from error


def signed_off(request: HttpRequest, what: Chosen) -> Leaving | None:
    """Return what the newest study says that a second person signed off; nothing where none is, or none is wanted."""
    row = _signed(request, what)
    return None if row is None else _line(row, what)


def _signed(request: HttpRequest, what: Chosen) -> Any:
    return research.latest_signed(by=request.user) if what.study else None


def _line(row: Any, what: Chosen) -> Leaving | None:
    told = research.result_of(row)
    if told is None:
        return None
    day = Words(what.tongue).day(timezone.localdate(row.signed.signed_at))
    return told_of(told, language=what.tongue, signed=f"{row.signed.signed_by.agency.name}, {day}")


@lru_cache(maxsize=32)
def _made(folder: Path, build: str, what: Chosen, on: dt.date, output: Output, study: Leaving | None) -> bytes:
    report = _figures(folder, build, what)
    return print_sheet(report, language=what.tongue, on=on, output=output, demo=settings.DEMO, study=study)


@lru_cache(maxsize=8)
def _figures(folder: Path, build: str, what: Chosen) -> ReportFigures:
    return figures_of(what.report, mart=the_mart(), **what.period)


urlpatterns = [
    path("figures/sheet", infosheet, name="infosheet"),
    path("figures/sheet.png", preview, name="infosheet-preview"),
    path("figures/sheet.pdf", pdf, name="infosheet-pdf"),
]
