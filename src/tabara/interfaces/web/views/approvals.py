"""What two persons do together: what I asked for, what waits for me, what I decided."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access import operations
from tabara.access import queries as access
from tabara.access.enums import ApprovalState, Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.approvals import Decide

STATES = {
    ApprovalState.WAITING: gettext_lazy("waits for an answer"),
    ApprovalState.APPROVED: gettext_lazy("approved"),
    ApprovalState.REFUSED: gettext_lazy("refused"),
    ApprovalState.EXPIRED: gettext_lazy("expired"),
    ApprovalState.USED: gettext_lazy("done"),
}


def approvals(request: HttpRequest) -> HttpResponse:
    """Show what the reader asked for, may decide on, and decided."""
    by = request.user
    if not (by.may(Permission.APPROVE) or by.may(Permission.APPROVAL_ASK)):  # type: ignore[union-attr]  # only members are asked
        raise NotAllowed
    lists = (
        (_("Waiting for you"), access.approvals_waiting(by=by, now=timezone.now()), _("Nothing waits for you.")),
        (_("Asked by you"), access.approvals_asked(by=by), _("You have asked for nothing.")),
        (_("Decided by you"), access.approvals_decided(by=by), _("You have decided on nothing.")),
    )
    shown = [(title, [_row(one) for one in rows], empty) for title, rows, empty in lists]
    return render(request, "approvals/list.html", {"lists": shown})


def _row(one: Any) -> dict[str, Any]:
    state = one.state(timezone.now())
    words = access.approval_in_words(approval=one)
    return {"approval": one, "words": words, "state": STATES[state], "is_open": state is ApprovalState.WAITING}


def approval(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show exactly what would be done, to whoever asked and whoever may decide; approve it, refuse it, or do it."""
    one = access.approval(by=request.user, number=number)
    form = Decide(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _do(request, form, one) if form.cleaned_data["choice"] == "do" else _decide(request, form, one)
        if answer is not None:
            return answer
    state = one.state(timezone.now())
    mine = one.asked_by_id == request.user.pk
    shown = {
        **_row(one),
        "form": form,
        "mine": mine,
        "approvers": access.approvers(by=one.asked_by, agency=one.agency_id) if mine else [],
        "can_decide": not mine and state is ApprovalState.WAITING and permitted(request.user, Permission.APPROVE, one),  # type: ignore[arg-type]  # only members are asked
        "can_do": mine and state is ApprovalState.APPROVED,
    }
    return render(request, "approvals/one.html", shown, status=422 if form.errors else 200)


def _decide(request: HttpRequest, form: Decide, one: Any) -> HttpResponse | None:
    agrees = form.cleaned_data["choice"] == "approve"
    if attempt(request, form, operations.decide_approval, approval=one, agrees=agrees) is None:
        return None
    say(request, _("You approved it. Whoever asked can do it now.") if agrees else _("You refused it."))
    return redirect("web:approvals")


def _do(request: HttpRequest, form: Decide, one: Any) -> HttpResponse | None:
    made = attempt(request, form, operations.do_approved, approval=one)
    if form.errors:
        return None
    if hasattr(made, "sealed"):  # a file for whoever it was sealed to
        return HttpResponse(
            made.sealed,
            content_type="application/octet-stream",
            headers={"Content-Disposition": f'attachment; filename="{made.name}"'},
        )
    say(request, _("It is done, as it was approved."))
    return redirect("web:approvals")


urlpatterns = [
    path("approvals/", approvals, name="approvals"),
    path("approvals/<uuid:number>", approval, name="approval"),
]
