"""Court files: the list of them, one with all that is known of it, opening one and letting it go a step."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.court import HEARINGS, STAGES, Move, OpenFile
from tabara.interfaces.web.forms.court_later import HANDINGS
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.interfaces.web.views.prosecution import history
from tabara.prosecution import operations, queries
from tabara.prosecution.enums import BEFORE_CHARGE, BEFORE_COURT, ENDED, STAGE_STEPS, Beside, HandingState, Stage

QUIET = "quiet"


@needs(Permission.COURT_READ)
def files(request: HttpRequest) -> HttpResponse:
    """Show the court files of the agency, of one stage or of all."""
    words = {**{key.value: text for key, text in STAGES.items()}, QUIET: _("nothing moves")}
    chosen = request.GET.get("stage", "")
    chosen = chosen if chosen in words else ""
    if chosen == QUIET:
        rows = queries.quiet(by=request.user, on=timezone.localdate())
    else:
        rows = queries.files(by=request.user, stage=chosen)
    shown = {"rows": rows, "chosen": chosen, "words": words, "waiting": queries.waiting(by=request.user)}
    return render(request, "prosecution/files.html", {**shown, "handed_on": queries.handed_on(by=request.user)})


@needs(Permission.COURT_READ)
def file(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one court file."""
    one, today = queries.file(by=request.user, number=number), timezone.localdate()
    stage = Stage(one.stage)
    shown = {
        "one": one,
        "stages": {key.value: text for key, text in STAGES.items()},
        "hearing_words": {key.value: text for key, text in HEARINGS.items()},
        "stays": queries.stays(one.stages.all(), today),
        "suspects": one.suspects.all(),
        "charges": [_charged(row) for row in one.charges.select_related("suspect").prefetch_related("verdicts")],
        "hearings": one.hearings.all(),
        "compensations": [
            (row, sum(paid.amount for paid in row.payments.all()))
            for row in one.compensations.prefetch_related("payments")
        ],
        "participants": one.participants.prefetch_related("protections"),
        "place": texts.place_name(one.place, one.place_version) if one.place else "",
        "records": request.user.may(Permission.COURT_RECORD),
        "goes_on": bool(STAGE_STEPS[stage]),
        "ended": stage in ENDED,
        "to_charge": stage in (*BEFORE_CHARGE, Stage.CHARGED),
        "to_hear": stage in BEFORE_COURT,
        "to_judge": stage in (Stage.TRIAL, Stage.APPEAL),
        "to_compensate": stage in (Stage.JUDGED, Stage.APPEAL, Stage.FINAL),
        "today": today,
        "corrected": {row: history.told(rows) for row, rows in queries.corrections(file=one).items()},
        "handings": one.handings.select_related("giver", "to"),
        "handing_words": {key.value: text for key, text in HANDINGS.items()},
        "waits": one.handings.filter(state=HandingState.ASKED).exists(),
    }
    return render(request, "prosecution/file.html", shown)


@needs(Permission.COURT_RECORD)
def open_file(request: HttpRequest) -> HttpResponse:
    """Open a court file, and go to it."""
    form = OpenFile(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, operations.open_file, **form.given())
        if made:
            say(request, _("The court file is open. Its number stands above."))
            return redirect("web:court-file", number=made.pk)
    words = {"title": _("Open a court file"), "button": _("Open it"), "back": ("court-files", {}), "form": form}
    return render(request, "pillar/ask.html", words, status=422 if form.errors else 200)


@needs(Permission.COURT_RECORD)
def move(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Let a file go a step."""
    one = queries.file(by=request.user, number=number)
    return ask(
        request,
        Move(request.POST or None, stage=one.stage),
        does=operations.move_file,
        given=lambda said: {"file": one, **{key: said[key] for key in ("stage", "on", "reason")}},
        words={"title": _("The next step"), "button": _("Save"), "said": _("The step is written down.")},
        back=("court-file", {"number": number}),
    )


def _charged(row: Any) -> tuple[Any, Any, str]:
    """Return a charge, the verdict that stands, and how its sentence stands beside the law."""
    verdict = queries.standing(row.verdicts.all())
    beside = queries.beside(row, verdict) if verdict else None
    words = {
        Beside.BELOW: _("below what the law has for it"),
        Beside.WITHIN: _("within what the law has for it"),
        Beside.ABOVE: _("above what the law has for it"),
        Beside.UNKNOWN: _("the law here names no penalty to compare it with"),
    }
    return row, verdict, words[beside] if beside else ""


urlpatterns = [
    path("prosecution/files", files, name="court-files"),
    path("prosecution/files/open", open_file, name="open-court-file"),
    path("prosecution/files/<uuid:number>", file, name="court-file"),
    path("prosecution/files/<uuid:number>/move", move, name="move-court-file"),
]
