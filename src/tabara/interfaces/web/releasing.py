"""What leaves with counts of people is made, put on record, and sent; where it may not leave, a page says why."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tabara.access.errors import Denied, Refused
from tabara.interfaces.web.acts import do, sent_event
from tabara.publication.errors import PublicationError
from tabara.publication.releases import Leaving, look_first

LONGEST = 40  # of what the audit calls it
Made = tuple[bytes, Leaving | None]  # what is sent, and its numbers, both of the same figures


def given_out(
    request: HttpRequest, operation: Callable[..., Any], *, reason: str, make: Callable[[], Made]
) -> tuple[bytes, str]:
    """Make what is to leave, and only then put it on record; return it, or the sentence for which it stays.

    What could not be made has told nobody anything: it must not bind what leaves later.
    """
    try:
        content, leaving = make()
    except PublicationError as problem:
        return b"", _(problem.msgid) % problem.params
    return content, _entered(request, operation, reason[:LONGEST], leaving)


def _entered(request: HttpRequest, operation: Callable[..., Any], reason: str, leaving: Leaving | None) -> str:
    if leaving is None:
        return ""
    look_first(leaving)  # it may take seconds: outside of the act, while others write
    try:
        do(request, operation, event=_act(request, reason, leaving), reason=reason, leaving=leaving)
    except Denied:
        raise
    except Refused as refusal:
        return refusal.message
    return ""


def _act(request: HttpRequest, reason: str, leaving: Leaving) -> uuid.UUID | None:
    """Return the number of the act: the same form sent again with the same numbers is the same act.

    One page has a button for each language, and figures may be built anew while it stays open.
    """
    sent = sent_event(request)
    return uuid.uuid5(sent, f"{reason} {leaving!r}") if sent else None


def stays(request: HttpRequest, sentence: str, *, back: str, without: Mapping[str, str] | None = None) -> HttpResponse:
    """Say why something cannot be given out; `without` is what is sent to have it without its figures."""
    shown = {"refused": sentence, "back": back, "without": without, "here": request.path}
    return render(request, "figures/refused.html", shown, status=422)
