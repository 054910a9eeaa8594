"""The goals of a plan, and what is to be done for them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.errors import Refused, Stale
from tabara.interfaces.web import planfile
from tabara.interfaces.web.acts import attempt, do, say
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.planning.plan import Action, EditGoal, Goal, Judge
from tabara.interfaces.web.views.planning.reaching import Words, answer, everybody, workable
from tabara.protection.planning import operations, queries
from tabara.protection.planning.operations import Responsible


def add(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Add a goal."""
    case, form = workable(request, number), Goal(request.POST or None)
    words = Words(_("Add a goal"), _("Add the goal"), _("The goal is added. Add what is done for it."))
    names = ("domain", "text", "target")
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.add_goal, case=case, **{name: said[name] for name in names}),
    )


def edit(request: HttpRequest, number: uuid.UUID, aim: uuid.UUID) -> HttpResponse:
    """Store what was changed of a goal; what somebody else changed meanwhile becomes a question."""
    case = workable(request, number)
    row = queries.goal(by=request.user, case=case, number=aim)
    words = Words(_("Change the goal"), _("Store the changes"), _("The changes are stored."))
    form = EditGoal(request.POST or None, seen=planfile.goal_as_seen(request, case, row), version=row.version)
    if request.method == "POST" and form.is_valid():
        given = {"saw": form.cleaned_data["version"], "changes": form.changes(), "before": form.before()}
        try:
            do(request, operations.edit_goal, event=form.number, case=case, goal=row.pk, **given)
        except Stale as stale:
            form.ask(stale.stored, row.version)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            say(request, words.done)
            return redirect("web:plan", number=case.pk)
    shown = {"case": case, "form": form, "title": words.title, "button": words.button}
    return render(request, "planning/form.html", shown, status=422 if form.errors else 200)


def take_out(request: HttpRequest, number: uuid.UUID, aim: uuid.UUID) -> HttpResponse:
    """Take a goal out of the plan that is being written."""
    case, form = workable(request, number), Confirm(request.POST or None)
    row = queries.goal(by=request.user, case=case, number=aim)
    why = _("The goal, and what was to be done for it, leave this version. Earlier versions keep them.")
    words = Words(_("Take the goal out"), _("Take it out"), _("The goal is taken out."), why)
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.take_goal_out, case=case, goal=row.pk),
    )


def judge(request: HttpRequest, number: uuid.UUID, aim: uuid.UUID) -> HttpResponse:
    """Say what became of a goal."""
    case, form = workable(request, number), Judge(request.POST or None)
    row = queries.goal(by=request.user, case=case, number=aim)
    words = Words(_("What became of the goal?"), _("Store the answer"), _("The answer is stored."))
    return answer(
        request,
        case,
        form,
        words,
        lambda said: attempt(request, form, operations.judge_goal, case=case, goal=row.pk, state=said["state"]),
    )


def add_action(request: HttpRequest, number: uuid.UUID, aim: uuid.UUID) -> HttpResponse:
    """Add what somebody does for a goal."""
    case = workable(request, number)
    row = queries.goal(by=request.user, case=case, number=aim)
    form = Action(request.POST or None, people=everybody(request, case))
    words = Words(_("Add an action"), _("Add the action"), _("The action is added."))

    def act(said: dict[str, str]) -> object:
        who = form.people[said["who"]]
        given = {name: said[name] for name in ("service", "text", "due_on")}
        chosen = Responsible(who.agency, who.member)
        return attempt(request, form, operations.add_action, case=case, goal=row.pk, who=chosen, **given)

    return answer(request, case, form, words, act)


urlpatterns = [
    path("cases/<uuid:number>/plan/goals", add, name="add-goal"),
    path("cases/<uuid:number>/plan/goals/<uuid:aim>", edit, name="edit-goal"),
    path("cases/<uuid:number>/plan/goals/<uuid:aim>/out", take_out, name="take-goal-out"),
    path("cases/<uuid:number>/plan/goals/<uuid:aim>/became", judge, name="judge-goal"),
    path("cases/<uuid:number>/plan/goals/<uuid:aim>/action", add_action, name="add-action"),
]
