"""The home of partnership: what is due, a few numbers, where to go."""

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
from tabara.partnership import queries
from tabara.partnership.enums import DecisionState

COMMISSION = "commission"
MOST = 5  # late ones of a kind


@needs(Permission.COMMISSION_READ)
def home(request: HttpRequest) -> HttpResponse:
    """Show what partnership waits for."""
    by, today = request.user, timezone.localdate()
    late = queries.decisions(by=by, late_on=today)
    unanswered = queries.recommendations(by=by, late_on=today)
    coming = queries.next_meeting(by=by, group=COMMISSION, on=today)
    shown = {
        "title": _("Partnership"),
        "lead": _("Who works together against trafficking, what they meet about, and what they decide."),
        "figures": [
            (len(queries.decisions(by=by, state=DecisionState.OPEN)), _("Decisions open"), reverse("web:decisions")),
            (len(late), _("Decisions late"), f"{reverse('web:decisions')}?state=late"),
            (len(queries.members_of(by=by, group=COMMISSION, on=today)), _("Members today"), reverse("web:groups")),
            (len(unanswered), _("Recommendations late"), f"{reverse('web:recommendations')}?state=late"),
        ],
        "due": [*_late_decisions(late), *_late_recommendations(unanswered)],
        "lists": [_next(coming)],
        "plan": line(request, "partnership"),
        "ways": _ways(request),
    }
    return render(request, "pillar/page.html", shown)


def _next(coming: Any) -> tuple[str, list[tuple[str, str, str]], str]:
    """Return the next meeting of the Commission."""
    words, empty = _("Next meeting of the Commission"), _("No meeting is called yet.")
    if coming is None:
        return words, [], empty
    at = reverse("web:meeting", args=[coming.pk])
    return words, [(coming.venue or _("Meeting"), texts.day(coming.held_on), at)], empty


def _late_decisions(rows: list[Any]) -> list[tuple[str, str, str]]:
    return [(one.words, texts.day(one.due_on), reverse("web:decision", args=[one.pk])) for one in rows[:MOST]]


def _late_recommendations(rows: list[Any]) -> list[tuple[str, str, str]]:
    found = [(one, queries.words_of(one, texts.language())) for one in rows[:MOST]]
    return [(words, texts.day(one.due_on), reverse("web:recommendation", args=[one.pk])) for one, words in found]


def _ways(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return where one can go from here: title, what it holds, address."""
    ways = [
        (
            _("National Action Plan"),
            _("How each activity stands, what is late, what lacks money."),
            reverse("web:national-plan"),
        ),
        (_("Meetings"), _("Agenda, who took part, minutes, decisions."), reverse("web:meetings")),
        (_("Decisions"), _("Who does what by when, and what became of it."), reverse("web:decisions")),
        (_("Members"), _("The organisations of the Commission and its groups."), reverse("web:groups")),
        (
            _("Reviews from outside"),
            _("What others recommend, what was done about it, and the dossier of a year."),
            reverse("web:reviews"),
        ),
        (
            _("Documents"),
            _("Guidance and products of campaigns: for whom, in which languages."),
            reverse("web:guidance"),
        ),
    ]
    if request.user.may(Permission.PARTNERSHIP_RECORD):
        between = _("Agreements, promises, offices to turn to, and cases by corridor.")
        ways.append((_("Between countries"), between, reverse("web:countries")))
    if request.user.may(Permission.COMMISSION_KEEP):
        ways.append((_("Call a meeting"), _("The agenda begins by itself."), reverse("web:call-meeting")))
    return ways


urlpatterns = [path("partnership", home, name="partnership")]
