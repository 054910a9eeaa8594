"""The layers, and the files that they came in: sent, looked at, imported as one act, undone as one."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import jobs
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event
from tabara.interfaces.web import context as words
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.context import SendContext, UndoContext
from tabara.interfaces.web.handing import csv_out
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries
from tabara.prevention.enums import FileState

PATIENCE = dt.timedelta(seconds=15)  # in which a worker takes up what waits, where one runs
SHOWN = 50  # rows on the page; all that are refused stand in the file to correct


@needs(Permission.PREVENTION_RECORD)
def layers(request: HttpRequest) -> HttpResponse:
    """Show what stands in each layer, and to whoever keeps them the files."""
    keeps = request.user.may(Permission.CONTEXT_KEEP)  # type: ignore[union-attr]  # only members are asked
    shown = {
        "layers": queries.layers(by=request.user),
        "files": [(one, _state(one)) for one in queries.files(by=request.user)] if keeps else [],
        "units": words.UNITS,
        "taken": words.TAKEN,
    }
    return render(request, "prevention/context/layers.html", shown)


@needs(Permission.CONTEXT_KEEP)
def send(request: HttpRequest) -> HttpResponse:
    """Take a file in, and show how one is written."""
    form = SendContext(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {name: said[name] for name in ("layer", "source", "division")}
        sent = attempt(request, form, operations.send_context, content=said["file"].read(), **given)
        if sent is not None:
            if sent.state == FileState.IMPORTED:
                say(request, _("This very file was imported before. Nothing is done twice."))
            return redirect("web:context-file", number=sent.pk)
    shown = {"form": form, "examples": texts.labels("context_layer").items()}
    return render(request, "prevention/context/send.html", shown, status=422 if form.errors else 200)


@needs(Permission.CONTEXT_KEEP)
def example(request: HttpRequest, layer: str) -> HttpResponse:
    """Hand out a file as it is sent, invented from the first row to the last."""
    if layer not in texts.labels("context_layer"):
        raise NotFound
    return csv_out(operations.example(layer=layer, on=timezone.localdate()), f"invented-example-{layer}")


@needs(Permission.CONTEXT_KEEP)
def look(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what a file would bring, or what it brought; import it where somebody agreed to what was shown."""
    row = queries.file_of(by=request.user, number=number)
    if row.state != FileState.READ:
        return render(request, "prevention/context/done.html", {"file": row, "state": words.FILES[row.state]})
    if _under_way(row):
        return render(request, "prevention/context/coming.html", _progress(row))
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid() and _import(request, form, row):
        return redirect("web:context-file", number=number)
    return _looked_at(request, row, form)


def _import(request: HttpRequest, form: Form, row: Any) -> bool:
    """Import a small file here and now, and ask a worker for a large one; say so, or write the refusal down."""
    if row.lines > operations.AT_ONCE:
        return attempt(request, form, operations.ask_context, file=row) is not None
    done = attempt(request, form, operations.import_context, file=row) is not None
    if done:
        say(request, _("The file is imported."))
    return done


@needs(Permission.CONTEXT_KEEP)
def progress(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how far the importing of a file is; once it has ended, the page shows what came in, or why not."""
    row = queries.file_of(by=request.user, number=number)
    response = render(request, "prevention/context/progress.html", _progress(row))
    if row.state != FileState.READ or not _under_way(row):
        response["HX-Refresh"] = "true"
    return response


def _progress(row: Any) -> dict[str, Any]:
    """Return how far a file is, and whether nobody seems to be there to import it."""
    making = jobs.state(operations.import_key(row))
    waits = making is not None and making.status is jobs.Status.WAITING
    late = waits and making.attempts == 0 and timezone.now() - making.enqueued_at > PATIENCE
    return {"file": row, "making": making, "waits": waits, "late": late, "event": new_event()}


def _under_way(row: Any) -> bool:
    making = jobs.state(operations.import_key(row))
    return making is not None and not making.ended


def _state(row: Any) -> Any:
    return words.COMING if row.state == FileState.READ and _under_way(row) else words.FILES[row.state]


def _looked_at(request: HttpRequest, row: Any, form: Form) -> HttpResponse:
    found = operations.plan(by=request.user, file=row, on=timezone.localdate())
    shape = operations.shape_held(row)
    titles = dict(zip(shape.roles, shape.titles, strict=True))
    shown = {
        "file": row,
        "form": form,
        "failed": jobs.state(operations.import_key(row)),
        "large": row.lines > operations.AT_ONCE,
        "columns": words.columns(shape.roles, shape.titles),
        "good": len(found.readings),
        "first": found.readings[:SHOWN],
        "days": found.days,
        "without": found.without,
        "bad": len(found.wrong),
        "wrong": [
            (one.line, [(titles.get(flaw.role, ""), flaw.reason) for flaw in one.flaws]) for one in found.wrong[:SHOWN]
        ],
        "event": new_event(),
    }
    return render(request, "prevention/context/look.html", shown, status=422 if form.errors else 200)


@needs(Permission.CONTEXT_KEEP)
def wrong(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Hand out the rows that stay out, each with the reason, to be corrected and sent again."""
    row = queries.file_of(by=request.user, number=number)
    if row.state != FileState.READ:
        raise NotFound
    found = operations.plan(by=request.user, file=row, on=timezone.localdate())
    return csv_out(operations.wrong_rows(row, found), "context-to-correct")


@sent_to("web:context-file")
def drop(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Throw a file away."""
    row = queries.file_of(by=request.user, number=number)
    do(request, operations.drop_context, event=sent_event(request), file=row)
    say(request, _("The file is dropped. Nothing of it is kept."))
    return redirect("web:context")


@needs(Permission.CONTEXT_KEEP)
def undo(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why a file is taken back."""
    row = queries.file_of(by=request.user, number=number)
    words_here = {
        "title": _("Undo the import"),
        "button": _("Undo it"),
        "said": _("The file is undone. Nothing of it counts any more."),
        "explanation": _("All that it brought counts no more. It stays readable who sent it, and why it was undone."),
    }
    return ask(
        request,
        UndoContext(request.POST or None),
        does=operations.undo_context,
        given=lambda said: {"file": row, "reason": said["reason"]},
        words=words_here,
        back=("context-file", {"number": number}),
    )


urlpatterns = [
    path("prevention/context", layers, name="context"),
    path("prevention/context/send", send, name="send-context"),
    path("prevention/context/example/<slug:layer>", example, name="context-example"),
    path("prevention/context/files/<uuid:number>", look, name="context-file"),
    path("prevention/context/files/<uuid:number>/progress", progress, name="context-progress"),
    path("prevention/context/files/<uuid:number>/wrong", wrong, name="context-wrong"),
    path("prevention/context/files/<uuid:number>/drop", drop, name="drop-context"),
    path("prevention/context/files/<uuid:number>/undo", undo, name="undo-context"),
]
