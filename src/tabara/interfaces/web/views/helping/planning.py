"""Plan a service, say what became of it; groups; and the week of a member."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.helping.planned import HoldSession, Plan, PlanSession, Settle
from tabara.interfaces.web.views.helping.asking import asked, done, serviceable
from tabara.protection.assistance import operations, queries

HELPS = Permission.SERVICE_RECORD


def plan(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Plan a service for a day."""
    case = serviceable(request, number)
    given = {"most_given": queries.most_given(by=request.user), "providers": access.providers(by=request.user)}
    form = Plan(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("code", "on", "hour", "provider")}
        if attempt(request, form, operations.plan_service, case=case, **said):
            return done(request, number, _("It is planned, and stands among your tasks until you answer it."))
    return asked(request, form, _("Plan a service"), _("Plan it"), case=case)


def settle(request: HttpRequest, number: uuid.UUID, appointment: uuid.UUID) -> HttpResponse:
    """Say what became of a planned service."""
    case = serviceable(request, number)
    row = queries.appointment(by=request.user, case=case, number=appointment)
    form = Settle(request.POST or None)
    if request.method == "POST" and form.is_valid() and _settled(request, form, case, appointment):
        return done(request, number, _("What became of it is written down."))
    return asked(request, form, _("What became of it"), _("Save"), case=case, explanation=_told(row))


def _settled(request: HttpRequest, form: Settle, case: Any, appointment: uuid.UUID) -> Any:
    given = form.cleaned_data
    acts: dict[str, tuple[Any, dict[str, Any]]] = {
        "attended": (operations.attend, {"on": given["on"]}),
        "missed": (operations.miss, {"reason": given["missed"]}),
        "moved": (operations.move, {"on": given["on"], "hour": given["hour"]}),
        "cancelled": (operations.cancel, {"reason": given["cancelled"]}),
    }
    act, said = acts[given["became"]]
    return attempt(request, form, act, case=case, appointment=appointment, **said)


def _told(row: Any) -> str:
    parts = (texts.code_label("service", row.code), texts.day(row.on), _hour(row), row.provider.name)
    return " · ".join(one for one in parts if one)


def _hour(row: Any) -> str:
    return row.hour.strftime("%H:%M") if row.hour else ""


@needs(HELPS)
def week(request: HttpRequest) -> HttpResponse:
    """Show what the reader has planned for seven days, and what was left open."""
    today = timezone.localdate()
    rows = queries.week(by=request.user, on=today)
    return render(request, "helping/week.html", {"rows": rows, "today": today})


@needs(HELPS)
def sessions(request: HttpRequest) -> HttpResponse:
    """List the groups of the agency."""
    return render(request, "helping/sessions.html", {"rows": queries.sessions(by=request.user)})


@needs(HELPS)
def plan_session(request: HttpRequest) -> HttpResponse:
    """Plan a meeting of a group."""
    form = PlanSession(request.POST or None, found=queries.to_invite(by=request.user))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("code", "on", "hour")}
        chosen = [form.found[one] for one in form.cleaned_data["cases"]]
        made = attempt(request, form, operations.plan_session, cases=chosen, **said)
        if made:
            say(request, _("The group is planned. Come back here afterwards and say who came."))
            return redirect("web:session", number=made.pk)
    return asked(request, form, _("Plan a group"), _("Plan it"), back=reverse("web:sessions"))


@needs(HELPS)
def session(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show a group, and take down who came."""
    row = queries.session(by=request.user, number=number)
    expected = queries.expected(by=request.user, session=row)
    form = HoldSession(request.POST or None, expected=expected)
    if request.method == "POST" and form.is_valid():
        answers = [(uuid.UUID(name), one) for name, one in form.answers().items()]
        if attempt(request, form, operations.hold_session, session=row, answers=answers):
            say(request, _("Who came is written down, and each service with it."))
            return redirect("web:session", number=number)
    shown = {
        "row": row,
        "form": form,
        "expected": expected,
        "answered": queries.answered(by=request.user, session=row),
    }
    return render(request, "helping/session.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/help/plan", plan, name="plan-service"),
    path("cases/<uuid:number>/help/planned/<uuid:appointment>", settle, name="settle-appointment"),
    path("week/", week, name="week"),
    path("sessions/", sessions, name="sessions"),
    path("sessions/plan", plan_session, name="plan-session"),
    path("sessions/<uuid:number>", session, name="session"),
]
