"""Workbooks of the plan: handed out, sent, looked at, loaded as a version, undone."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.directory import Agreed
from tabara.interfaces.web.forms.plan import SendPlan
from tabara.interfaces.web.headers import SHUT
from tabara.interfaces.web.planned import STATES
from tabara.interfaces.web.views.directory.acting import done, form_page
from tabara.partnership import operations, queries
from tabara.partnership.enums import PlanState

SHOWN = 100  # rows of each kind on the page; the workbook with the reasons has all of them
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Permission.COMMISSION_READ)
def workbooks(request: HttpRequest) -> HttpResponse:
    """Show the versions of the plan; take a workbook in from whoever keeps it."""
    keeps = request.user.may(Permission.COMMISSION_KEEP)
    form = SendPlan(request.POST or None, request.FILES or None)
    if keeps and request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        sent = attempt(request, form, operations.plan.send_plan, title=said["title"], content=said["file"].read())
        if sent is not None:
            return redirect("web:national-plan-version", number=sent.pk)
    rows = queries.plan.versions(by=request.user)
    shown = {"form": form, "keeps": keeps, "columns": operations.plan.columns(), "states": STATES}
    shown["rows"] = rows if keeps else [one for one in rows if one.state == PlanState.LOADED]
    return render(request, "partnership/plan/workbooks.html", shown, status=422 if form.errors else 200)


@needs(Permission.COMMISSION_READ)
def template(request: HttpRequest) -> HttpResponse:
    """Hand out the columns, with nothing under them."""
    content = operations.plan.template(years=codelists.pack().parameters["plan_years"], at=timezone.now())
    return _handed_out(content, "plan-empty")


@needs(Permission.COMMISSION_READ)
def example(request: HttpRequest) -> HttpResponse:
    """Hand out an invented plan that says of every row that it is an example."""
    years = codelists.pack().parameters["plan_years"]
    members = queries.members_of(by=request.user, group="commission", on=timezone.localdate())
    made = operations.plan.example
    rows = made.rows(years, [one.organisation for one in members] or [request.user.agency.name])
    content = operations.plan.template(years=years, at=timezone.now(), rows=rows, banner=made.banner())
    return _handed_out(content, "plan-example")


def _handed_out(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Content-Security-Policy": SHUT}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@needs(Permission.COMMISSION_READ)
def version(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what a workbook would do and load it, or what a version said and changed."""
    row = queries.plan.version(by=request.user, number=number)
    if row.state != PlanState.READ:
        return _told(request, row)
    form = Agreed(request.POST or None)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    said = _("The version is loaded. The one before stays readable.")
    answer = done(request, form, operations.plan.load_plan, said, reverse("web:national-plan"), version=row, seen=seen)
    return answer or _looked_at(request, row, form)


def _looked_at(request: HttpRequest, row: Any, form: Agreed) -> HttpResponse:
    draft = operations.plan.draft_of(row)
    before = queries.plan.version_before(by=request.user, version=row)
    stood = queries.plan.said_of(by=request.user, version=before)
    shown = {
        "version": row,
        "form": form,
        "draft": draft,
        "wrong": draft.wrong[:SHOWN],
        "before": before,
        "changes": _worded(queries.plan.changes_between(stood, operations.plan.said_in(draft))),
        "seen": operations.plan.seen_of(draft),
        "event": new_event(),
    }
    return render(request, "partnership/plan/look.html", shown, status=422 if form.errors else 200)


def _told(request: HttpRequest, row: Any) -> HttpResponse:
    by = request.user
    before, now = queries.plan.version_before(by=by, version=row), queries.plan.version_in_force(by=by)
    stood, stands = (queries.plan.said_of(by=by, version=one) for one in (before, row))
    shown = {
        "version": row,
        "state": STATES[row.state],
        "before": before,
        "changes": _worded(queries.plan.changes_between(stood, stands)) if before else None,
        "rows": queries.plan.standings(by=by, version=row),
        "in_force": now is not None and now.pk == row.pk,
    }
    return render(request, "partnership/plan/version.html", shown)


def _worded(found: Any) -> dict[str, Any]:
    """Return what changed in the reader's words."""
    altered = [(code, title, [_change(one) for one in rows]) for code, title, rows in found.altered[:SHOWN]]
    return {"added": found.added[:SHOWN], "dropped": found.dropped[:SHOWN], "altered": altered, "same": found.same}


def _change(one: Any) -> tuple[str, str, str]:
    return operations.plan.title(one.key), _cell(one.key, one.before), _cell(one.key, one.after)


def _cell(key: str, value: Any) -> str:
    if value is None:
        return _("nothing")
    if hasattr(value, "isoformat"):
        return texts.day(value)
    if key in ("pillar", "counting"):
        return texts.code_label("pillar" if key == "pillar" else "plan_counting", value)
    return value if isinstance(value, str) else texts.number(value)


@needs(Permission.COMMISSION_KEEP)
def wrong(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Hand out the rows as they were sent, each with what is wrong."""
    row = queries.plan.version(by=request.user, number=number)
    if row.state != PlanState.READ:
        raise NotFound
    return _handed_out(operations.plan.wrong_rows(operations.plan.draft_of(row), at=timezone.now()), "plan-to-correct")


@needs(Permission.COMMISSION_KEEP)
@sent_to("web:national-plan-version")
def drop(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Throw a workbook away."""
    row = queries.plan.version(by=request.user, number=number)
    do(request, operations.plan.drop_plan, event=sent_event(request), version=row)
    say(request, _("The workbook is dropped. Nothing of it is kept."))
    return redirect("web:plan-workbooks")


@needs(Permission.COMMISSION_KEEP)
def undo(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a version back."""
    row, form = queries.plan.version(by=request.user, number=number), Confirm(request.POST or None)
    at = reverse("web:national-plan-version", kwargs={"number": row.pk})
    said = _("The version is undone. The one before is in force again.")
    answer = done(request, form, operations.plan.undo_plan, said, at, version=row)
    why = _("The version before is in force again. Where somebody has reported on this one, nothing is undone.")
    title, button = _("Undo this version"), _("Undo it")
    return answer or form_page(request, form, back=at, back_to=_("The version"), title=title, button=button, why=why)


urlpatterns = [
    path("partnership/plan/workbooks", workbooks, name="plan-workbooks"),
    path("partnership/plan/workbooks/empty", template, name="plan-template"),
    path("partnership/plan/workbooks/example", example, name="plan-example"),
    path("partnership/plan/workbooks/<uuid:number>", version, name="national-plan-version"),
    path("partnership/plan/workbooks/<uuid:number>/wrong", wrong, name="plan-wrong"),
    path("partnership/plan/workbooks/<uuid:number>/drop", drop, name="drop-plan"),
    path("partnership/plan/workbooks/<uuid:number>/undo", undo, name="undo-plan"),
]
