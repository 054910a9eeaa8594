"""The return of a case: where it stands, and the checklist item by item."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event, permitted
from tabara.interfaces.web import homeward, texts
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.homeward import Item, Prepare
from tabara.interfaces.web.views.homeward.asking import answer, held
from tabara.protection.cases import queries as cases
from tabara.protection.reintegration import operations, queries
from tabara.protection.reintegration.enums import Asks


def show(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show the returns of a case: the one under way with its checklist, then the earlier ones."""
    case = cases.case(by=request.user, number=number)
    found = [homeward.journey_of(one) for one in queries.returns(by=request.user, case=case)]
    whole = queries.sees_plan(by=request.user, case=case)
    shown = {
        "case": case,
        "journeys": found,
        "checklist": homeward.checklist_of(found[0].row, timezone.localdate()) if found and whole else [],
        "whole": whole,
        "wish": queries.wish(case=case) if whole else None,
        "edits": permitted(request.user, Permission.CASE_EDIT, case, shared=False) and not case.closed_on,
        "reads": whole and permitted(request.user, Permission.NARRATIVE_OPEN, case),
        "under_way": next((one for one in found if one.goes_on), None),
        "event": new_event(),
    }
    return render(request, "homeward/return.html", shown)


def prepare(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Begin a return."""
    case, form = held(request, number), Prepare(request.POST or None)
    words = (_("Prepare a return"), _("Begin the preparation"), _("The return is being prepared. The list is below."))
    why = _("A return is voluntary. It needs the person’s own wish, recorded as a consent, and can be called off.")
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(
            request, form, operations.prepare, case=case, **{name: said[name] for name in (*PREPARED, *ALONG)}
        ),
        explanation=why,
    )


PREPARED, ALONG = ("from_country", "to_country", "depart_on"), ("place", "place_version")


def item(request: HttpRequest, number: uuid.UUID, journey: uuid.UUID, key: str) -> HttpResponse:
    """Say how one item of the checklist stands."""
    case = held(request, number)
    row, known = _item(request, case, journey, key)
    agencies = access.providers(by=request.user) if known.asks is Asks.RECEIVER else ()
    form = Item(
        request.POST or None,
        asks=known.asks,
        must=known.must,
        agencies=agencies,
        initial=homeward.kept_of(row, known),
    )
    words = (texts.code_label("return_check", key), _("Store it"), _("Stored in the checklist."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(
            request,
            form,
            operations.record_item,
            case=case,
            journey=row.pk,
            key=key,
            on=said["on"],
            not_needed=said.get("not_needed", ""),
            details=form.details(),
        ),
    )


@sent_to("web:return")
def take_back(request: HttpRequest, number: uuid.UUID, journey: uuid.UUID, key: str) -> HttpResponse:
    """Say that an item no longer holds."""
    case = held(request, number)
    row, _known = _item(request, case, journey, key)
    do(request, operations.take_item_back, event=sent_event(request), case=case, journey=row.pk, key=key)
    say(request, _("The item is open again. The return has to be cleared anew."))
    return redirect("web:return", number=case.pk)


def clear(request: HttpRequest, number: uuid.UUID, journey: uuid.UUID) -> HttpResponse:
    """Say that everything is ready."""
    case, form = held(request, number), Confirm(request.POST or None)
    row = queries.journey(by=request.user, case=case, number=journey)
    words = (_("Clear the return"), _("Everything is ready"), _("The return is cleared. The person may leave."))
    why = _("From now on the person may leave. If something changes, open the item again.")
    return answer(
        request,
        case,
        form,
        words,
        lambda _said: attempt(request, form, operations.clear, case=case, journey=row.pk),
        explanation=why,
    )


def _item(request: HttpRequest, case: Any, journey: uuid.UUID, key: str) -> tuple[Any, Any]:
    row = queries.journey(by=request.user, case=case, number=journey)
    items = queries.checklist(journey=row, on=timezone.localdate())
    known = next((one for one in items if one.key == key and one.asks is not Asks.WISH), None)
    if known is None:
        raise NotFound
    return row, known


urlpatterns = [
    path("cases/<uuid:number>/return", show, name="return"),
    path("cases/<uuid:number>/return/new", prepare, name="prepare-return"),
    path("cases/<uuid:number>/return/<uuid:journey>/clear", clear, name="clear-return"),
    path("cases/<uuid:number>/return/<uuid:journey>/item/<slug:key>", item, name="return-item"),
    path("cases/<uuid:number>/return/<uuid:journey>/item/<slug:key>/back", take_back, name="return-item-back"),
]
