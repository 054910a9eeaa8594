"""Print a case with what must not be read blacked out: choose, look at it, print."""

import uuid
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.dateformat import format as dated

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.interfaces.web import casefile, texts
from tabara.interfaces.web.acts import attempt, do
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.printing import Summary
from tabara.interfaces.web.views.casework.case import facts_of
from tabara.protection.assistance.operations import open_notes
from tabara.protection.cases import operations
from tabara.protection.cases.enums import Reason
from tabara.protection.cases.operations.printing import BAR, blackened


class Line(NamedTuple):
    """One line of the summary: its number on the sheet, what it is about, and its words."""

    key: str
    about: str
    words: str


def summary(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Choose what is blacked out; then show the sheet as it is printed, without what was left out."""
    case = editable(request, number)
    may_tell = permitted(request.user, Permission.NARRATIVE_OPEN, case)
    with_notes = may_tell and request.POST.get("notes") == "yes"
    lines = lines_of(request, case, with_notes=with_notes)
    choices = [(one.key, texts.paired(one.about, one.words)) for one in lines]
    chosen = request.method == "POST" and "purpose" in request.POST
    form = Summary(request.POST if chosen else None, lines=choices)
    if chosen and form.is_valid():
        out, purpose = set(form.cleaned_data["left_out"]), form.cleaned_data["purpose"]
        attempt(request, form, operations.print_summary, case=case, purpose=purpose, lines=len(lines) - len(out))
        if not form.errors:
            sheet = [one._replace(words=BAR) if one.key in out else one for one in lines]
            shown = {"case": case, "lines": sheet, "on": timezone.localdate(), "purpose": purpose}
            return render(request, "casework/summary.html", shown)
    shown = {"case": case, "form": form, "with_notes": with_notes, "may_tell": may_tell}
    return render(request, "casework/print.html", shown, status=422 if form.errors else 200)


def lines_of(request: HttpRequest, case: Any, *, with_notes: bool) -> list[Line]:
    """Return all lines that the reader could print, newest first, with the facts before them."""
    story = casefile.Reading(case, request.user)
    services = casefile.services_of(case, request.user)
    happened = casefile.timeline_of(case, story, services, request.user)
    found = [(title, text) for title, text in facts_of(case)]
    found += [
        (dated(one.on, "j.n.Y"), " · ".join(part for part in (one.what, one.details) if part)) for one in happened
    ]
    if with_notes:
        notes = do(request, open_notes, case=case, reason=Reason.ASSISTANCE)
        found += [(f"{dated(one.on, 'j.n.Y')}, {casefile.note_title(one.about)}", blackened(one.text)) for one in notes]
    return [Line(str(place), about, words) for place, (about, words) in enumerate(found)]


urlpatterns = [path("cases/<uuid:number>/summary", summary, name="print-summary")]
