"""What of a case went across a border, and what it came in: a line on its page, and entries in its timeline."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.handover.enums import ArrivalState, EnvelopeState
from tabara.protection.handover.operations.abroad.due import of_arrived, of_sent
from tabara.protection.handover.queries import envelopes

ABROAD = "abroad"  # as a code of referral_source


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return how the envelopes of a case stand, to its holder's own people."""
    if not story.whole:
        return None
    went, came = story.of(envelopes.sent), _came(case, story)
    due = [day for one in went for day in of_sent(one).values()] + [
        day for one in came for day in of_arrived(one).values()
    ]
    said = [_("came from %(agency)s") % {"agency": one.partner.agency.name} for one in came]
    said += [one.partner.agency.name for one in went if one.state != EnvelopeState.TAKEN_BACK]
    at_page = reverse("web:case-envelopes", kwargs={"number": case.pk})
    late = any(day < on for day in due)
    return Part(_("Across a border"), at_page, ", ".join(dict.fromkeys(said)) or _("None yet"), presses=late)


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return what went across a border and what came back, to the holder's own people."""
    if not story.whole:
        return []
    found = [entry for one in story.of(envelopes.sent) for entry in _of_sent(one)]
    return found + [entry for one in _came(case, story) for entry in _of_arrived(one)]


def _came(case: Any, story: Any) -> list[Any]:
    """Return the envelope that a case began with; it is looked for where the case says that it came from abroad."""
    return story.of(envelopes.came_with) if case.referral_source == ABROAD else []


def _of_sent(one: Any) -> Iterator[Entry]:
    about = f"{one.partner.agency.name} · {texts.code_label('handover_purpose', one.purpose)}"
    yield Entry(_day(one.made_at), _("Envelope to another country"), about, one.made_by.name)
    if one.state == EnvelopeState.DECLINED:
        why = texts.code_label("decline_reason", one.decline_reason)
        yield Entry(_day(one.answered_at), _("Envelope declined abroad"), f"{about} · {why}")
    elif one.answered_at:
        yield Entry(_day(one.answered_at), _("Envelope answered abroad"), about)
    if one.outcome:
        outcome = texts.code_label("handover_outcome", one.outcome)
        yield Entry(one.outcome_on, _("What came of an envelope"), f"{one.partner.agency.name} · {outcome}")
    if one.back_at:
        yield Entry(_day(one.back_at), _("Envelope taken back"), about)


def _of_arrived(one: Any) -> Iterator[Entry]:
    about = f"{one.partner.agency.name} · {texts.code_label('handover_purpose', one.purpose)}"
    who = one.answered_by.name if one.answered_by else ""
    yield Entry(_day(one.answered_at), _("Came with an envelope from abroad"), about, who)
    if one.outcome:
        outcome = texts.code_label("handover_outcome", one.outcome)
        yield Entry(one.outcome_on, _("Told to the country that sent the person"), outcome)
    if one.state == ArrivalState.TAKEN_BACK:
        yield Entry(_day(one.back_at), _("Envelope taken back by its sender"), about)


def _day(at: dt.datetime) -> dt.date:
    return timezone.localdate(at)
