"""How a person's status came about: interview, screening, each decision, what was contested, and the time she has."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara.access.enums import FieldGroup, Permission
from tabara.access.operation import new_event, permitted
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.decision import GROUPS
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Status

MAY = {
    "screen": Permission.CASE_SCREEN,
    "determine": Permission.CASE_DETERMINE,
    "edit": Permission.CASE_EDIT,
    "notes": Permission.NARRATIVE_OPEN,
    "serve": Permission.SERVICE_RECORD,
}
SHARED = ("serve",)


def identification(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show the ladder of decisions, and what can be done next."""
    case = cases.case(by=request.user, number=number)
    rungs = cases.ladder(by=request.user, case=case)
    waiting = cases.open_recourse(by=request.user, case=case)
    shown = {
        "case": case,
        "findings": FieldGroup.FINDINGS in cases.seen(by=request.user, case=case),
        "rungs": [(place, rung, changed(rung), grounds(rung.decision)) for place, rung in enumerate(rungs, start=1)],
        "latest": rungs[-1].decision if rungs else None,
        "no_victim": bool(rungs) and rungs[-1].decision.status == Status.NOT_A_VICTIM,
        "waiting": waiting,
        "may_answer": waiting is not None and cases.may_answer(by=request.user, recourse=waiting),
        "interview": cases.open_interview(by=request.user, case=case),
        "time": (time := cases.reflection(by=request.user, case=case)),
        "recovering": time is not None and time.lasts(timezone.localdate()),
        "able": {name: permitted(request.user, needs, case, shared=name in SHARED) for name, needs in MAY.items()},
        "event": new_event(),
    }
    return render(request, "identification/ladder.html", shown)


def grounds(decision: Any) -> list[tuple[str, str]]:
    """Return the elements of the definition that a decision rests on, as people read them."""
    found = [(texts.list_title(codelist), getattr(decision, group)) for group, codelist in GROUPS.items()]
    lists = list(GROUPS.values())
    return [
        (title, ", ".join(texts.code_label(lists[place], code) for code in codes))
        for place, (title, codes) in enumerate(found)
        if codes
    ]


def changed(rung: cases.Rung) -> list[tuple[str, str]]:
    """Return what a decision added to the elements before it, and what it took away, each with its sign."""
    rows = []
    for sign, elements in (("+", rung.added), ("−", rung.dropped)):
        for group, codes in elements.items():
            rows += [(sign, texts.code_label(GROUPS[group], code)) for code in codes]
    return rows


urlpatterns = [path("cases/<uuid:number>/identification", identification, name="identification")]
