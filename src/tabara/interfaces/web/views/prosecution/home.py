"""The home of prosecution: hearings to come, files in which nothing moves, where to go."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.planned import line
from tabara.prosecution import queries

AHEAD = dt.timedelta(days=30)
SHOWN = 10


@needs(Permission.COURT_READ)
def home(request: HttpRequest) -> HttpResponse:
    """Show what prosecution waits for."""
    by, today = request.user, timezone.localdate()
    hearings, quiet = queries.hearings(by=by, until=today + AHEAD), queries.quiet(by=by, on=today)
    coming = [one for one in hearings if one.held_on >= today]
    files = reverse("web:court-files")
    shown = {
        "title": _("Prosecution"),
        "lead": _("What comes before the courts, from the complaint to the end."),
        "figures": [
            (queries.under_way(by=by), _("Court files under way"), files),
            (len(coming), _("Hearings within a month"), reverse("web:prosecution")),
            (len(queries.waiting(by=by)), _("Files to take over"), files),
            (len(quiet), _("Files in which nothing moves"), f"{files}?stage=quiet"),
        ],
        "due": [*_unanswered(hearings, today), *_untaken(request, today)],
        "ways": _ways(request),
        "lists": _lists(coming[:SHOWN], quiet[:SHOWN]),
        "plan": line(request, "prosecution"),
    }
    return render(request, "pillar/page.html", shown)


def _unanswered(hearings: Any, today: dt.date) -> list[tuple[str, str, str]]:
    """Return the hearings whose day has passed without an answer."""
    late = [one for one in hearings if one.held_on < today][:SHOWN]
    words = _("Say what became of the hearing in %(code)s")
    return [(words % {"code": one.file.code}, *_at(one.held_on, one.file_id)) for one in late]


def _untaken(request: HttpRequest, today: dt.date) -> list[tuple[str, str, str]]:
    """Return the files that wait for too long to be taken over."""
    late, words = queries.late_to_take(by=request.user, on=today)[:SHOWN], _("Answer whether you take %(code)s over")
    days = ((one, texts.day(timezone.localdate(one.asked_at))) for one in late)
    return [(words % {"code": one.file.code}, day, reverse("web:answer-handing", args=[one.pk])) for one, day in days]


def _lists(coming: Any, quiet: Any) -> list[tuple[str, list[tuple[str, str, str]], str]]:
    """Return the hearings to come, and the files in which nothing moves where there are any."""
    heard = [(one.file.code, *_at(one.held_on, one.file_id)) for one in coming]
    still = [(one.code, *_at(one.moved_on, one.pk)) for one in quiet]
    found = [(_("Hearings to come"), heard, _("No hearing is set within a month."))]
    return [*found, (_("Files in which nothing moves"), still, "")] if still else found


def _at(day: dt.date, number: object) -> tuple[str, str]:
    return texts.day(day), reverse("web:court-file", args=[number])


def _ways(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return where one can go from here: title, what it holds, address."""
    ways = [
        (_("Court files"), _("All files of your agency, by their stage."), reverse("web:court-files")),
        (_("The law"), _("Offences and their penalties, article by article."), reverse("web:law")),
    ]
    if request.user.may(Permission.COURT_RECORD):
        ways.insert(1, (_("Open a court file"), _("It begins with the complaint."), reverse("web:open-court-file")))
    return ways


urlpatterns = [path("prosecution", home, name="prosecution")]
