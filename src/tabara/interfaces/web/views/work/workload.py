"""Who of the agency carries how much, the cases behind each number, and cases given to somebody else."""

import uuid
from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from tabara import codelists
from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.casefile.planning import RISKS
from tabara.interfaces.web.forms.work import GiveCases
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases
from tabara.protection.planning import queries as planning
from tabara.protection.planning.enums import Risk

ANSWERS = Permission.PLAN_APPROVE  # for the work of others
WHICH: dict[str, str | Promise] = {
    "": gettext_lazy("Open cases"),
    "flagged": gettext_lazy("With a flag"),
    "idle": gettext_lazy("Without a task"),
    "quiet": gettext_lazy("Quiet cases"),
}
NOBODY = "nobody"
AT_RISK: dict[str, str | Promise] = {
    Risk.HIGH: gettext_lazy("high"),
    Risk.MEDIUM: gettext_lazy("medium"),
    Risk.LOW: gettext_lazy("low"),
    "": gettext_lazy("not assessed"),
}


@needs(ANSWERS)
def workload(request: HttpRequest) -> HttpResponse:
    """Show each worker's load, the heaviest first, and the sums."""
    found = cases.workload(by=request.user, at=timezone.now(), on=timezone.localdate())
    risks = planning.risks(by=request.user)
    numbers = sorted({*found.workers, *found.of} - {None}, key=lambda one: -_load(found, one).open)  # type: ignore[arg-type]  # nobody stands last
    rows = [(found.workers.get(one), str(one), _load(found, one), _risks(risks.get(one))) for one in numbers]
    if None in found.of:
        rows.append((None, NOBODY, found.of[None], _risks(risks.get(None))))
    shown = {
        "rows": rows,
        "whole": (found.whole, _risks(sum(risks.values(), Counter()))),
        "days": codelists.pack().parameters["quiet_days"],
    }
    return render(request, "work/workload.html", shown)


def _load(found: cases.Workload, number: uuid.UUID | None) -> cases.Load:
    return found.of.get(number, cases.Load())


def _risks(counted: Counter[str] | None) -> list[tuple[str, int, bool]]:
    """Return how many cases stand at which risk, the highest first, and whether it presses."""
    counted = counted or Counter()
    return [(str(text), counted[risk], risk == Risk.HIGH) for risk, text in AT_RISK.items() if counted[risk]]


@needs(ANSWERS)
def listed(request: HttpRequest) -> HttpResponse:
    """Show the cases behind a number, the longest untouched first, and give those chosen to a colleague."""
    which = request.GET.get("which", "") if request.GET.get("which", "") in WHICH else ""
    who = _who(request)
    nobody = who == NOBODY
    found = cases.carried(
        by=request.user, at=timezone.now(), owner=None if nobody else who, of_nobody=nobody, which=which
    )
    colleagues = {str(one.pk): one for one in access.successors(by=request.user, agency=request.user.agency)}
    form = GiveCases(request.POST or None, shown=found, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        chosen, to = form.cleaned_data["cases"], colleagues[form.cleaned_data["to"]]
        attempt(request, form, operations.give_cases, cases=[uuid.UUID(one) for one in chosen], to=to)
        if not form.errors:
            said = ngettext("%(num)s case has a new worker.", "%(num)s cases have a new worker.", len(chosen))
            say(request, said % {"num": len(chosen)})
            return redirect("web:workload")
    shown = {
        "form": form,
        "chosen": set(form.data.getlist("cases")) if form.is_bound else set(),
        "cases": found,
        "which": which,
        "title": WHICH[which],
        "who": who,
        "days": codelists.pack().parameters["quiet_days"],
        "most": len(found) == cases.MOST_CASES,
        **_facts(request, found),
    }
    return render(request, "work/cases.html", shown, status=422 if form.errors else 200)


def _facts(request: HttpRequest, found: list[Any]) -> dict[str, Any]:
    numbers = [one.pk for one in found]
    flags = cases.flags_of(by=request.user, cases=numbers)
    return {
        "flags": {case: [texts.code_label("flag", one) for one in kinds] for case, kinds in flags.items()},
        "risks": {case: RISKS[risk] for case, risk in planning.risk_of(by=request.user, numbers=numbers).items()},
    }


def _who(request: HttpRequest) -> Any:
    """Return whose cases are asked for; nobody named: everybody's."""
    text = request.GET.get("who", "")
    if not text or text == NOBODY:
        return text or None
    try:
        return cases.worker(by=request.user, number=uuid.UUID(text))
    except ValueError:
        raise NotFound from None


urlpatterns = [
    path("workload/", workload, name="workload"),
    path("workload/cases", listed, name="workload-cases"),
]
