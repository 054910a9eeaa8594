"""What others did in the cases that the member carries or answers for, and what the member wants to be told of."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.operation import new_event
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.casefile.changes import SENTENCES, TOPICS, who_did
from tabara.interfaces.web.forms.base import number_of
from tabara.interfaces.web.forms.work import ChooseChanges
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases
from tabara.protection.cases.mattering import ALWAYS

FOLLOWS = Permission.CASE_EDIT


@needs(FOLLOWS)
def changes(request: HttpRequest) -> HttpResponse:
    """Show what the member has not read, or all that is told, case by case."""
    everything = request.GET.get("show") == "all"
    found, more = cases.changes(by=request.user, new=not everything)
    silent = cases.topics_left_out(by=request.user)
    shown = {
        "cases": [(one.case, [_line(line, request.user) for line in one.lines], one.new) for one in found],
        "new": [number for one in found for number in one.new],
        "more": more,
        "everything": everything,
        "days": codelists.pack().parameters["change_days"],
        "left_out": [TOPICS[topic] for topic in TOPICS if topic in silent],
        "event": new_event(),
    }
    return render(request, "work/changes.html", shown)


def _line(line: Any, by: Any) -> dict[str, Any]:
    return {"at": line.at, "what": SENTENCES[line.act], "who": who_did(line, by), "is_new": line.is_new}


@sent_to("web:changes")
@needs(FOLLOWS)
def read(request: HttpRequest) -> HttpResponse:
    """Remember what the member has read: the lines that were on the page, and no others."""
    lines = [number for text in request.POST.getlist("lines") if (number := number_of(text))]
    do(request, operations.read_changes, event=sent_event(request), lines=lines)
    say(request, _("Marked as read."))
    return redirect("web:changes")


@needs(FOLLOWS)
def choose(request: HttpRequest) -> HttpResponse:
    """Choose what to be told of."""
    silent = cases.topics_left_out(by=request.user)
    told = [topic.value for topic in TOPICS if topic not in ALWAYS and topic not in silent]
    form = ChooseChanges(request.POST or None, initial={"topics": told})
    if request.method == "POST" and form.is_valid():
        attempt(request, form, operations.choose_changes, left_out=form.left_out())
        if not form.errors:
            say(request, _("From now on you are told of what you chose."))
            return redirect("web:changes")
    shown = {
        "form": form,
        "title": _("What to be told of"),
        "button": _("Save"),
        "back": reverse("web:changes"),
        "back_to": _("Back to what changed"),
    }
    return render(request, "helping/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("changes/", changes, name="changes"),
    path("changes/read", read, name="read-changes"),
    path("changes/choose", choose, name="choose-changes"),
]
