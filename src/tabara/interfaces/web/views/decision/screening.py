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
from tabara.interfaces.web.views.intake.unfinished import today
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import screen

STEPS = ("way", "happened", "indicators")
Steps = dict[str, Asked]


def screening(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask one step after the other, and record the screening after the last one."""
    case = _screenable(request, number)
    if request.method != "POST":
        return _page(request, case, _unbound(), "way")
    steps, step, go = _bound(request, case), _step(request), request.POST.get("go", "next")
    if go == "back":
        return _page(request, case, steps, STEPS[max(STEPS.index(step) - 1, 0)])
    if go == "advice":
        return _page(request, case, steps, step)
    for name in STEPS[: STEPS.index(step) + 1]:
        if not steps[name].is_valid():
            return _page(request, case, steps, name, wrong=True)
    if step != STEPS[-1]:
        return _page(request, case, steps, STEPS[STEPS.index(step) + 1])
    return _record(request, case, steps)


def _record(request: HttpRequest, case: Any, steps: Steps) -> HttpResponse:
    way, last = steps["way"].cleaned_data, steps["indicators"].cleaned_data
    found = findings(way, steps["happened"].cleaned_data, last["indicators"])
    try:
        do(request, screen, event=steps["way"].number, case=case, on=way["on"], findings=found, notes=last["notes"])
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        step = next((name for name in STEPS if refusal.field in steps[name].fields), STEPS[-1])
        steps[step].refuse(refusal)
        return _page(request, case, steps, step, wrong=True)
    say(request, _("The screening is recorded. Next comes the determination."))
    return redirect("web:case", number=case.pk)


@require_POST
def advice(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what the ticked indicators amount to."""
    case = _screenable(request, number)
    return render(request, "decision/advice.html", {"advice": _advice(case, _bound(request, case))})


def _screenable(request: HttpRequest, number: uuid.UUID) -> Any:
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.CASE_SCREEN, case):
        raise NotAllowed
    return case


def _step(request: HttpRequest) -> str:
    step = request.POST.get("step", "")
    return step if step in STEPS else STEPS[0]


def _unbound() -> Steps:
    return {
        "way": WayForm(today=today()),
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


def _advice(case: Any, steps: Steps) -> cases.Advice:
    ticked = steps["indicators"]["indicators"].value() or ()
    exploitation = steps["happened"].cleaned_data.get("exploitation", ())
    return cases.advice(age_at_entry=_age(case, steps["way"]), exploitation=exploitation, indicators=ticked)


def _page(request: HttpRequest, case: Any, steps: Steps, step: str, wrong: bool = False) -> HttpResponse:
    form = steps[step]
    if not wrong and form.is_bound:
        form = _as_asked(form)
    carried = {key: values for name in STEPS if name != step for key, values in steps[name].kept().items()}
    shown = {
        "case": case,
        "form": form,
        "step": step,
        "place": STEPS.index(step) + 1,
        "carried": carried,
        "event": steps["way"]["event"].value(),
        "advice": _advice(case, steps) if step == STEPS[-1] else None,
        "earlier": cases.screenings(case=case),
    }
    return render(request, f"decision/{step}.html", shown, status=422 if wrong else 200)


def _as_asked(form: Asked) -> Asked:
    """Return a step as it is first shown: with what is known of it, or with its usual answers, and no complaint."""
    return form.unchecked() if form.kept() or isinstance(form, IndicatorsForm) else form.afresh()


urlpatterns = [
    path("cases/<uuid:number>/screening", screening, name="screening"),
    path("cases/<uuid:number>/screening/advice", advice, name="screening-advice"),
]
