"""The envelopes of a case: where each stands, its file, what came back, and its end."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.exchange.handover import operations
from tabara.interfaces.web.abroad import CAME, SENT, as_file
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.referrals import Why
from tabara.interfaces.web.sharing import words
from tabara.interfaces.web.views.referrals.following import held
from tabara.interfaces.web.views.referrals.sending import referable
from tabara.protection.handover.enums import EnvelopeState
from tabara.protection.handover.operations import abroad
from tabara.protection.handover.operations.abroad.due import ANSWERED
from tabara.protection.handover.queries import envelopes


def of_case(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what of a case went across a border, and the envelope that it came in."""
    case = held(request, number)
    rows = [(one, SENT[one.state]) for one in envelopes.sent(by=request.user, case=case)]
    came = [(one, CAME[one.state]) for one in envelopes.came_with(by=request.user, case=case)]
    shown = {"case": case, "rows": rows, "came": came}
    shown |= {"may_send": permitted(request.user, Permission.REFERRAL_SEND, case)}
    shown |= {"may_edit": permitted(request.user, Permission.CASE_EDIT, case, shared=False)}
    return render(request, "abroad/of_case.html", shown)


def one(request: HttpRequest, number: uuid.UUID, envelope: uuid.UUID) -> HttpResponse:
    """Show one envelope as its sender sees it."""
    case, at = held(request, number), timezone.now()
    row = envelopes.one_sent(by=request.user, case=case, number=envelope)
    shown = {"case": case, "envelope": row, "state": SENT[row.state], "groups": words(row.groups)}
    shown |= {
        "over": row.is_over(at),
        "may_send": permitted(request.user, Permission.REFERRAL_SEND, case),
        "unread": row.state in ANSWERED and row.read_at is None and permitted(request.user, Permission.CASE_EDIT, case),
        "may_open": bool(row.note) and permitted(request.user, Permission.NARRATIVE_OPEN, case, shared=False),
        "states": EnvelopeState,
    }
    return render(request, "abroad/envelope.html", shown)


@sent_to("web:envelope")
def fetch(request: HttpRequest, number: uuid.UUID, envelope: uuid.UUID) -> HttpResponse:
    """Send the file of an envelope."""
    given = {"case": referable(request, number), "envelope": envelope}
    return as_file(do(request, operations.fetch_envelope, event=sent_event(request), **given))


@sent_to("web:envelope")
def fetch_notice(request: HttpRequest, number: uuid.UUID, envelope: uuid.UUID) -> HttpResponse:
    """Send the notice that an envelope is taken back."""
    given = {"case": referable(request, number), "envelope": envelope}
    return as_file(do(request, operations.fetch_notice, event=sent_event(request), **given))


@sent_to("web:envelope")
def read(request: HttpRequest, number: uuid.UUID, envelope: uuid.UUID) -> HttpResponse:
    """Say that what came back was read."""
    given = {"case": editable(request, number), "envelope": envelope}
    do(request, abroad.read_envelope, event=sent_event(request), **given)
    say(request, _("It is written down that you read it."))
    return redirect("web:case-envelopes", number=number)


def take_back(request: HttpRequest, number: uuid.UUID, envelope: uuid.UUID) -> HttpResponse:
    """Take an envelope back."""
    case, form = referable(request, number), Confirm(request.POST or None)
    envelopes.one_sent(by=request.user, case=case, number=envelope)
    if form.is_valid() and attempt(request, form, abroad.take_back_envelope, case=case, envelope=envelope):
        say(request, _("The envelope is taken back. If it went, fetch the notice and carry it there."))
        return redirect("web:envelope", number=number, envelope=envelope)
    why = _("The partner may no longer use it. If the file has gone, a notice says so; you carry it there.")
    shown = {"case": case, "form": form, "title": _("Take the envelope back"), "button": _("Take it back")}
    return render(request, "casework/form.html", shown | {"explanation": why}, status=422 if form.errors else 200)


def note(request: HttpRequest, number: uuid.UUID, envelope: uuid.UUID) -> HttpResponse:
    """Ask why, then show what the partner wrote with the outcome."""
    case = held(request, number)
    row = envelopes.one_sent(by=request.user, case=case, number=envelope)
    if not permitted(request.user, Permission.NARRATIVE_OPEN, case, shared=False):
        raise NotAllowed
    form, told = Why(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = {"case": case, "envelope": envelope, "reason": form.cleaned_data["reason"]}
        (told,) = do(request, abroad.open_note, event=sent_event(request), **given)
    shown = {"case": case, "envelope": row, "form": form, "told": told}
    return render(request, "abroad/note.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/envelopes", of_case, name="case-envelopes"),
    path("cases/<uuid:number>/envelopes/<uuid:envelope>", one, name="envelope"),
    path("cases/<uuid:number>/envelopes/<uuid:envelope>/file", fetch, name="fetch-envelope"),
    path("cases/<uuid:number>/envelopes/<uuid:envelope>/notice", fetch_notice, name="fetch-notice"),
    path("cases/<uuid:number>/envelopes/<uuid:envelope>/read", read, name="read-envelope"),
    path("cases/<uuid:number>/envelopes/<uuid:envelope>/take-back", take_back, name="take-back-envelope"),
    path("cases/<uuid:number>/envelopes/<uuid:envelope>/words", note, name="envelope-words"),
]
