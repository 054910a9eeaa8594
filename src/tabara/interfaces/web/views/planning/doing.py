"""Say that something of a plan, or of a conference, is done or dropped."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.planning.plan import Done, EndAction
from tabara.interfaces.web.views.planning.reaching import Words, answer, seen
from tabara.protection.cases import queries as cases
from tabara.protection.planning import operations, queries

Acts = tuple[Callable[..., Any], Callable[..., Any]]  # done, dropped


def action(request: HttpRequest, number: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """Say what became of an action of the plan."""
    case = seen(request, number)
    row = queries.action(by=request.user, case=case, number=action)
    acts = (operations.do_action, operations.drop_action)
    return _end(request, case, row.agency_id, acts, {"action": row.pk})


def decision(request: HttpRequest, number: uuid.UUID, decision: uuid.UUID) -> HttpResponse:
    """Say what became of a decision of a conference."""
    case = seen(request, number)
    row = queries.decision(by=request.user, case=case, number=decision)
    acts = (operations.keep_decision, operations.drop_decision)
    return _end(request, case, row.owner.agency_id, acts, {"decision": row.pk})


def _end(request: HttpRequest, case: Any, agency: uuid.UUID, acts: Acts, about: dict[str, uuid.UUID]) -> HttpResponse:
    by = request.user
    if not permitted(by, Permission.SERVICE_RECORD, case):
        raise NotAllowed
    if not cases.holds(by=by, case=case) and agency != by.agency_id:  # type: ignore[union-attr]  # only members are asked
        raise NotFound
    whole = permitted(by, Permission.CASE_SCREEN, case, shared=False)  # else it can be done, and not dropped
    form = EndAction(request.POST or None) if whole else Done(request.POST or None)
    words = Words(_("What became of it?"), _("Store the answer"), _("The answer is stored."))

    def act(said: dict[str, Any]) -> Any:
        done, dropped = acts
        if said.get("became") == "dropped":
            return attempt(request, form, dropped, case=case, why=said["why"], **about)
        return attempt(request, form, done, case=case, on=said["on"], **about)

    return answer(request, case, form, words, act)


urlpatterns = [
    path("cases/<uuid:number>/plan/actions/<uuid:action>", action, name="plan-action"),
    path("cases/<uuid:number>/conference/decisions/<uuid:decision>", decision, name="conference-decision"),
]
