"""One case, read in one minute."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event, permitted
from tabara.interfaces.web import casefile, consents, sharing, texts
from tabara.interfaces.web.acts import do
from tabara.interfaces.web.forms.facts import EDITABLE
from tabara.interfaces.web.forms.identity import OpenName, OpenNotes
from tabara.protection.assistance.operations import open_notes
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import OPEN_CASES, Due

ABILITIES = {
    "open": Permission.IDENTITY_OPEN,
    "edit": Permission.CASE_EDIT,
    "serve": Permission.SERVICE_RECORD,
    "screen": Permission.CASE_SCREEN,
    "determine": Permission.CASE_DETERMINE,
    "notes": Permission.NARRATIVE_OPEN,
    "erase": Permission.PERSON_ERASE,
    "hold": Permission.RETENTION_SET,
    "keep": Permission.IDENTITY_OPEN,
    "refer": Permission.REFERRAL_SEND,
    "review": Permission.ACCESS_REVIEW,
}
SHARED = ("open", "serve", "notes")  # what can be done with a case that is only shared, as far as it is


class Button(NamedTuple):
    """A step that a case can take next: what it needs, its page, its words, and what the case waits for before it."""

    needs: str
    page: str
    title: str | Promise
    after: Due | None


STEPS = (
    Button("edit", "reopen", gettext_lazy("Open again"), None),  # only where the case is closed
    Button("serve", "record-service", gettext_lazy("Record a service"), Due.ASSISTANCE),
    Button("screen", "screening", gettext_lazy("Screen"), Due.SCREENING),
    Button("determine", "determination", gettext_lazy("Determine"), Due.DETERMINATION),
)


def show(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show a case."""
    case = cases.case(by=request.user, number=number)
    return render(request, "casework/case.html", context_of(request, case))


def context_of(request: HttpRequest, case: Any, **more: Any) -> dict[str, Any]:
    """Return all that the case page shows; `more` is what was just opened or refused."""
    story = casefile.Reading(case, request.user)
    services = casefile.services_of(case, request.user)
    today = timezone.localdate()
    return {
        "case": case,
        "course": FieldGroup.COURSE in story.seen,
        "findings": FieldGroup.FINDINGS in story.seen,
        "flags": casefile.raised_on(story),
        "facts": facts_of(case),
        "steps": casefile.path_of(case, story),
        "due": casefile.due_of(case, story, today),
        "tasks": casefile.told(cases.tasks_of(by=request.user, case=case), request.user, today),
        "parts": casefile.parts_of(case, story, request.user, today),
        "timeline": casefile.timeline_of(case, story, services, request.user),
        "categories": story.categories,
        "consents": consents.standing(story.consents),
        "acts": casefile.acts_of(case, request.user) if story.whole else [],
        **sharing.told_of(request, case, story),
        "is_open": case.status in OPEN_CASES,
        "able": (may := able(request, case)),
        "buttons": buttons_of(case, may, today, screened=bool(story.screenings)),
        "form": OpenName(),
        "event": new_event(),
        **more,
    }


def buttons_of(case: Any, may: Mapping[str, bool], on: dt.date, *, screened: bool) -> list[tuple[str, str]]:
    """Return the steps that the reader may take, each with its address; what the case waits for stands first."""
    waits = cases.due(case=case, on=on)
    allowed = [step for step in STEPS if may[step.needs] and (step.needs != "edit" or case.status not in OPEN_CASES)]
    allowed.sort(key=lambda step: step.after not in waits and step.needs != "edit")
    again = {"screening": _("Screen again")} if screened else {}
    return [
        (again.get(step.page, str(step.title)), reverse(f"web:{step.page}", kwargs={"number": case.pk}))
        for step in allowed
    ]


def able(request: HttpRequest, case: Any) -> dict[str, bool]:
    """Return what the reader may do with this case."""
    return {name: permitted(request.user, needs, case, shared=name in SHARED) for name, needs in ABILITIES.items()}


def facts_of(case: Any) -> list[tuple[str, str]]:
    """Return the few facts of a case that identify nobody, each beside its title."""
    coded = (("sex", case.person.sex), *((name, getattr(case, name)) for name in EDITABLE))
    found = [(texts.list_title(codelist), texts.code_label(codelist, code)) for codelist, code in coded]
    urgent = ", ".join(texts.code_label("urgent_need", one) for one in case.urgent_needs)
    found.append((_("Urgent at registration"), urgent))
    return [(title, text) for title, text in found if text]


def notes(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask why, then show the sealed notes of a case, to whoever may open them."""
    case, found = cases.case(by=request.user, number=number), None
    if not permitted(request.user, Permission.NARRATIVE_OPEN, case):
        raise NotFound
    form = OpenNotes(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = do(request, open_notes, case=case, reason=form.cleaned_data["reason"])
        found = [(one.on, casefile.note_title(one.about), one.text) for one in opened]
    shown = {"case": case, "form": form, "notes": found}
    return render(request, "casework/notes.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>", show, name="case"),
    path("cases/<uuid:number>/notes", notes, name="notes"),
]
