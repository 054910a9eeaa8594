"""The flags of a case: what is raised and was, and the acts that raise, keep and lower them."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.caseacts import answer, editable
from tabara.interfaces.web.forms.work import KeepFlag, LowerFlag, RaiseFlag
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations.tasks import OPEN


def flags(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show which flags are raised, and which were."""
    case = cases.case(by=request.user, number=number)
    if FieldGroup.COURSE not in cases.seen(by=request.user, case=case):
        raise NotFound
    found = cases.flags(by=request.user, case=case)
    shown = {
        "case": case,
        "raised": [one for one in found if one.lowered_at is None],
        "lowered": [one for one in found if one.lowered_at is not None],
        "may": permitted(request.user, Permission.CASE_EDIT, case, shared=False),
        "is_open": case.status in OPEN,
        "reads": permitted(request.user, Permission.NARRATIVE_OPEN, case),
    }
    return render(request, "work/flags.html", shown)


def raise_flag(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Raise a flag."""
    case, form = editable(request, number), RaiseFlag(request.POST or None)
    words = (_("Raise a flag"), _("Raise the flag"), _("The flag is raised. Whoever opens the case sees it first."))

    def act(said: dict[str, Any]) -> Any:
        given = {name: said[name] for name in ("kind", "since", "until", "words")}
        return attempt(request, form, operations.raise_flag, case=case, **given)

    return answer(request, case, form, words, act, to=_back(case))


def keep_flag(request: HttpRequest, number: uuid.UUID, flag: uuid.UUID) -> HttpResponse:
    """Keep a flag until another day."""
    case = editable(request, number)
    row, form = cases.flag(by=request.user, case=case, number=flag), KeepFlag(request.POST or None)
    words = (_("Keep a flag"), _("Keep the flag"), _("The flag stays. Somebody looks at it again on the day you gave."))

    def act(said: dict[str, Any]) -> Any:
        return attempt(request, form, operations.keep_flag, case=case, flag=row.pk, until=said["until"])

    return answer(request, case, form, words, act, to=_back(case))


def lower_flag(request: HttpRequest, number: uuid.UUID, flag: uuid.UUID) -> HttpResponse:
    """Lower a flag, with the reason."""
    case = editable(request, number)
    row, form = cases.flag(by=request.user, case=case, number=flag), LowerFlag(request.POST or None)
    words = (_("Lower a flag"), _("Lower the flag"), _("The flag is lowered. That it was raised stays readable."))

    def act(said: dict[str, Any]) -> Any:
        return attempt(request, form, operations.lower_flag, case=case, flag=row.pk, why=said["why"])

    return answer(request, case, form, words, act, to=_back(case))


def _back(case: Any) -> str:
    return reverse("web:flags", kwargs={"number": case.pk})


urlpatterns = [
    path("cases/<uuid:number>/flags", flags, name="flags"),
    path("cases/<uuid:number>/flags/raise", raise_flag, name="raise-flag"),
    path("cases/<uuid:number>/flags/<uuid:flag>/keep", keep_flag, name="keep-flag"),
    path("cases/<uuid:number>/flags/<uuid:flag>/lower", lower_flag, name="lower-flag"),
]
