"""The part of a case that somebody without an account has in it: what went there, and what came back."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.handover.enums import LIVE, PacketState
from tabara.protection.handover.operations.packet.ending import waits_to_be_made, waits_to_tell
from tabara.protection.handover.queries import packet as packets


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return how the packets of a case stand, to its holder's own people."""
    if not story.whole:
        return None
    at, rows = timezone.now(), story.of(packets.of_case)
    pressing = sum(waits_to_be_made(one) or waits_to_tell(one) for one in rows)
    live = sum(one.standing(at) in LIVE for one in rows)
    said = [
        (pressing, ngettext("%(number)s to do something about", "%(number)s to do something about", pressing)),
        (live, ngettext("%(number)s under way", "%(number)s under way", live)),
    ]
    status = ", ".join(text % {"number": number} for number, text in said if number)
    at_page = reverse("web:packets", kwargs={"number": case.pk})
    title = _("Packets to somebody without an account")
    return Part(title, at_page, status or (_("Ended") if rows else _("None yet")), presses=bool(pressing))


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return when packets were made, opened and ended, to the holder's own people; the answers are the referrals'."""
    return [entry for one in story.of(packets.of_case) for entry in _of(one)] if story.whole else []


def _of(one: Any) -> Iterator[Entry]:
    about = f"{one.referral.to.name} · {texts.code_label('service', one.referral.service)}"
    yield Entry(timezone.localdate(one.made_at), _("Packet made"), about, one.made_by.name)
    if one.opened_at:
        yield Entry(timezone.localdate(one.opened_at), _("Packet opened by its recipient"), about)
    ends = {
        PacketState.LOCKED: _("Packet locked after too many wrong words"),
        PacketState.EXPIRED: _("The time of a packet was over"),
    }
    if one.state in ends:
        yield Entry(timezone.localdate(one.ended_at), ends[PacketState(one.state)], about)
    if one.told_by:
        yield Entry(
            timezone.localdate(one.told_at), _("Recipient told to use nothing any more"), about, one.told_by.name
        )
