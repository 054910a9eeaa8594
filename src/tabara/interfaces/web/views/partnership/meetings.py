"""Meetings: the list of them, one with its agenda and decisions, calling and moving and calling off."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.operation import new_event
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.commission import STATES, Call, CancelMeeting, WhenAndWhere
from tabara.interfaces.web.menu import NAMES
from tabara.interfaces.web.views.directory.acting import amended
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries
from tabara.partnership.enums import DecisionState, MeetingState

FIELDS = ("held_on", "starts_at", "venue")


@needs(Permission.COMMISSION_READ)
def meetings(request: HttpRequest) -> HttpResponse:
    """Show the meetings of a group, or of all."""
    group = request.GET.get("group", "")
    group = group if group in texts.labels("working_group") else ""
    shown = {"meetings": queries.meetings(by=request.user, group=group), "group": group, "states": states()}
    return render(request, "partnership/meetings.html", shown)


@needs(Permission.COMMISSION_READ)
def meeting(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one meeting: its agenda, who took part, what was said and decided."""
    one = queries.meeting(by=request.user, number=number)
    said = queries.minutes(by=request.user, meeting=one)
    shown = {
        "one": one,
        "state": states()[one.state],
        "items": [(item, title_of(item), said.get(item.pk, "")) for item in one.items.select_related("owner")],
        "presences": one.presences.select_related("membership").order_by("membership__organisation"),
        "quorum": queries.quorum(by=request.user, meeting=one),
        "decisions": one.decisions.select_related("owner").order_by("number"),
        "decision_states": {key.value: text for key, text in STATES.items()},
        "before": followed(request, one),
        "planned": one.state == MeetingState.PLANNED,
        "begun": one.held_on <= timezone.localdate(),
        "keeps": request.user.may(Permission.COMMISSION_KEEP),
        "today": timezone.localdate(),
        "event": new_event(),
        "tongues": [(code, NAMES.get(code, code)) for code in codelists.pack().languages],
    }
    return render(request, "partnership/meeting.html", shown)


def followed(request: HttpRequest, one: Any) -> list[Any]:
    """Return the open decisions of the group's earlier meetings, which this one follows."""
    found = queries.decisions(by=request.user, group=one.group, state=DecisionState.OPEN)
    return [row for row in found if row.meeting_id != one.pk]


@needs(Permission.COMMISSION_KEEP)
def call(request: HttpRequest) -> HttpResponse:
    """Call a meeting, and go to it."""
    form = Call(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {"group": said["group"], "on": said["held_on"], "starts_at": said["starts_at"], "venue": said["venue"]}
        if made := attempt(request, form, operations.call_meeting, **given):
            say(request, _("The meeting is called. Now write its agenda."))
            return redirect("web:meeting", number=made.pk)
    words = {"title": _("Call a meeting"), "button": _("Call it"), "back": ("meetings", {}), "form": form}
    return render(request, "pillar/ask.html", words, status=422 if form.errors else 200)


@needs(Permission.COMMISSION_KEEP)
def change(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Move a planned meeting; where somebody else moved it meanwhile, ask which is right."""
    one = queries.meeting(by=request.user, number=number)
    stored = {name: getattr(one, name) for name in FIELDS}
    form = WhenAndWhere(request.POST or None, stored=stored, version=one.version)
    there = reverse("web:meeting", kwargs={"number": number})
    said = _("The meeting is changed.")
    if answer := amended(request, form, operations.change_meeting, said, there, one.version, meeting=one):
        return answer
    words = {"title": _("Change the meeting"), "button": _("Save"), "back": ("meeting", {"number": number})}
    return render(request, "pillar/ask.html", {"form": form, **words}, status=422 if form.errors else 200)


@needs(Permission.COMMISSION_KEEP)
def cancel(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Call a planned meeting off."""
    one = queries.meeting(by=request.user, number=number)
    words = {
        "title": _("Call the meeting off"),
        "button": _("Call it off"),
        "said": _("The meeting is called off."),
    }
    return ask(
        request,
        CancelMeeting(request.POST or None),
        does=operations.cancel_meeting,
        given=lambda said: {"meeting": one, "reason": said["reason"]},
        words=words,
        back=("meeting", {"number": number}),
    )


def title_of(item: Any) -> str:
    """Return what a point of an agenda is called; the usual ones are called by their kind."""
    return item.title or texts.code_label("agenda_kind", item.kind)


def states() -> dict[str, str]:
    """Return the words of a meeting's states."""
    return {
        MeetingState.PLANNED.value: _("planned"),
        MeetingState.HELD.value: _("held"),
        MeetingState.CANCELLED.value: _("called off"),
    }


urlpatterns = [
    path("partnership/meetings", meetings, name="meetings"),
    path("partnership/meetings/call", call, name="call-meeting"),
    path("partnership/meetings/<uuid:number>", meeting, name="meeting"),
    path("partnership/meetings/<uuid:number>/change", change, name="change-meeting"),
    path("partnership/meetings/<uuid:number>/cancel", cancel, name="cancel-meeting"),
]
