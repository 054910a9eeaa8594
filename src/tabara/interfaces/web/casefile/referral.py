"""The part of a case that other agencies have in it: what they were asked, what they answered, who holds it."""

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
from tabara.protection.referral import queries as referrals
from tabara.protection.referral.enums import ANSWERS, LIVE, OPEN_TRANSFERS, ReferralState, TransferState
from tabara.protection.referral.queries import transfers


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return how the referrals of a case stand, to its holder's own people."""
    if not story.whole:
        return None
    at, rows = timezone.now(), story.of(referrals.of_case)
    unread = sum(one.standing(at) in ANSWERS and one.read_at is None for one in rows)
    late = sum(one.is_overdue(at) for one in rows)
    live = sum(one.standing(at) in LIVE for one in rows)
    moving = any(one.state in OPEN_TRANSFERS for one in story.of(transfers.of_case))
    said = [
        (unread, ngettext("%(number)s answer to read", "%(number)s answers to read", unread)),
        (late, ngettext("%(number)s not answered in time", "%(number)s not answered in time", late)),
        (live, ngettext("%(number)s under way", "%(number)s under way", live)),
        (int(moving), _("transfer of the case under way")),
    ]
    told = [text % {"number": number} for number, text in said if number]
    status = ", ".join(told) or (_("Ended") if rows else _("None yet"))
    at_page = reverse("web:case-referrals", kwargs={"number": case.pk})
    return Part(_("Referrals"), at_page, status, presses=bool(unread or late))


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return what went between the agencies, to the holder's own people."""
    if not story.whole:
        return []
    at = timezone.now()
    found = [entry for one in story.of(referrals.of_case) for entry in _of_referral(one, at)]
    return found + [entry for one in story.of(transfers.of_case) for entry in _of_transfer(one)]


def _of_referral(one: Any, at: dt.datetime) -> Iterator[Entry]:
    about = f"{one.to.name} · {texts.code_label('service', one.service)}"
    yield Entry(_day(one.sent_at), _("Referral sent"), about, one.sent_by.name)
    if one.answered_at:
        declined = one.state == ReferralState.DECLINED
        why = texts.code_label("decline_reason", one.decline_reason)
        what = _("Referral declined") if declined else _("Referral accepted")
        who = one.answered_by.name if one.answered_by else one.to.name  # somebody of it, who has no account
        yield Entry(_day(one.answered_at), what, " · ".join(filter(None, (about, why))), who)
    ends = {
        ReferralState.DONE: (_("Referral done"), texts.code_label("referral_outcome", one.outcome)),
        ReferralState.RETURNED: (_("Referral given back"), texts.code_label("return_reason", one.return_reason)),
        ReferralState.REVOKED: (_("Referral taken back"), ""),
        ReferralState.EXPIRED: (_("The time of a referral was over"), ""),
    }
    standing = one.standing(at)
    if standing in ends:
        what, more = ends[standing]
        who = one.ended_by.name if one.ended_by else ""
        yield Entry(_day(one.ended_at or one.until), what, " · ".join(filter(None, (about, more))), who)
    if one.reminded_by:
        yield Entry(_day(one.reminded_at), _("Reminder of a referral"), about, one.reminded_by.name)
    if one.read_by:
        yield Entry(_day(one.read_at), _("Answer to a referral read"), about, one.read_by.name)


def _of_transfer(one: Any) -> Iterator[Entry]:
    way = f"{one.holder.name} → {one.to.name}"
    why = texts.code_label("transfer_reason", one.reason)
    asked = _("Case offered to another agency") if one.offered_by_id == one.asked_by_id else _("Case asked for")
    yield Entry(_day(one.asked_at), asked, f"{way} · {why}", one.asked_by.name)
    ends = {
        TransferState.ACCEPTED: _("Case handed over to another agency"),
        TransferState.DECLINED: _("Transfer of the case declined"),
        TransferState.WITHDRAWN: _("Transfer of the case taken back"),
    }
    if one.state in ends:
        more = texts.code_label("transfer_decline_reason", one.decline_reason)
        details = " · ".join(filter(None, (way, more)))
        yield Entry(_day(one.ended_at), ends[TransferState(one.state)], details, one.ended_by.name)


def _day(at: dt.datetime) -> dt.date:
    return timezone.localdate(at)
