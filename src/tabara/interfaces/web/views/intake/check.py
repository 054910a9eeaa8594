"""Check the answers, register the person, and say what comes next."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import do, say
from tabara.interfaces.web.forms.answers import Asked
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.intake_whole import PART_OF, doubts, names_from, part_titles, situation_from
from tabara.interfaces.web.forms.reintegration import NewEpisode
from tabara.interfaces.web.views.intake.alerted import alert_of
from tabara.interfaces.web.views.intake.search import matches_of
from tabara.interfaces.web.views.intake.unfinished import Unfinished, earlier_case, load, today
from tabara.protection.cases import queries as cases
from tabara.protection.intake import doubles, operations
from tabara.protection.intake.enums import TO_DECIDE

PRESUMED = "presumed_victim"
VERY_ALIKE = 0.85  # as a search scores it


def check(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show all answers before they count; then register the person."""
    try:
        found = load(request, number)
    except NotFound:
        return _registered_before(request, Form(request.POST) if request.method == "POST" else Form())
    if following := found.next(today()):
        return redirect("web:intake-part", number=number, part=following)
    asked = NewEpisode if found.again else Form
    if request.method != "POST":
        return _page(request, found, asked(initial={"event": str(found.registration)}))
    form = asked(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        case = _register(request, found, form)
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _page(request, found, form, wrong=PART_OF.get(refusal.field, ""))
    return _onwards(request, case)


def _register(request: HttpRequest, found: Unfinished, form: Form) -> Any:
    parts = {part: _checked(found, part).cleaned_data for part in found.parts}
    known = earlier_case(request, found)
    situation = situation_from(parts, person=known.person if known else None)
    if known:
        return do(
            request,
            operations.open_again,
            event=found.registration,
            case=known,
            situation=situation,
            why=form.cleaned_data["why"],
            draft=found.number,
            alert=alert_of(request, found.alert),
        )
    return do(
        request,
        operations.register_person,
        event=found.registration,
        names=names_from(parts),
        situation=situation,
        draft=found.number,
        alert=alert_of(request, found.alert),
    )


def _checked(found: Unfinished, part: str) -> Asked:
    form = found.form(part, today())
    form.is_valid()
    return form


def _page(request: HttpRequest, found: Unfinished, form: Form, wrong: str = "") -> HttpResponse:
    checked = {part: _checked(found, part) for part in found.parts}
    known = earlier_case(request, found)
    parts = {part: one.cleaned_data for part, one in checked.items()}
    shown = {
        "found": found,
        "form": form,
        "titles": part_titles(),
        "told": {part: list(one.told()) for part, one in checked.items()},
        "doubts": doubts(situation_from(parts, person=known.person if known else None)),
        "wrong": wrong,
        "known": known,
        "alike": () if known or form.is_bound else _alike(request, parts),
        "alert": alert_of(request, found.alert),
    }
    return render(request, "intake/check.html", shown, status=422 if form.is_bound and form.errors else 200)


def _alike(request: HttpRequest, parts: Any) -> list[Any]:
    """Return whom the person resembles so much that somebody should look before registering her a second time."""
    names, sex = names_from(parts), situation_from(parts, person=None).sex
    return [match for match in matches_of(request, names, sex) if match.score >= VERY_ALIKE]


def _registered_before(request: HttpRequest, form: Form) -> HttpResponse:
    """Answer a registration that arrived twice with the case that it made the first time."""
    return _onwards(request, cases.case(by=request.user, number=form.number))


def _onwards(request: HttpRequest, case: Any) -> HttpResponse:
    if PRESUMED in {row.code for row in cases.categories(case=case)}:
        return redirect("web:intake-registered", number=case.pk)
    say(request, _("Registered. The number of the case is %(code)s.") % {"code": case.code})
    return redirect("web:case", number=case.pk)


def registered(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say that the person is registered, and what comes next for a presumed victim."""
    case = cases.case(by=request.user, number=number)
    may_screen = permitted(request.user, Permission.CASE_SCREEN, case)
    shown = {"case": case, "may_screen": may_screen}
    if request.user.may(Permission.IDENTITY_OPEN):
        shown["doubled"] = any(one.state in TO_DECIDE for one in doubles.pairs_of(by=request.user, case=case))
    return render(request, "intake/registered.html", shown)


urlpatterns = [
    path("intake/<uuid:number>/check", check, name="intake-check"),
    path("intake/registered/<uuid:number>", registered, name="intake-registered"),
]
