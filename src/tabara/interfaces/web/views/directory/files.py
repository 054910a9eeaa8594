"""Many providers from a file: sent, looked at, imported as one act, undone as one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event
from tabara.interfaces.web import directory as words
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.directory import Agreed, SendFile
from tabara.interfaces.web.handing import csv_out
from tabara.interfaces.web.views.directory.acting import done, form_page
from tabara.protection.directory import operations, queries
from tabara.protection.directory.enums import FileState
from tabara.protection.directory.operations import Standing

SHOWN = 100  # lines of each kind on the page; all that are refused stand in the file to correct


@needs(Permission.DIRECTORY_KEEP)
def files(request: HttpRequest) -> HttpResponse:
    """Take a file in; show how one is written, and those that were sent."""
    form = SendFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = attempt(request, form, operations.send_file, content=form.cleaned_data["file"].read())
        if sent is not None:
            if sent.state == FileState.IMPORTED:
                say(request, _("This very file was imported before. Nothing is done twice."))
            return redirect("web:provider-file", file=sent.pk)
    shown = {
        "form": form,
        "columns": operations.columns(),
        "rows": [(one, words.FILES[one.state]) for one in queries.files(by=request.user)],
    }
    return render(request, "directory/files.html", shown, status=422 if form.errors else 200)


@needs(Permission.DIRECTORY_KEEP)
def template(request: HttpRequest) -> HttpResponse:
    """Hand out the columns, with nothing under them."""
    return csv_out(operations.template(), "providers-empty")


@needs(Permission.DIRECTORY_KEEP)
def standing(request: HttpRequest) -> HttpResponse:
    """Hand out what stands in the directory, to be corrected and sent back."""
    return csv_out(operations.standing_sheet(by=request.user, on=timezone.localdate()), "providers")


def look(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Show what a file would do, or what it did; import it where somebody agreed to what was shown."""
    row = queries.file_of(by=request.user, number=file)
    if row.state != FileState.READ:
        return _told(request, row)
    form = Agreed(request.POST or None)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    said, at = _("The file is imported."), reverse("web:provider-file", kwargs={"file": row.pk})
    answer = done(request, form, operations.import_file, said, at, file=row, seen=seen)
    return answer or _looked_at(request, row, form)


def _looked_at(request: HttpRequest, row: Any, form: Agreed) -> HttpResponse:
    found = operations.plan(by=request.user, file=row, on=timezone.localdate())
    counts = found.counts()
    groups = {kind: [one for one in found.rows if one.standing is kind] for kind in Standing}
    shown = {
        "file": row,
        "form": form,
        "seen": operations.seen_of(found),
        "counts": [(words.LINES[kind], many) for kind, many in counts.items() if many],
        "refused": (groups[Standing.REFUSED] + groups[Standing.WAITS])[:SHOWN],
        "wrong": counts[Standing.REFUSED] + counts[Standing.WAITS],
        "doing": (groups[Standing.CHANGED] + groups[Standing.NEW])[:SHOWN],
        "does": counts[Standing.CHANGED] + counts[Standing.NEW],
        "lines": words.LINES,
        "event": new_event(),
    }
    return render(request, "directory/file.html", shown, status=422 if form.errors else 200)


def _told(request: HttpRequest, row: Any) -> HttpResponse:
    came = queries.brought_by(by=request.user, file=row)
    shown = {"file": row, "state": words.FILES[row.state], "came": came[:SHOWN], "many": len(came)}
    return render(request, "directory/file_done.html", shown)


def wrong(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Hand out the lines that are not imported, each with the reason."""
    row = queries.file_of(by=request.user, number=file)
    if row.state != FileState.READ:
        raise NotFound
    found = operations.plan(by=request.user, file=row, on=timezone.localdate())
    return csv_out(operations.wrong_lines(found), "providers-to-correct")


@sent_to("web:provider-file")
def drop(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Throw a file away."""
    row = queries.file_of(by=request.user, number=file)
    do(request, operations.drop_file, event=sent_event(request), file=row)
    say(request, _("The file is dropped. Nothing of it is kept."))
    return redirect("web:provider-files")


def undo(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Take back what a file brought."""
    row, form = queries.file_of(by=request.user, number=file), Confirm(request.POST or None)
    at = reverse("web:provider-file", kwargs={"file": row.pk})
    said = _("The file is undone. The directory says what it said before.")
    answer = done(request, form, operations.undo_import, said, at, file=row)
    why = _(
        "What was new is taken out, what was changed is as it was. Where somebody touched any of it, nothing is undone."
    )
    title, button = _("Undo the import"), _("Undo it")
    return answer or form_page(request, form, back=at, back_to=_("The file"), title=title, button=button, why=why)


urlpatterns = [
    path("directory/files", files, name="provider-files"),
    path("directory/files/empty", template, name="provider-template"),
    path("directory/files/standing", standing, name="providers-standing"),
    path("directory/files/<uuid:file>", look, name="provider-file"),
    path("directory/files/<uuid:file>/wrong", wrong, name="provider-file-wrong"),
    path("directory/files/<uuid:file>/drop", drop, name="drop-provider-file"),
    path("directory/files/<uuid:file>/undo", undo, name="undo-provider-file"),
]
