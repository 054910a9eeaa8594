"""The time to recover and reflect: how it stands, more of it, its end by the person's own wish."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.caseacts import answer, editable
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.interview import BeginTime, EndTime, MoreTime, Told
from tabara.interfaces.web.views.intake.unfinished import today
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases

Words = tuple[str, str, str]


def reflection(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show until when the person has this time, what it means, and each step of it."""
    case = cases.case(by=request.user, number=number)
    row = cases.reflection(by=request.user, case=case)
    shown = {
        "case": case,
        "course": FieldGroup.COURSE in cases.seen(by=request.user, case=case),
        "row": row,
        "lasts": row is not None and row.lasts(timezone.localdate()),
        "steps": cases.reflections(by=request.user, case=case),
        "may_edit": permitted(request.user, Permission.CASE_EDIT, case),
    }
    return render(request, "identification/reflection.html", shown)


def begin(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Let the time begin."""
    form = BeginTime(request.POST or None, initial={"since": today()})
    words = (_("Begin the time to recover and reflect"), _("Begin it"), _("The time has begun. Tell the person."))
    return _one(request, number, form, words, operations.begin_reflection)


def extend(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Give more time."""
    form = MoreTime(request.POST or None)
    words = (_("Give more time"), _("Give more time"), _("The person has more time. Tell her until when."))
    return _one(request, number, form, words, operations.extend_reflection)


def end(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """End the time, as the person wishes."""
    form = EndTime(request.POST or None)
    words = (_("End the time early"), _("End it"), _("The time has ended, as the person wished."))
    return _one(request, number, form, words, operations.end_reflection)


def tell(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record that the person knows what comes next."""
    form = Told(request.POST or None)
    words = (_("Record what was said about what comes next"), _("Record it"), _("It is recorded."))
    return _one(request, number, form, words, operations.tell_of_reflection)


def _one(request: HttpRequest, number: uuid.UUID, form: Form, words: Words, operation: Any) -> HttpResponse:
    case = editable(request, number)

    def act(said: dict[str, Any]) -> Any:
        given = {name: value for name, value in said.items() if name != "event"}
        return attempt(request, form, operation, case=case, **given)

    return answer(request, case, form, words, act, to=reverse("web:reflection", kwargs={"number": case.pk}))


def recovering(by: Any, case: Any, form: Form) -> Any:
    """Return the time that a person has today; without one, the form need not ask about her own wish."""
    row = cases.reflection(by=by, case=case)
    if row is not None and row.lasts(timezone.localdate()):
        return row
    form.fields.pop("own_wish", None)
    return None


urlpatterns = [
    path("cases/<uuid:number>/reflection", reflection, name="reflection"),
    path("cases/<uuid:number>/reflection/begin", begin, name="begin-reflection"),
    path("cases/<uuid:number>/reflection/extend", extend, name="extend-reflection"),
    path("cases/<uuid:number>/reflection/end", end, name="end-reflection"),
    path("cases/<uuid:number>/reflection/tell", tell, name="tell-reflection"),
]
