"""The list of licensed recruitment agencies: reading it, keeping it, and what becomes of a licence."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.prevention import BETWEEN, place_of
from tabara.interfaces.web.forms.recruitment import DESTINATIONS, LICENCE_STATES, ListFirm, MoveLicence, RelistFirm
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.partnership import queries as between
from tabara.prevention import operations, queries
from tabara.prevention.queries import Standing

STANDINGS = {
    Standing.LICENSED: gettext_lazy("licensed"),
    Standing.NOT_YET: gettext_lazy("not yet licensed"),
    Standing.OVER: gettext_lazy("licence over"),
    Standing.SUSPENDED: gettext_lazy("licence suspended"),
    Standing.REVOKED: gettext_lazy("revoked"),
    Standing.LEFT: gettext_lazy("no more on the list"),
}


@needs(Permission.PREVENTION_RECORD)
def firms(request: HttpRequest) -> HttpResponse:
    """Show the list, warnings that hold, and the labour agreements under which one goes abroad."""
    by, today = request.user, timezone.localdate()
    words = {key.value: text for key, text in STANDINGS.items()}
    chosen = request.GET.get("standing", "")
    chosen = chosen if chosen in words else ""
    keeps = by.may(Permission.RECRUITMENT_KEEP)  # type: ignore[union-attr]  # only members are asked
    shown = {
        "lines": queries.firms(by=by, on=today, standing=chosen),
        "words": words,
        "chosen": chosen,
        "warnings": queries.warnings(by=by, on=today)[:5],
        "agreements": between.labour_agreements(by=by, on=today),
        "waiting": len(queries.unanswered(by=by, on=today)) if keeps else 0,
    }
    return render(request, "recruitment/firms.html", shown)


@needs(Permission.PREVENTION_RECORD)
def firm(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one agency of the list; what is complained of, to those alone who follow it."""
    by, today = request.user, timezone.localdate()
    line = queries.line(by=by, number=number, on=today)
    one = line.firm
    keeps = by.may(Permission.RECRUITMENT_KEEP)  # type: ignore[union-attr]  # only members are asked
    shown = {
        "one": one,
        "standing": STANDINGS[line.standing],
        "steps": one.steps.all(),
        "states": {key.value: text for key, text in LICENCE_STATES.items()},
        "place": codelists.pack().places.place(one.place, one.place_version).name if one.place else "",
        "complaints": len(queries.complaints(by=by, firm=one)) if keeps else None,
    }
    return render(request, "recruitment/firm.html", shown)


@needs(Permission.RECRUITMENT_KEEP)
def add(request: HttpRequest) -> HttpResponse:
    """Ask for a line of the list."""
    form = ListFirm(request.POST or None)
    words = {"title": _("Add an agency to the list"), "button": _("Save"), "said": _("The agency is on the list.")}
    return ask(
        request,
        form,
        does=operations.list_firm,
        given=lambda said: {
            "number": said["licence"],
            "licence": form.line(place_of(said["place"])),
            "listed_on": said["listed_on"],
            "source": said["source"],
        },
        words=words,
        back=("recruitment", {}),
    )


@needs(Permission.RECRUITMENT_KEEP)
def relist(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask how a newer list has an agency."""
    one = queries.firm(by=request.user, number=number)
    form = RelistFirm(request.POST or None, initial=_known(one))
    words = {"title": _("As a newer list has it"), "button": _("Save"), "said": _("The list is brought up to date.")}
    return ask(
        request,
        form,
        does=operations.relist_firm,
        given=lambda said: {
            "firm": one,
            "licence": form.line(place_of(said["place"])),
            "listed_on": said["listed_on"],
            "source": said["source"],
        },
        words={**words, "explanation": one.licence},
        back=("recruitment-firm", {"number": number}),
    )


@needs(Permission.RECRUITMENT_KEEP)
def move(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask what became of a licence."""
    one = queries.firm(by=request.user, number=number)
    words = {"title": _("What became of the licence"), "button": _("Save"), "said": _("It is written down.")}
    return ask(
        request,
        MoveLicence(request.POST or None, stands=one.state),
        does=operations.move_licence,
        given=lambda said: {"firm": one, **{name: said[name] for name in ("state", "on", "source")}},
        words={**words, "explanation": f"{one.name} · {one.licence}"},
        back=("recruitment-firm", {"number": number}),
    )


def _known(one: Any) -> dict[str, str]:
    """Return what is known of an agency, as the form shows it before anything is changed."""
    places = dict(zip(DESTINATIONS, one.destinations, strict=False))
    where = f"{one.place_version}{BETWEEN}{one.place}" if one.place else ""
    days = {"since": one.since.isoformat(), "until": one.until.isoformat()}
    return {"name": one.name, "source": one.source, "place": where, **places, **days}


urlpatterns = [
    path("prevention/recruitment", firms, name="recruitment"),
    path("prevention/recruitment/firms/add", add, name="list-firm"),
    path("prevention/recruitment/firms/<uuid:number>", firm, name="recruitment-firm"),
    path("prevention/recruitment/firms/<uuid:number>/list", relist, name="relist-firm"),
    path("prevention/recruitment/firms/<uuid:number>/licence", move, name="move-licence"),
]
