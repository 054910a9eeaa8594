"""The organisations of the Commission and its groups."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.commission import Join, LeaveGroup
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import operations, queries


@needs(Permission.COMMISSION_READ)
def groups(request: HttpRequest) -> HttpResponse:
    """Show each group with its organisations of today."""
    today = timezone.localdate()
    found = {key: queries.members_of(by=request.user, group=key, on=today) for key in texts.labels("working_group")}
    shown = {"groups": {key: rows for key, rows in found.items() if rows}}
    return render(request, "partnership/groups.html", shown)


@needs(Permission.COMMISSION_READ)
@needs(Permission.PARTNERSHIP_RECORD)
def join(request: HttpRequest) -> HttpResponse:
    """Ask which organisation becomes a member."""
    words = {"title": _("Add a member"), "button": _("Save"), "said": _("The organisation is a member.")}
    return ask(
        request,
        Join(request.POST or None),
        does=operations.join,
        given=lambda said: {name: said[name] for name in ("group", "organisation", "kind", "since")},
        words=words,
        back=("groups", {}),
    )


@needs(Permission.COMMISSION_READ)
@needs(Permission.PARTNERSHIP_RECORD)
def leave(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask until when an organisation was a member."""
    one = queries.membership(by=request.user, number=number)
    words = {
        "title": _("End a membership"),
        "button": _("End it"),
        "said": _("The membership is ended."),
        "explanation": f"{one.organisation} · {texts.code_label('working_group', one.group)}",
    }
    return ask(
        request,
        LeaveGroup(request.POST or None),
        does=operations.leave,
        given=lambda said: {"membership": one, "until": said["until"]},
        words=words,
        back=("groups", {}),
    )


urlpatterns = [
    path("partnership/groups", groups, name="groups"),
    path("partnership/groups/join", join, name="join-group"),
    path("partnership/groups/<uuid:number>/leave", leave, name="leave-group"),
]
