"""The plans that wait for a supervisor, and the decision on one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import planfile
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.planning.plan import Decide
from tabara.interfaces.web.views.planning.reaching import workable
from tabara.protection.planning import operations, queries
from tabara.protection.planning.enums import PlanState


@needs(Permission.PLAN_APPROVE)
def waiting(request: HttpRequest) -> HttpResponse:
    """List the plans that wait for this supervisor, the longest waiting first."""
    return render(request, "planning/waiting.html", {"rows": queries.to_approve(by=request.user)})


def decide(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show the plan that was submitted, and approve it or send it back."""
    case, form = workable(request, number, Permission.PLAN_APPROVE), Decide(request.POST or None)
    versions = queries.plans(by=request.user, case=case)
    plan = next((one for one in versions if one.state == PlanState.SUBMITTED), None)
    if plan is None:
        say(request, _("No plan of this case waits for a decision."))
        return redirect("web:plan", number=case.pk)
    if request.method == "POST" and form.is_valid() and (decided := _decided(request, case, form, plan)):
        approved = decided.state == PlanState.APPROVED
        say(request, _("The plan is approved.") if approved else _("Your decision is stored."))
        return redirect("web:plan", number=case.pk)
    shown = {"case": case, "form": form, "plan": planfile.told_plan(request, case, plan)}
    return render(request, "planning/decide.html", shown, status=422 if form.errors else 200)


def _decided(request: HttpRequest, case: Any, form: Decide, plan: Any) -> Any:
    said = {"approves": form.cleaned_data["choice"] == "approve", "why": form.cleaned_data["why"]}
    return attempt(request, form, operations.decide_plan, case=case, plan=plan.pk, **said)


urlpatterns = [
    path("plans/", waiting, name="plans-to-approve"),
    path("cases/<uuid:number>/plan/decide", decide, name="decide-plan"),
]
