"""Prepare a return: the person's own wish first, then the checklist, item by item."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.opening import coarse_place
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import Asks, ReturnState
from tabara.protection.reintegration.models import CheckItem, Return
from tabara.protection.reintegration.operations import answers, due, steps
from tabara.protection.reintegration.operations.answers import Details

__all__ = ["Details", "clear", "prepare", "record_item", "take_item_back"]
OPEN = (ReturnState.PREPARED, ReturnState.CLEARED)


@dataclass(frozen=True)
class _Way:
    place: str
    version: str


@operation("reintegration.prepare", needs=Permission.CASE_EDIT, on="case")
def prepare(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    from_country: str,
    to_country: str,
    depart_on: dt.date,
    place: str = "",
    place_version: str = "",
) -> Return:
    """Begin a return that the person herself wants."""
    today = timezone.localdate(at)
    steps.refuse_closed(case)
    refuse_unwanted(case)
    if queries.under_way(case=case):
        raise Refused(_("A return is under way in this case already. Finish it, or call it off first."))
    for field, code in (("from_country", from_country), ("to_country", to_country)):
        checks.known("country", code, field, on=today)
    checks.not_before(depart_on, today, "depart_on", _("today"))
    way = _way(from_country, to_country, place, place_version)
    row = Return(
        id=event,
        case=case,
        from_country=from_country,
        to_country=to_country,
        place=way.place,
        place_version=way.version,
        prepared_by=by,
        prepared_on=today,
        depart_on=depart_on,
    )
    write(row)
    due.renew(row)
    touch(case, at)
    return row


@operation("reintegration.record_item", needs=Permission.CASE_EDIT, on="case")
def record_item(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    journey: uuid.UUID,
    key: str,
    on: dt.date,
    not_needed: str = "",
    details: Details | None = None,
) -> Return:
    """Say of an item of the checklist that it is done on a day, or that it is not needed, and why."""
    row = _open(case, journey)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    item = next((one for one in queries.checklist(journey=row, on=timezone.localdate(at)) if one.key == key), None)
    if item is None or item.asks is Asks.WISH:
        raise NotFound
    if not_needed:
        if item.must:
            raise Refused(_("This has to be done before anybody leaves. Nobody can do without it."), "not_needed")
        checks.known("not_needed_reason", not_needed, "not_needed", on=on)
        done = True
    else:
        done = answers.store(row, item.asks, details or Details(), on)
    if done:
        _mark(row, key, on, by, not_needed)
    touch(case, at)
    return row


@operation("reintegration.take_item_back", needs=Permission.CASE_EDIT, on="case")
def take_item_back(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, journey: uuid.UUID, key: str
) -> Return:
    """Say that an item no longer holds: what was cleared has to be cleared anew."""
    row = _open(case, journey)
    if not row.items.filter(key=key).delete()[0]:
        raise NotFound
    if row.state == ReturnState.CLEARED:
        row.cleared_on, row.cleared_by = None, None
        steps.move(row, ReturnState.PREPARED, "cleared_on", "cleared_by")
    touch(case, at)
    return row


@operation("reintegration.clear", needs=Permission.CASE_EDIT, on="case")
def clear(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, journey: uuid.UUID) -> Return:
    """Say that everything is ready, so that the person may leave."""
    row = steps.journey_of(case, journey)
    steps.refuse_closed(case)
    if row.state == ReturnState.PREPARED:
        refuse_unready(row, timezone.localdate(at))
    row.cleared_on, row.cleared_by = timezone.localdate(at), by
    steps.move(row, ReturnState.CLEARED, "cleared_on", "cleared_by")
    touch(case, at)
    return row


def refuse_unwanted(case: Case) -> None:
    """Refuse a return that the person does not want, or was never asked about."""
    if queries.wish(case=case) is None:
        raise Refused(_("The person has not said that she wants to return. Ask her first, and record her consent."))


def refuse_unready(journey: Return, on: dt.date) -> None:
    """Refuse to let somebody go before everything is ready; the sentence names what is missing."""
    refuse_unwanted(journey.case)
    left = queries.missing(journey=journey, on=on)
    if left:
        known, spoken = codelists.pack().codelist("return_check"), get_language() or "en"
        named = "; ".join(known.require(key).text(spoken) for key in left)
        raise Refused(_("Still missing: %(items)s.") % {"items": named})
    answers.refuse_without_best_interests(journey, on)


def _way(from_country: str, to_country: str, place: str, version: str) -> _Way:
    home = codelists.pack().country
    if from_country == to_country and (to_country != home or not place):
        raise Refused(_("Within one country, choose the commune to which the person returns."), "place")
    if not place:
        return _Way("", "")
    if to_country != home:
        raise Refused(_("Leave the commune empty: it is not in the country to which the person returns."), "place")
    checks.known_place(place, version, "place")
    return _Way(*coarse_place(place, version))


def _open(case: Case, number: uuid.UUID) -> Return:
    steps.refuse_closed(case)
    row = steps.journey_of(case, number)
    if row.state not in OPEN:
        raise Refused(_("The checklist is closed: the person has left, or the return was called off."))
    return row


def _mark(journey: Return, key: str, on: dt.date, by: Member, not_needed: str) -> None:
    known = journey.items.filter(key=key).first()
    if known is None:
        write(CheckItem(journey=journey, case=journey.case, key=key, on=on, by=by, not_needed=not_needed))
        return
    known.on, known.by, known.not_needed = on, by, not_needed
    write(known, "on", "by", "not_needed")
