"""A determination: the elements with their evidence, what the definition says of them, and a person's decision."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.decision import GROUPS, DecisionForm
from tabara.interfaces.web.texts import code_label
from tabara.interfaces.web.views.decision.prefilled import elements_of
from tabara.interfaces.web.views.intake.unfinished import today
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import determine


def determination(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask for the decision, show what the definition says of it, and record it."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.CASE_DETERMINE, case):
        raise NotAllowed
    screenings = cases.screenings(case=case)
    latest = screenings[0] if screenings else None
    if request.method != "POST":
        known = {"age_at_entry": latest.age_at_entry if latest else None, **elements_of(request.user, latest)}
        form = DecisionForm(initial=known, today=today())
        return _page(request, case, form, latest)
    form = DecisionForm(request.POST, today=today())
    go = request.POST.get("go", "preview")
    if go == "change":
        return _page(request, case, form.unchecked(), latest)
    if not form.is_valid():
        return _page(request, case, form, latest)
    if go != "record":
        return preview(request, case, form, latest)
    return _record(request, case, form, latest)


def _record(request: HttpRequest, case: Any, form: DecisionForm, latest: Any) -> HttpResponse:
    found = form.cleaned_data
    decided = attempt(
        request,
        form,
        determine,
        case=case,
        status=found["status"],
        on=found["on"],
        **{group: form.elements(group) for group in GROUPS},
        age_at_entry=found["age_at_entry"],
        indicators=latest.indicators if latest else (),
        grounds=found["grounds"],
    )
    if decided is None:
        return _page(request, case, form, latest)
    say(request, _("The decision is recorded."))
    return redirect("web:case", number=case.pk)


def _page(request: HttpRequest, case: Any, form: DecisionForm, latest: Any) -> HttpResponse:
    shown = {
        "case": case,
        "form": form,
        "groups": [(group, form[group].label, form.rows(group)) for group in GROUPS],
        "advice": _advice(latest),
        "screening": latest,
        "earlier": cases.determinations(case=case),
        "waiting": cases.open_recourse(by=request.user, case=case),
        "may_read": permitted(request.user, Permission.NARRATIVE_OPEN, case),
    }
    return render(request, "decision/determination.html", shown, status=422 if form.errors else 200)


def preview(request: HttpRequest, case: Any, form: DecisionForm, latest: Any) -> HttpResponse:
    """Show what the definition says of the elements, before the decision counts."""
    elements = {group: form.elements(group) for group in GROUPS}
    said = cases.conclusion(**elements, age_at_entry=form.cleaned_data["age_at_entry"])
    status = form.cleaned_data["status"]
    shown = {
        "case": case,
        "form": form,
        "elements": [(form[group].label, _read(group, elements[group])) for group in GROUPS],
        "said": said,
        "advice": _advice(latest),
        "status": status,
        "refused": status == "actual" and not said.elements_met,
        "departs": said.elements_met and status != "actual",
        "typed": form.kept(),
    }
    return render(request, "decision/preview.html", shown)


def _read(group: str, elements: dict[str, list[str]]) -> list[str]:
    """Return the elements as they read, each with the evidence for it."""
    found = []
    for code, kinds in elements.items():
        evidence = ", ".join(code_label("evidence_kind", kind) for kind in kinds)
        found.append(code_label(GROUPS[group], code) + (f" ({evidence})" if evidence else ""))
    return found


def _advice(latest: Any) -> cases.Advice | None:
    if latest is None:
        return None
    return cases.advice_on(screening=latest)


urlpatterns = [path("cases/<uuid:number>/determination", determination, name="determination")]
