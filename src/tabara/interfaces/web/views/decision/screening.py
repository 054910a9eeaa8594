"""A screening in three steps: how it began, what happened, what the indicators say. Each step carries the others."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import do, say
from tabara.interfaces.web.forms.answers import Asked
from tabara.interfaces.web.forms.decision import HappenedForm, IndicatorsForm, WayForm, findings
from tabara.interfaces.web.views.decision.prefilled import Prefilled
from tabara.interfaces.web.views.intake.unfinished import today
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import screen

STEPS = ("way", "happened", "indicators")
Steps = dict[str, Asked]


def screening(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask one step after the other, and record the screening after the last one."""
    case = screenable(request, number)
    known = Prefilled.of(request.user, case)
    if request.method != "POST":
        return _page(request, case, _unbound(known), "way", known)
    steps, step, go = _bound(request, case), _step(request), request.POST.get("go", "next")
    if go == "back":
        return _page(request, case, steps, STEPS[max(STEPS.index(step) - 1, 0)], known)
    if go == "advice":
        return _page(request, case, steps, step, known)
    for name in STEPS[: STEPS.index(step) + 1]:
        if not steps[name].is_valid():
            return _page(request, case, steps, name, known, wrong=True)
    if step != STEPS[-1]:
        return _page(request, case, steps, STEPS[STEPS.index(step) + 1], known)
    return _record(request, case, steps, known)


def _record(request: HttpRequest, case: Any, steps: Steps, known: Prefilled) -> HttpResponse:
    way, last = steps["way"].cleaned_data, steps["indicators"].cleaned_data
    found = findings(way, steps["happened"].cleaned_data, last["indicators"])
    said = {"on": way["on"], "findings": found, "notes": last["notes"], "interview": known.interview}
    try:
        do(request, screen, event=steps["way"].number, case=case, **said)
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        step = next((name for name in STEPS if refusal.field in steps[name].fields), STEPS[-1])
        steps[step].refuse(refusal)
        return _page(request, case, steps, step, known, wrong=True)
    say(request, _("The screening is recorded. Next comes the determination."))
    return redirect("web:case", number=case.pk)


@require_POST
def advice(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what the ticked indicators amount to."""
    case = screenable(request, number)
    known = Prefilled.of(request.user, case)
    return render(request, "decision/advice.html", {"advice": _advice(case, _bound(request, case), known)})


def screenable(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case in which the reader may screen the person."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.CASE_SCREEN, case):
        raise NotAllowed
    return case


def _step(request: HttpRequest) -> str:
    step = request.POST.get("step", "")
    return step if step in STEPS else STEPS[0]


def _unbound(known: Prefilled) -> Steps:
    return {
        "way": WayForm(today=today(), initial=known.step("way")),
        "happened": HappenedForm(today=today()),
        "indicators": IndicatorsForm(today=today()),
    }


def _bound(request: HttpRequest, case: Any) -> Steps:
    way, happened = WayForm(request.POST, today=today()), HappenedForm(request.POST, today=today())
    way.is_valid()
    happened.is_valid()
    sets = cases.indicator_sets(
        age_at_entry=_age(case, way), exploitation=happened.cleaned_data.get("exploitation", ())
    )
    return {"way": way, "happened": happened, "indicators": IndicatorsForm(request.POST, today=today(), sets=sets)}


def _age(case: Any, way: Asked) -> int | None:
    said = way.cleaned_data
    return cases.age_at_entry(person=case.person, entered_on=said.get("entered_on"), told=said.get("age_at_entry"))


def _advice(case: Any, steps: Steps, known: Prefilled) -> cases.Advice:
    ticked = steps["indicators"]["indicators"].value() or ()
    exploitation = steps["happened"].cleaned_data.get("exploitation", ())
    given = {"age_at_entry": _age(case, steps["way"]), "exploitation": exploitation, "indicators": ticked}
    return cases.advice(**given, led=known.led)


def _page(
    request: HttpRequest, case: Any, steps: Steps, step: str, known: Prefilled, wrong: bool = False
) -> HttpResponse:
    asked = request.POST.getlist("asked")
    form = steps[step]
    if not wrong and form.is_bound:
        form = steps[step] = form.unchecked() if form.kept() or step in asked else known.first(form, step)
    carried = {key: values for name in STEPS if name != step for key, values in steps[name].kept().items()}
    shown = {
        "case": case,
        "form": form,
        "step": step,
        "place": STEPS.index(step) + 1,
        "carried": carried | {"asked": [*dict.fromkeys([*asked, step])]},
        "event": steps["way"]["event"].value(),
        "advice": _advice(case, steps, known) if step == STEPS[-1] else None,
        "earlier": cases.screenings(case=case),
        "told": known.interview,
    }
    return render(request, f"decision/{step}.html", shown, status=422 if wrong else 200)


urlpatterns = [
    path("cases/<uuid:number>/screening", screening, name="screening"),
    path("cases/<uuid:number>/screening/advice", advice, name="screening-advice"),
]
