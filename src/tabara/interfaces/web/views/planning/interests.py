"""What is best for a child: record it, and read or print the record for a reason."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import planfile
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.identity import OpenNotes
from tabara.interfaces.web.forms.planning.needs import BestInterests
from tabara.interfaces.web.views.planning.reaching import Words, answer, seen, workable
from tabara.protection.planning import operations, queries

PLAIN = ("kind", "matter", "on", "heard", "views", "decision", "grounds", "review_by")


def record(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record an assessment or a determination."""
    case = workable(request, number, Permission.CASE_DETERMINE)
    colleagues = access.successors(by=request.user, agency=case.agency)
    form = BestInterests(request.POST or None, agencies=access.providers(by=request.user), colleagues=colleagues)
    why = _("Before a return, a lasting arrangement of care, a separation from the family or a reunion with it.")
    words = Words(_("Best interests of the child"), _("Store the record"), _("The record is stored."), why)

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in PLAIN}
        more = {"considered": form.considered(), "panel": form.panel()}
        return attempt(request, form, operations.record_best_interests, case=case, **given, **more)

    return answer(request, case, form, words, act)


def one(request: HttpRequest, number: uuid.UUID, record: uuid.UUID) -> HttpResponse:
    """Ask why, then show the decision record as it is printed."""
    case = seen(request, number)
    row = next((one for one in planfile.told_records(request.user, case) if one["row"].pk == record), None)
    if row is None or not queries.readable(by=request.user, case=case):
        raise NotFound
    form, told = OpenNotes(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        told = attempt(request, form, operations.open_best_interests, case=case, record=record, reason=reason)
    shown = {"case": case, "form": form, "one": row, "told": told}
    return render(request, "planning/record.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/best-interests", record, name="best-interests"),
    path("cases/<uuid:number>/best-interests/<uuid:record>", one, name="best-interests-record"),
]
