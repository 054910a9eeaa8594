"""The door of a packet, for whoever has no account: the words, what was sent, the answer.

Whatever is wrong, the same is said: whether there is such a packet, whether it was locked, opened elsewhere or taken
back, learns nobody who has not the words. What the words gave is kept for some minutes in a sealed cookie of this
address alone, so that the one who opened it can read it again there, and answer.
"""

import datetime as dt
import json
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import queries as access
from tabara.access.errors import Refused
from tabara.access.founding import SYSTEM
from tabara.access.signin.throttle import LinkGuess, TooMany
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import sent_to
from tabara.interfaces.web.arrival import address_of, slowed
from tabara.interfaces.web.forms.packets import Answer, Words, answer_form
from tabara.interfaces.web.middleware import open_door
from tabara.protection.handover.enums import LIVE
from tabara.protection.handover.operations import packet as operations
from tabara.protection.handover.queries import packet as packets
from tabara.protection.handover.queries.packet.reading import terms
from tabara.protection.referral.enums import ReferralState
from tabara.sealing import SealBroken, instance

ANSWERED = (ReferralState.DECLINED, ReferralState.DONE, ReferralState.RETURNED)
COOKIE = "__Secure-packet" if settings.SECURE else "packet"
FIELD = "packet"


class Pass(NamedTuple):
    """Who has shown the words in this browser: the packet, and the key where this browser was the first."""

    packet: Any
    key: bytes


@open_door
def packet(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for the words; show what was sent to the browser that opened it; take the answer."""
    shown = _pass(request, key)
    if request.method == "POST":
        return _try(request, key)
    if shown is None:
        return render(request, "packets/door.html", {"form": Words()})
    return _show(request, shown)


@open_door
@sent_to("web:packet")
def reply(request: HttpRequest, key: str) -> HttpResponse:
    """Take the answer of somebody who has shown the words."""
    shown, at = _pass(request, key), timezone.now()
    if shown is None:
        return redirect("web:packet", key=key)
    form = answer_form(shown.packet.referral.standing(at), request.POST)
    if form is None:
        return redirect("web:packet", key=key)
    if form.is_valid():
        try:
            operations.answer_packet(by=_instance(), event=form.number, at=at, packet=shown.packet, **form.said)
            return redirect("web:packet", key=key)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _show(request, shown, form)


def _try(request: HttpRequest, key: str) -> HttpResponse:
    form, refusal = Words(request.POST), None
    if form.is_valid():
        try:
            guess = LinkGuess(key, address_of(request))
            opened = _open(key, form.cleaned_data["words"])
        except TooMany as early:
            refusal, minutes = early, -(-early.seconds // 60)
            form.add_error("words", _("Too many attempts. Try again in %(minutes)s min.") % {"minutes": minutes})
        else:
            if opened is not None:
                guess.was_right()
                return _let_in(redirect("web:packet", key=key), request, opened, key)
            form.add_error("words", _said())
    return slowed(render(request, "packets/door.html", {"form": form}, status=429 if refusal else 422), refusal)


def _said() -> str:
    many = int(codelists.pack().parameters["packet_guesses"])
    return _(
        "This does not open. Check the words letter by letter. After %(many)s wrong attempts, or when its time is "
        "over, it opens no more: call whoever sent it to you."
    ) % {"many": many}


def _open(link: str, words: str) -> Any:
    found = packets.by_link(link=link)
    if found is None:
        return None
    tried = operations.try_packet(by=_instance(), at=timezone.now(), packet=found, link=link, words=words)
    return tried if tried.key is not None else None


def _show(request: HttpRequest, shown: Pass, sent: Answer | None = None) -> HttpResponse:
    at, row = timezone.now(), shown.packet
    content = operations.read_packet(packet=row, key=shown.key, at=at) if shown.key else None
    state = row.referral.standing(at)
    open_yet = row.standing(at) in LIVE
    told = {
        "state": state,
        "answered": state in ANSWERED,
        "sender": row.case.agency.name,
        "service": texts.code_label("service", row.referral.service),
        "code": row.code,
        "answer_by": row.referral.answer_by,
        "form": (sent or answer_form(state)) if open_yet else None,
        "reply_at": reverse("web:packet-reply", kwargs=request.resolver_match.kwargs),
    }
    if content is not None:
        told |= {"lines": packets.lines(content), "terms": terms(content), "call": content["call"]}
        told["shown_until"] = row.shown_until
    return render(request, "packets/opened.html", told, status=422 if sent is not None and sent.errors else 200)


def _let_in(response: HttpResponse, request: HttpRequest, opened: Any, key: str) -> HttpResponse:
    """Keep in this browser that the words were shown; what they open, only where it was opened here first."""
    minutes = int(codelists.pack().parameters["packet_minutes"])
    until = opened.shown_until if opened.first else timezone.now() + dt.timedelta(minutes=minutes)
    before = _pass(request, key)
    kept = opened.key.hex() if opened.first or (before is not None and before.key) else ""
    told = json.dumps({"packet": str(opened.pk), "key": kept, "until": until.isoformat()})
    given = {"max_age": minutes * 60, "path": reverse("web:packet", kwargs={"key": key})}
    response.set_cookie(
        COOKIE, instance.seal_text(FIELD, told), **given, secure=settings.SECURE, httponly=True, samesite="Strict"
    )
    return response


def _pass(request: HttpRequest, link: str) -> Pass | None:
    """Return what this browser has shown before at this address, while it holds."""
    kept = request.COOKIES.get(COOKIE, "")
    if not kept:
        return None
    try:
        told = json.loads(instance.unseal_text(FIELD, kept))
    except (SealBroken, ValueError):
        return None
    found = packets.by_link(link=link)
    fits = found is not None and str(found.pk) == told["packet"]
    if not fits or dt.datetime.fromisoformat(told["until"]) <= timezone.now():
        return None
    return Pass(found, bytes.fromhex(told["key"]))


def _instance() -> Any:
    return access.acting(username=SYSTEM)


urlpatterns = [
    path("packet/<str:key>", packet, name="packet"),
    path("packet/<str:key>/answer", reply, name="packet-reply"),
]
