"""What ends in a case: erasing for good, keeping for a court, and printing what is held for the person who asks."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tabara.access import operations as access
from tabara.access.enums import Permission
from tabara.interfaces.web import casefile
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.caseacts import case_for
from tabara.interfaces.web.casefile.held import about as held_about
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.leaving import Erase, Hold, PrintHeld
from tabara.interfaces.web.views.casework.case import facts_of
from tabara.interfaces.web.views.casework.identity import shown_of
from tabara.protection.intake import operations, retention


def opened(request: HttpRequest, number: uuid.UUID, needs: Permission) -> Any:
    """Return a case with which the reader may do this."""
    return case_for(request, number, needs, shared=False)


def ask(request: HttpRequest, form: Form, words: tuple[str, str], act: str, given: dict[str, Any]) -> HttpResponse:
    """Show a form, or ask a second person to approve what it says. `words` are its title and what it means."""
    if request.method == "POST" and form.is_valid():
        asked = attempt(request, form, access.ask_approval, act=act or form.cleaned_data["what"], given=given)
        if asked is not None:
            return redirect("web:approval", number=asked.pk)
    shown = {
        "case": given["case"],
        "form": form,
        "title": words[0],
        "button": _("Ask for approval"),
        "explanation": words[1],
    }
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


def erase(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask a second person to let something be erased for good."""
    case, form = opened(request, number, Permission.PERSON_ERASE), Erase(request.POST or None)
    words = (_("Erase for good"), _("Nobody can bring it back. The course of the case stays, for figures."))
    reason = form.cleaned_data.get("reason") if form.is_valid() else None
    return ask(request, form, words, "", {"case": case, "reason": reason})


def hold(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask a second person to let a case be kept, whatever the schedule says; or to lift what keeps it."""
    case, form = opened(request, number, Permission.RETENTION_SET), Hold(request.POST or None)
    held = retention.holds(case=case, on=timezone.localdate())
    if held:
        form = Form(request.POST or None)
        words = (_("Lift the hold"), _("Everything of this case is kept. After that the schedule counts again."))
        return ask(request, form, words, "intake.lift_hold", {"case": case})
    words = (_("Keep the case"), _("Nothing of it is erased before that day, whatever the schedule says."))
    said = {name: form.cleaned_data.get(name) for name in ("reason", "until")} if form.is_valid() else {}
    return ask(request, form, words, "intake.place_hold", {"case": case, **said})


def print_held(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show everything that is held about the person on one page to print, in the person's language."""
    case, form = opened(request, number, Permission.IDENTITY_OPEN), PrintHeld(request.POST or None)
    if request.method == "POST" and form.is_valid():
        held = attempt(request, form, operations.subject_access_report, case=case, reason=form.cleaned_data["reason"])
        if held is not None:
            with translation.override(held.language):
                return render(request, "casework/held.html", _held(request, held))
    words = _(
        "One page with everything that is known about the person, and who looked at it, in the person’s language."
    )
    shown = {"case": case, "form": form, "title": _("Print what is held"), "button": _("Show the page")}
    return render(request, "casework/form.html", shown | {"explanation": words}, status=422 if form.errors else 200)


def _held(request: HttpRequest, held: operations.HeldAboutPerson) -> dict[str, Any]:
    by = request.user
    told = [
        {
            "case": one.case,
            "facts": facts_of(one.case),
            "timeline": casefile.timeline_of(
                one.case, casefile.Reading(one.case, by), casefile.services_of(one.case, by), by
            ),
            "notes": one.notes and [(note.on, held_about(note.about), note.text) for note in one.notes],
            "sealed": one.notes is None,
            "acts": casefile.acts_of(one.case, by),
        }
        for one in held.cases
    ]
    return {
        "told": told,
        "names": shown_of(held.names) if held.names else [],
        "held": held,
        "left_out": list(dict.fromkeys(str(why) for why in operations.LEFT_OUT.values())),
        "on": timezone.localdate(),
    }


urlpatterns = [
    path("cases/<uuid:number>/erase", erase, name="erase"),
    path("cases/<uuid:number>/hold", hold, name="hold"),
    path("cases/<uuid:number>/held", print_held, name="print-held"),
]
