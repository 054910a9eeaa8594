"""Decisions followed until they are done."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.commission import STATES, Tell
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries
from tabara.partnership.enums import DecisionState

LATE = "late"


@needs(Permission.COMMISSION_READ)
def decisions(request: HttpRequest) -> HttpResponse:
    """Show decisions by the day on which they are due."""
    today = timezone.localdate()
    words = {LATE: _("late"), **{key.value: text for key, text in STATES.items()}}
    chosen = request.GET.get("state", DecisionState.OPEN)
    chosen = chosen if chosen in words else ""
    asked = {"late_on": today} if chosen == LATE else {"state": chosen}
    rows = queries.decisions(by=request.user, **asked)
    shown = {"rows": rows, "chosen": chosen, "words": words, "today": today}
    return render(request, "partnership/decisions.html", shown)


@needs(Permission.COMMISSION_READ)
def decision(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one decision and what was told of it."""
    one = queries.decision(by=request.user, number=number)
    shown = {
        "one": one,
        "activity": _activity(request, one),
        "tellings": one.tellings.select_related("meeting"),
        "words": {key.value: text for key, text in STATES.items()},
        "late": one.state == DecisionState.OPEN and one.due_on < timezone.localdate(),
    }
    return render(request, "partnership/decision.html", shown)


def _activity(request: HttpRequest, one: Any) -> Any:
    """Return the activity of the plan in force that a decision serves, where there is one."""
    _version, standings = queries.plan.plan(by=request.user) if one.plan_line else (None, [])
    return next((each.activity for each in standings if each.activity.line == one.plan_line), None)


@needs(Permission.COMMISSION_KEEP)
def tell(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what became of a decision; it counts as told at the group's meeting of that day, where there is one."""
    one = queries.decision(by=request.user, number=number)
    held = {row.held_on: row for row in queries.meetings(by=request.user, group=one.meeting.group)}
    words = {"title": _("What became of it"), "button": _("Save"), "said": _("What was told is written down.")}
    return ask(
        request,
        Tell(request.POST or None, stands=one.state),
        does=operations.tell_decision,
        given=lambda said: {
            "decision": one,
            "words": said["words"],
            "state": said["state"],
            "on": said["told_on"],
            "meeting": held.get(said["told_on"]),
        },
        words={**words, "explanation": one.words},
        back=("decision", {"number": number}),
    )


urlpatterns = [
    path("partnership/decisions", decisions, name="decisions"),
    path("partnership/decisions/<uuid:number>", decision, name="decision"),
    path("partnership/decisions/<uuid:number>/tell", tell, name="tell-decision"),
]
