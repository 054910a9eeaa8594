"""A meeting that is held: who takes part, what is said, what is decided, the closing of its record."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.commission import Decide, Minutes, Presences, member_of
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.interfaces.web.views.partnership.meetings import title_of
from tabara.partnership import operations, queries


@needs(Permission.COMMISSION_KEEP)
def presence(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask how each organisation took part."""
    one = queries.meeting(by=request.user, number=number)
    members = queries.members_of(by=request.user, group=one.group, on=one.held_on)
    known = {str(row.membership_id): row.way for row in one.presences.all()}
    words = {
        "title": _("Who takes part"),
        "button": _("Save"),
        "said": _("Who takes part is written down."),
        "empty": "" if members else _("This group has no members yet. Write them down first."),
    }
    return ask(
        request,
        Presences(request.POST or None, members=members, initial=known),
        does=operations.record_presence,
        given=lambda said: {
            "meeting": one,
            "ways": {str(row.pk): said[str(row.pk)] for row in members if said.get(str(row.pk))},
        },
        words=words,
        back=("meeting", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
def minutes(request: HttpRequest, number: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Ask what was said on a point."""
    one = queries.meeting(by=request.user, number=number)
    said = queries.minutes(by=request.user, meeting=one).get(item, "")
    words = {"title": _("Minutes"), "button": _("Save"), "said": _("The minutes are saved.")}
    return ask(
        request,
        Minutes(request.POST or None, initial={"words": said}),
        does=operations.write_minutes,
        given=lambda told: {"meeting": one, "item": item, "words": told["words"]},
        words=words,
        back=("meeting", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
def decide(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what is decided."""
    one = queries.meeting(by=request.user, number=number)
    members = queries.members_of(by=request.user, group=one.group, on=one.held_on)
    points = [(str(item.pk), f"{item.position}. {title_of(item)}") for item in one.items.all()]
    words = {"title": _("Write down a decision"), "button": _("Save"), "said": _("The decision is written down.")}
    return ask(
        request,
        Decide(request.POST or None, members=members, points=points),
        does=operations.decide,
        given=lambda said: {
            "meeting": one,
            "words": said["words"],
            "owner": member_of(members, said["owner"]),
            "due_on": said["due_on"],
            "item": uuid.UUID(said["item"]) if said["item"] else None,
        },
        words=words,
        back=("meeting", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
@sent_to("web:meeting")
def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Close the record."""
    one = queries.meeting(by=request.user, number=number)
    do(request, operations.close_meeting, event=sent_event(request), meeting=one)
    say(request, _("The record of the meeting is closed."))
    return redirect("web:meeting", number=number)


urlpatterns = [
    path("partnership/meetings/<uuid:number>/presence", presence, name="meeting-presence"),
    path("partnership/meetings/<uuid:number>/minutes/<uuid:item>", minutes, name="meeting-minutes"),
    path("partnership/meetings/<uuid:number>/decide", decide, name="decide"),
    path("partnership/meetings/<uuid:number>/close", close, name="close-meeting"),
]
