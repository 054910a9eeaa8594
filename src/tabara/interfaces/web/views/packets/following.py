"""What became of the packets of a case: opened, answered by telephone, taken back; and the file or the sheet itself."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import new_event, permitted
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.clocks import clock_words
from tabara.interfaces.web.forms.packets import WAYS, answer_form
from tabara.interfaces.web.sharing import STATES
from tabara.interfaces.web.views.account.factors import squares
from tabara.interfaces.web.views.packets.words import PACKET_STATES
from tabara.interfaces.web.views.referrals.following import held
from tabara.interfaces.web.views.referrals.sending import referable
from tabara.protection.handover.enums import LIVE, Way
from tabara.protection.handover.operations import packet as operations
from tabara.protection.handover.operations.packet.ending import waits_to_be_made, waits_to_tell
from tabara.protection.handover.queries import packet as packets
from tabara.protection.referral.enums import ReferralState
from tabara.publication import slip


def of_case(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show every packet of a case, and whom one can be sent to."""
    case, at = held(request, number), timezone.now()
    rows = [_row(one, at) for one in packets.of_case(by=request.user, case=case)]
    shown = {"case": case, "rows": rows, "may_send": permitted(request.user, Permission.REFERRAL_SEND, case)}
    return render(request, "packets/of_case.html", shown)


def one(request: HttpRequest, number: uuid.UUID, packet: uuid.UUID) -> HttpResponse:
    """Show one packet: what left, how it stands, what was answered, and what is to do."""
    case, at = held(request, number), timezone.now()
    row = packets.one(by=request.user, case=case, number=packet)
    may = permitted(request.user, Permission.REFERRAL_SEND, case)
    shown = _row(row, at) | {"case": case, "event": new_event(), "may_send": may}
    shown |= {
        "fields": [packets.LABELS[one] for one in row.fields],
        "way": WAYS[row.way],
        "has_file": row.way == Way.FILE and row.standing(at) in LIVE and row.ends_at > at,
        "can_answer": row.referral.standing(at) in (ReferralState.SENT, ReferralState.ACCEPTED),
        "to_tell": waits_to_tell(row),
        "to_make": waits_to_be_made(row),
    }
    return render(request, "packets/one.html", shown)


def answer(request: HttpRequest, number: uuid.UUID, packet: uuid.UUID) -> HttpResponse:
    """Write down an answer that was given by telephone."""
    case, at = referable(request, number), timezone.now()
    row = packets.one(by=request.user, case=case, number=packet)
    form = answer_form(row.referral.standing(at), request.POST or None, by_telephone=True)
    if form is None:
        return redirect("web:case-packet", number=case.pk, packet=packet)
    given = {"case": case, "packet": packet}
    if form.is_valid() and attempt(request, form, operations.record_answer, **given, **form.said):
        say(request, _("The answer is written down."))
        return redirect("web:case-packet", number=case.pk, packet=packet)
    shown = {"case": case, "packet": row, "form": form}
    return render(request, "packets/answer.html", shown, status=422 if form.errors else 200)


@sent_to("web:case-packet")
def told(request: HttpRequest, number: uuid.UUID, packet: uuid.UUID) -> HttpResponse:
    """Say that the recipient was told to use nothing any more."""
    case = referable(request, number)
    do(request, operations.tell_recipient, event=sent_event(request), case=case, packet=packet)
    say(request, _("It is written down that the recipient was told."))
    return redirect("web:case-packet", number=number, packet=packet)


@sent_to("web:case-packet")
def file(request: HttpRequest, number: uuid.UUID, packet: uuid.UUID) -> HttpResponse:
    """Send the sealed file, under a name that says nothing."""
    case = referable(request, number)
    sealed = do(request, operations.fetch_file, event=sent_event(request), case=case, packet=packet)
    name = f"packet-{timezone.localdate():%Y%m%d}.age"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(sealed, content_type="application/octet-stream", headers=headers)


@sent_to("web:case-packet")
def sheet(request: HttpRequest, number: uuid.UUID, packet: uuid.UUID) -> HttpResponse:
    """Print the sheet: the link as squares, the code, and no word about the person."""
    case, opening = referable(request, number), request.POST.get("opening", "")
    row = do(request, operations.print_sheet, case=case, packet=packet, opening=opening)
    at = request.build_absolute_uri(reverse("web:packet", kwargs={"key": opening}))
    printed = slip.render(
        slip.Slip(
            title=_("A message is waiting for you"),
            to=row.referral.to.name,
            sender=case.agency.name,
            address=at,
            squares=squares(at),
            says=_("The address of the message, as squares to scan"),
            steps=_steps(row, request.POST.get("call", "")[:40]),
            code=_("Code: %(code)s") % {"code": row.code},
        ),
        language=texts.language(),
        on=timezone.localdate(),
    )
    name = f"sheet-{timezone.localdate():%Y%m%d}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)


def _steps(row: Any, call: str) -> list[str]:
    last = {"moment": texts.moment(row.ends_at), "number": call}
    return [
        _("Scan the squares with a telephone, or type the address, until %(moment)s.") % last,
        _("Type the words that you were told by telephone or face to face. They stand on no paper."),
        _("Read the message and answer there. It is shown once.") % last,
        _("No internet? Call %(number)s and read out the code.") % last,
    ]


def _row(row: Any, at: Any) -> dict[str, Any]:
    referral = row.referral
    state = referral.standing(at)
    return {
        "packet": row,
        "referral": referral,
        "state": PACKET_STATES[row.standing(at)],
        "answer": STATES[state],
        "clock": clock_words(referral.answer_by, at) if state is ReferralState.SENT else "",
        "late": referral.is_overdue(at),
        "live": row.standing(at) in LIVE,
        "presses": waits_to_be_made(row) or waits_to_tell(row),
    }


urlpatterns = [
    path("cases/<uuid:number>/packets", of_case, name="packets"),
    path("cases/<uuid:number>/packets/<uuid:packet>", one, name="case-packet"),
    path("cases/<uuid:number>/packets/<uuid:packet>/answer", answer, name="packet-answer"),
    path("cases/<uuid:number>/packets/<uuid:packet>/told", told, name="packet-told"),
    path("cases/<uuid:number>/packets/<uuid:packet>/file", file, name="packet-file"),
    path("cases/<uuid:number>/packets/<uuid:packet>/sheet", sheet, name="packet-sheet"),
]
