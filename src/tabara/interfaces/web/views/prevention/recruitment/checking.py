"""Is this agency licensed today? One sentence, with the day of the list; asked by whoever is signed in, on a phone."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.recruitment import CheckFirm
from tabara.prevention import queries
from tabara.prevention.queries import Answer, Line, Standing


def check(request: HttpRequest) -> HttpResponse:
    """Ask for a name or the number of a licence, and answer. What is asked is sent, so that no address keeps it."""
    form, answer, today = CheckFirm(request.POST or None), None, timezone.localdate()
    if request.method == "POST" and form.is_valid():
        answer = queries.looked_up(by=request.user, asked=form.cleaned_data["asked"], on=today)
    shown = {
        "form": form,
        "answer": answer,
        "lines": [(line, sentence(line), line.firm.destinations) for line in answer.lines] if answer else [],
        "sure": answer is not None and answer.same,
        "yes": answer is not None and answer.yes,
        "listed_on": answer.listed_on if answer else None,
        "old": _old(answer, today),
    }
    return render(request, "recruitment/check.html", shown, status=422 if form.errors else 200)


def sentence(line: Line) -> str:
    """Return in one sentence how an agency stands."""
    one = line.firm
    told = {"name": one.name, "licence": one.licence, "since": texts.day(one.since), "until": texts.day(one.until)}
    said = {
        Standing.LICENSED: _("Yes: %(name)s is licensed today, under number %(licence)s, until %(until)s."),
        Standing.NOT_YET: _("No: the licence of %(name)s, number %(licence)s, begins on %(since)s."),
        Standing.OVER: _("No: the licence of %(name)s, number %(licence)s, ended on %(until)s."),
        Standing.SUSPENDED: _("No: the licence of %(name)s, number %(licence)s, is suspended."),
        Standing.REVOKED: _("No: the licence of %(name)s, number %(licence)s, was revoked."),
        Standing.LEFT: _("Not sure: %(name)s, number %(licence)s, was on an older list and is not on the newest."),
    }
    return said[line.standing] % told


def _old(answer: Answer | None, today: dt.date) -> bool:
    """Tell whether the list is older than a year, or there is none."""
    return answer is not None and (answer.listed_on is None or answer.listed_on < today - dt.timedelta(days=365))


urlpatterns = [path("prevention/recruitment/check", check, name="check-agency")]
