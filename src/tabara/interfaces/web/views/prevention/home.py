"""The home of prevention: what is due, a few numbers, where to go."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.planned import line
from tabara.prevention import queries

SHOWN = 5  # courses
YEAR = dt.timedelta(days=365)


@needs(Permission.PREVENTION_RECORD)
def home(request: HttpRequest) -> HttpResponse:
    """Show what prevention did in twelve months, as far as the member's role reaches, and who is due again."""
    by, today = request.user, timezone.localdate()
    found = queries.reach(by=by, since=today - YEAR, until=today + dt.timedelta(days=1))
    late = queries.due(by=by, on=today)
    there = reverse("web:awareness")
    shown = {
        "title": _("Prevention"),
        "lead": _("What people were told, and who was trained. The numbers are of the last twelve months."),
        "figures": [
            (found["sessions"], _("Sessions held"), there),
            (found["reached"], _("People reached there: attendances added up"), there),
            (found["heard"], _("Listeners and views, counted apart"), there),
            (len(late), _("Refreshers due"), reverse("web:refreshers")),
        ],
        "due": _refreshers(late),
        "ways": _ways(),
        "plan": line(request, "prevention"),
    }
    return render(request, "pillar/page.html", shown)


def _refreshers(late: Sequence[Any]) -> list[tuple[str, str, str]]:
    """Return the courses to be refreshed, each with how many people and since when; the longest due first."""
    by_course: dict[str, list[dt.date]] = {}
    for one in late:
        by_course.setdefault(one.course.title, []).append(one.on)
    found = []
    for title, days in by_course.items():
        people = ngettext("%(num)s person", "%(num)s persons", len(days)) % {"num": len(days)}
        found.append((f"{title} · {people}", texts.day(min(days)), reverse("web:refreshers")))
    return found[:SHOWN]


def _ways() -> list[tuple[str, str, str]]:
    """Return where one can go from here: title, what it holds, address."""
    return [
        (_("Where to act next"), _("The communes by what is known of them, each explained."), reverse("web:where")),
        (_("Context"), _("Displaced people, disasters, inhabitants: layer by layer."), reverse("web:context")),
        (_("Record a session"), _("After a meeting, a visit to a school, a broadcast."), reverse("web:record-session")),
        (_("Sessions"), _("What was held, whom it reached, what people asked."), reverse("web:awareness")),
        (_("Campaigns"), _("Sessions on one theme, between two days."), reverse("web:campaigns")),
        (_("Trainings"), _("Who was taught what, and the lists."), reverse("web:trainings")),
        (_("The courses"), _("What is taught, for whom, and when it is refreshed."), reverse("web:courses")),
        (_("Who was trained"), _("Of each profession, how many of all there are."), reverse("web:registers")),
        (
            _("Recruitment agencies"),
            _("Is this one licensed? Complaints, warnings, labour agreements."),
            reverse("web:recruitment"),
        ),
        (_("Check a certificate"), _("Whether the number on a paper is known."), reverse("web:check-certificate")),
        (_("Refreshers due"), _("Whose course is too long ago."), reverse("web:refreshers")),
    ]


urlpatterns = [path("prevention", home, name="prevention")]
