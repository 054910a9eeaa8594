"""The referrals of a case, to those who hold it: how each stands, what came back, and that it was read."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import new_event, permitted
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.clocks import clock_words
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.referrals import Why
from tabara.interfaces.web.sharing import STATES, TRANSFER_STATES, words
from tabara.protection.cases import queries as cases
from tabara.protection.handover.queries import packet as packets
from tabara.protection.referral import operations, queries
from tabara.protection.referral.enums import ANSWERS, LIVE, OPEN_TRANSFERS, ReferralState, TransferState
from tabara.protection.referral.queries import transfers


def held(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case that the reader sees as one of its holder's people."""
    case = cases.case(by=request.user, number=number)
    if not cases.holds(by=request.user, case=case):
        raise NotFound
    return case


def of_case(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show every referral of a case, and whether the case itself is on its way to another agency."""
    case, at = held(request, number), timezone.now()
    rows = [row_of(one, at) for one in queries.of_case(by=request.user, case=case)]
    moves = [(one, TRANSFER_STATES[one.state]) for one in transfers.of_case(by=request.user, case=case)]
    shown = {"case": case, "rows": rows, "moves": moves, "may_send": _may_send(request, case)}
    shown |= {"open_moves": OPEN_TRANSFERS, "offered": TransferState.OFFERED}
    return render(request, "referrals/of_case.html", shown)


def one(request: HttpRequest, number: uuid.UUID, referral: uuid.UUID) -> HttpResponse:
    """Show one referral as its sender sees it."""
    case = held(request, number)
    found = queries.one_sent(by=request.user, case=case, number=referral)
    shown = row_of(found, timezone.now()) | {"case": case, "event": new_event()}
    shown |= {
        "may_send": _may_send(request, case),
        "may_read": permitted(request.user, Permission.CASE_EDIT, case),
        "may_open": queries.can_read_words(by=request.user, case=case, referral=found),
        "packet": next(iter(packets.of_referral(by=request.user, case=case, referral=found)), None),
        "without_account": not access.with_accounts(agencies=[found.to_id]),
    }
    return render(request, "referrals/sent_one.html", shown)


@sent_to("web:sent-referral")
def read(request: HttpRequest, number: uuid.UUID, referral: uuid.UUID) -> HttpResponse:
    """Say that the answer was read: the task is done."""
    case, form = editable(request, number), Confirm(request.POST)
    queries.one_sent(by=request.user, case=case, number=referral)
    given = {"case": case, "referral": referral}
    if form.is_valid() and attempt(request, form, operations.read_answer, **given) is None:
        say(request, " ".join(str(one) for one in form.non_field_errors()))
        return redirect("web:sent-referral", number=number, referral=referral)
    say(request, _("It is written down that you read it."))
    return redirect("web:case-referrals", number=case.pk)


def written(request: HttpRequest, number: uuid.UUID, referral: uuid.UUID) -> HttpResponse:
    """Ask why, then show what was written with a referral, to the two agencies between which it went."""
    case = cases.case(by=request.user, number=number)
    found = next((row for row in case.referrals.filter(pk=referral).select_related("to", "sent_from")), None)
    ours = found is not None and request.user.agency_id == found.to_id
    if not ours and not cases.holds(by=request.user, case=case):
        raise NotFound
    if found is None or not permitted(request.user, Permission.NARRATIVE_OPEN, case):
        raise NotFound
    form, told = Why(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = {"case": case, "referral": referral, "reason": form.cleaned_data["reason"]}
        told = do(request, operations.open_words, event=sent_event(request), **given)
    shown = {"case": case, "referral": found, "form": form, "told": told, "ours": ours}
    return render(request, "referrals/words.html", shown, status=422 if form.errors else 200)


def row_of(found: Any, at: Any) -> dict[str, Any]:
    """Return a referral with all that a page says of it."""
    state = found.standing(at)
    return {
        "referral": found,
        "state": STATES[state],
        "groups": words(found.groups),
        "live": state in LIVE,
        "late": found.is_overdue(at),
        "clock": clock_words(found.answer_by, at) if state is ReferralState.SENT else "",
        "unread": state in ANSWERS and found.read_at is None,
    }


def _may_send(request: HttpRequest, case: Any) -> bool:
    return permitted(request.user, Permission.REFERRAL_SEND, case)


urlpatterns = [
    path("cases/<uuid:number>/referrals", of_case, name="case-referrals"),
    path("cases/<uuid:number>/referrals/<uuid:referral>", one, name="sent-referral"),
    path("cases/<uuid:number>/referrals/<uuid:referral>/read", read, name="read-answer"),
    path("cases/<uuid:number>/referrals/<uuid:referral>/words", written, name="referral-words"),
]
