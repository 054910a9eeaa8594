"""A linkage as research knows it: how many, how well; and how the lists overlap, drawn and tabled."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import new_event
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import do, needs, say, sent_event, sent_to
from tabara.interfaces.web.studied import VICTIMS
from tabara.interfaces.web.views.figures.dashboard import PICTURE
from tabara.publication.studies import overlaps, picture
from tabara.research import operations, queries


@needs(Permission.RESEARCH_KEEP)
def linkage(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one linkage: its lists, how many people, how well it was linked, what was counted."""
    row = queries.linkage_of(by=request.user, number=number)
    shown = {
        "linkage": row,
        "lists": [(one, VICTIMS[one["victims"]], row.people.get(one["key"])) for one in row.lists],
        "counts": queries.counts(by=request.user, linkage=row),
        "event": new_event(),
    }
    return render(request, "research/linkage.html", shown)


@sent_to("web:linkage")
def strike(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a linkage out of use."""
    row = queries.linkage_of(by=request.user, number=number)
    do(request, operations.strike_linkage, event=sent_event(request), linkage=row)
    say(request, _("The linkage is out of use."))
    return redirect("web:research")


@needs(Permission.RESEARCH_KEEP)
def counts(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how the lists overlap; small counts are withheld, and whatever would give them away."""
    row = queries.counts_of(by=request.user, number=number)
    shown = {
        "counts": row,
        "picture": _drawn(row),
        "left_out": queries.left_out(row),
        "studies": [one for one in queries.studies(by=request.user) if one.counts_id == row.pk],
    }
    return render(request, "research/counts.html", shown)


@needs(Permission.RESEARCH_KEEP)
def drawn(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Draw the overlaps."""
    row = queries.counts_of(by=request.user, number=number)
    return HttpResponse(_drawn(row).svg, content_type="image/svg+xml", headers=PICTURE)


def _drawn(row: Any) -> Any:
    return picture(overlaps(queries.table_of(row)), texts.language())


urlpatterns = [
    path("research/linkages/<uuid:number>", linkage, name="linkage"),
    path("research/linkages/<uuid:number>/strike", strike, name="strike-linkage"),
    path("research/counts/<uuid:number>", counts, name="counts"),
    path("research/counts/<uuid:number>/picture", drawn, name="counts-picture"),
]
