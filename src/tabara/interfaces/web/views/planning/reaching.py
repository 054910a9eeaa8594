"""Whose page it is, and the page of one act."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import caseacts
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.planning.who import Somebody, people
from tabara.protection.cases import queries as cases
from tabara.protection.planning import queries


class Words(NamedTuple):
    """What stands on the page of one act: its title, its button, what is said when it is done, and why it is asked."""

    title: str
    button: str
    done: str
    why: str = ""


def seen(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case whose needs and plan the reader may see."""
    case = cases.case(by=request.user, number=number)
    if not queries.may_see(by=request.user, case=case):
        raise NotFound
    return case


def workable(request: HttpRequest, number: uuid.UUID, needs: Permission = Permission.CASE_SCREEN) -> Any:
    """Return a case of whose plan the reader may write."""
    return caseacts.case_for(request, number, needs, shared=False)


def answer(
    request: HttpRequest, case: Any, form: Form, words: Words, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    """Show a form of one act, or do the act and lead back to the plan."""
    plan = reverse("web:plan", kwargs={"number": case.pk})
    said = (words.title, words.button, words.done)
    return caseacts.answer(request, case, form, said, act, plan, page="planning/form.html", explanation=words.why)


def everybody(request: HttpRequest, case: Any) -> Mapping[str, Somebody]:
    """Return who can do something for a plan: colleagues, and agencies as a whole."""
    return people(access.providers(by=request.user), access.successors(by=request.user, agency=case.agency))


def those_who_may_hear(request: HttpRequest, case: Any) -> Mapping[str, Somebody]:
    """Return who may take part in a conference today: of the agencies that the person agreed to."""
    agencies = queries.who_may_take_part(case=case, on=timezone.localdate())
    members = [one for agency in agencies for one in access.successors(by=request.user, agency=agency)]
    return people(agencies, members)
