"""Write the plan: begin it, ask the person, submit it, look at it again, renew and close it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web import planfile
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.planning.plan import Agreement, ClosePlan, ReviewOn
from tabara.interfaces.web.views.planning.reaching import Words, answer, workable
from tabara.protection.planning import operations, queries


def begin(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Begin a plan."""
    case, form = workable(request, number), ReviewOn(request.POST or None)
    why = _("A plan is made together with the person: what shall be better, and who does what by when.")
    words = Words(_("Begin a plan"), _("Begin the plan"), _("The plan is begun. Add its first goal."), why)
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.begin_plan, case=case, review_on=said["day"]),
    )


def revise(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Begin a new version of the approved plan."""
    case, form = workable(request, number), Confirm(request.POST or None)
    why = _("The approved plan counts until the new version is approved. Its goals and open actions come along.")
    words = Words(_("Change the plan"), _("Begin a new version"), _("A new version is begun. Change it now."), why)
    return answer(request, case, form, words, lambda said: attempt(request, form, operations.revise_plan, case=case))


def agreement(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record what the person says about the plan."""
    case, form = workable(request, number), Agreement(request.POST or None)
    why = _("Read the plan to the person, goal by goal. She may also say no: then help goes on, and the plan changes.")
    words = Words(_("Does the person agree?"), _("Store the answer"), _("The answer is stored."), why)
    names = ("agrees", "said", "signature", "on")
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(
            request, form, operations.record_agreement, case=case, **{name: said[name] for name in names}
        ),
    )


def submit(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Hand the plan to a supervisor."""
    case, form = workable(request, number), Confirm(request.POST or None)
    why = _("A supervisor reads the plan and approves it, or sends it back with a reason. Until then it waits.")
    words = Words(_("Submit the plan"), _("Submit it"), _("The plan waits for a supervisor."), why)
    return answer(request, case, form, words, lambda said: attempt(request, form, operations.submit_plan, case=case))


def review(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Store that the plan was looked at and stays as it is."""
    case, form = workable(request, number), ReviewOn(request.POST or None)
    why = _("You looked at the plan with the person, and it stays as it is. If something changes, change the plan.")
    words = Words(_("Looked at together"), _("Store it"), _("The next look at the plan is set."), why)
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.review_plan, case=case, next_on=said["day"]),
    )


def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """End the plan, and say of each goal what became of it."""
    case = workable(request, number)
    plan = queries.in_force(case=case)
    form = ClosePlan(request.POST or None, goals=planfile.goals_to_close(request, case, plan) if plan else {})
    words = Words(_("Close the plan"), _("Close the plan"), _("The plan is closed."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.close_plan, case=case, on=said["on"], outcomes=form.outcomes()),
    )


urlpatterns = [
    path("cases/<uuid:number>/plan/begin", begin, name="begin-plan"),
    path("cases/<uuid:number>/plan/revise", revise, name="revise-plan"),
    path("cases/<uuid:number>/plan/agreement", agreement, name="plan-agreement"),
    path("cases/<uuid:number>/plan/submit", submit, name="submit-plan"),
    path("cases/<uuid:number>/plan/review", review, name="review-plan"),
    path("cases/<uuid:number>/plan/close", close, name="close-plan"),
]
