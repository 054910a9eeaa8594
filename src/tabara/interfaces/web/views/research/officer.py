"""The work of whoever links: which lists wait, how far it is, which pairs are in doubt, counting, forgetting."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import jobs
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import new_event
from tabara.interfaces.web import linking as work
from tabara.interfaces.web.acts import do, needs, say, sent_event, sent_to
from tabara.interfaces.web.studied import ANSWERS
from tabara.protection.intake import linkages as waiting
from tabara.protection.intake.operations import linking
from tabara.research import queries


@needs(Permission.LINKAGE_RUN)
def linkages(request: HttpRequest) -> HttpResponse:
    """Show the linkages that research asked for."""
    return render(request, "research/linkages.html", {"linkages": queries.linkages(by=request.user, here=True)})


@needs(Permission.LINKAGE_RUN)
def linkage(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how one linkage stands: whether it was run, how good it is, and which pairs wait."""
    return render(request, "research/run.html", _standing(request, number))


@sent_to("web:linking-run")
def run(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Have the lists linked by a worker."""
    if not request.user.may(Permission.LINKAGE_RUN):  # type: ignore[union-attr]  # only members are asked
        raise NotAllowed
    row = queries.linkage_of(by=request.user, number=number, here=True)
    work.ask(by=request.user, linkage=row, at=timezone.now())
    say(request, _("The lists are being linked. You can go on working meanwhile."))
    return redirect("web:linking-run", number=number)


@needs(Permission.LINKAGE_RUN)
def progress(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how far the linking is; once it has ended, the page shows what came of it."""
    shown = _standing(request, number)
    response = render(request, "research/running.html", shown)
    if shown["making"] is None or shown["making"].ended:
        response["HX-Refresh"] = "true"
    return response


@sent_to("web:linking-run")
def count(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Have the lists counted anew, with what was decided since."""
    row = queries.linkage_of(by=request.user, number=number, here=True)
    work.count(by=request.user, event=sent_event(request), at=timezone.now(), linkage=row)
    say(request, _("The lists are counted. Research sees how many people have each history."))
    return redirect("web:linking-run", number=number)


@sent_to("web:linking-run")
def forget(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Forget who stood on the lists; the counts stay."""
    row = queries.linkage_of(by=request.user, number=number, here=True)
    do(request, linking.forget_linkage, event=sent_event(request), run=row.pk)
    say(request, _("Who stood on these lists is forgotten. The counts stay."))
    return redirect("web:linking-run", number=number)


def _standing(request: HttpRequest, number: uuid.UUID) -> dict[str, Any]:
    by = request.user
    row = queries.linkage_of(by=by, number=number, here=True)
    making = jobs.state(work.linking_key(row.pk))
    return {
        "linkage": row,
        "making": making,
        "waits": making is not None and making.status is jobs.Status.WAITING,
        "drawn": waiting.is_drawn(by=by, run=row.pk),  # type: ignore[arg-type]  # only members are asked
        "queue": waiting.queue(by=by, run=row.pk),  # type: ignore[arg-type]  # as above
        "answers": ANSWERS,
        "event": new_event(),
    }


urlpatterns = [
    path("linking", linkages, name="linking"),
    path("linking/<uuid:number>", linkage, name="linking-run"),
    path("linking/<uuid:number>/run", run, name="run-linking"),
    path("linking/<uuid:number>/progress", progress, name="linking-progress"),
    path("linking/<uuid:number>/count", count, name="count-lists"),
    path("linking/<uuid:number>/forget", forget, name="forget-linking"),
]
