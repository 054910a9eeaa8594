"""The ministry's list as a file: sent, looked at, imported as one act, undone as one."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.recruitment import SendList
from tabara.interfaces.web.headers import SHUT
from tabara.prevention import operations, queries
from tabara.prevention.enums import FileState
from tabara.prevention.operations import Effect

SHOWN = 100  # lines of each kind on the page; all that are wrong stand in the file to correct
STATES = {
    FileState.READ: gettext_lazy("waits for your answer"),
    FileState.IMPORTED: gettext_lazy("imported"),
    FileState.DROPPED: gettext_lazy("dropped"),
    FileState.UNDONE: gettext_lazy("undone"),
}


@needs(Permission.RECRUITMENT_KEEP)
def lists(request: HttpRequest) -> HttpResponse:
    """Take a list in, and show those that were sent."""
    form = SendList(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {"listed_on": said["listed_on"], "source": said["source"], "content": said["file"].read()}
        if sent := attempt(request, form, operations.send_firm_list, **given):
            return redirect("web:firm-list", number=sent.pk)
    shown = {"form": form, "rows": [(one, STATES[FileState(one.state)]) for one in queries.firm_lists(by=request.user)]}
    return render(request, "recruitment/lists.html", shown, status=422 if form.errors else 200)


@needs(Permission.RECRUITMENT_KEEP)
def empty(request: HttpRequest) -> HttpResponse:
    """Hand out the columns, with nothing under them."""
    return _handed_out(operations.empty_list(), "list-empty")


@needs(Permission.RECRUITMENT_KEEP)
def look(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what a list would bring, or that it was imported or dropped; do what was chosen."""
    file = queries.firm_list(by=request.user, number=number)
    form = Form(request.POST or None)
    acts = {
        "import": (operations.import_firm_list, _("The list is imported.")),
        "drop": (operations.drop_firm_list, _("The file is dropped. Nothing of it is kept.")),
        "undo": (operations.undo_firm_list, _("The list is undone: everything is as it was before.")),
    }
    chosen = acts.get(request.POST.get("act", ""))
    if chosen and form.is_valid() and attempt(request, form, chosen[0], file=file):
        say(request, chosen[1])
        return redirect("web:recruitment" if chosen is acts["import"] else "web:firm-lists")
    return render(request, "recruitment/file.html", _shown(request, file.pk, form), status=422 if form.errors else 200)


def _shown(request: HttpRequest, number: uuid.UUID, form: Form) -> dict[str, object]:
    file = queries.firm_list(by=request.user, number=number)  # read anew: what was tried and refused changed nothing
    waits = file.state == FileState.READ
    found = operations.plan_of(by=request.user, file=file, on=timezone.localdate()) if waits else None
    return {
        "file": file,
        "form": form,
        "state": STATES[FileState(file.state)],
        "new": found.of(Effect.NEW) if found else [],
        "changed": found.of(Effect.CHANGED) if found else [],
        "same": len(found.of(Effect.SAME)) if found else 0,
        "wrong": found.of(Effect.WRONG) if found else [],
        "shown": SHOWN,
        "waits": waits,
        "undoable": file.state == FileState.IMPORTED,
        "event": new_event(),
    }


@needs(Permission.RECRUITMENT_KEEP)
def wrong(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Hand out the lines that stay out, each with the reason."""
    file = queries.firm_list(by=request.user, number=number)
    if file.state != FileState.READ:
        raise NotFound
    found = operations.plan_of(by=request.user, file=file, on=timezone.localdate())
    return _handed_out(operations.lines_to_correct(found), "list-to-correct")


def _handed_out(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "Content-Security-Policy": SHUT}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


urlpatterns = [
    path("prevention/recruitment/lists", lists, name="firm-lists"),
    path("prevention/recruitment/lists/empty", empty, name="firm-list-empty"),
    path("prevention/recruitment/lists/<uuid:number>", look, name="firm-list"),
    path("prevention/recruitment/lists/<uuid:number>/wrong", wrong, name="firm-list-wrong"),
]
