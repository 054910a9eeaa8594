"""The agenda of a planned meeting: points added, moved, taken out."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.commission import Point, member_of
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries


@needs(Permission.COMMISSION_KEEP)
def add(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Put a point at the end of the agenda."""
    one = queries.meeting(by=request.user, number=number)
    members = queries.members_of(by=request.user, group=one.group, on=one.held_on)
    words = {"title": _("Add a point"), "button": _("Add it"), "said": _("The point is on the agenda.")}
    return ask(
        request,
        Point(request.POST or None, members=members),
        does=operations.add_item,
        given=lambda said: {
            "meeting": one,
            "kind": said["kind"],
            "title": said["title"],
            "owner": member_of(members, said["owner"]),
        },
        words=words,
        back=("meeting", {"number": number}),
    )


@needs(Permission.COMMISSION_KEEP)
@sent_to("web:meeting")
def move(request: HttpRequest, number: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Let a point change places with its neighbour."""
    one = queries.meeting(by=request.user, number=number)
    up = request.POST.get("where") == "up"
    do(request, operations.move_item, event=sent_event(request), meeting=one, item=item, up=up)
    return redirect("web:meeting", number=number)


@needs(Permission.COMMISSION_KEEP)
@sent_to("web:meeting")
def take_out(request: HttpRequest, number: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """Take a point out of the agenda."""
    one = queries.meeting(by=request.user, number=number)
    do(request, operations.take_item_out, event=sent_event(request), meeting=one, item=item)
    say(request, _("The point is taken out."))
    return redirect("web:meeting", number=number)


urlpatterns = [
    path("partnership/meetings/<uuid:number>/agenda", add, name="add-agenda-item"),
    path("partnership/meetings/<uuid:number>/agenda/<uuid:item>/move", move, name="move-agenda-item"),
    path("partnership/meetings/<uuid:number>/agenda/<uuid:item>/out", take_out, name="take-agenda-item-out"),
]
