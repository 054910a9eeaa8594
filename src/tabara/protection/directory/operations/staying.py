"""A stay: planned, begun, looked at again, ended or cancelled."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.directory import queries
from tabara.protection.directory.enums import STAY_STEPS, Safe, StayState
from tabara.protection.directory.models import Provider, Stay
from tabara.protection.directory.operations.places import (
    ARRIVAL,
    REVIEW,
    refuse_full,
    refuse_second,
    take_place,
)
from tabara.protection.directory.operations.rooms import refuse_backwards


@operation("directory.book_stay", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def book_stay(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    provider: Provider,
    kind: str,
    since: dt.date,
    until: dt.date | None = None,
) -> Stay:
    """Plan a stay at a shelter of the member's own agency, or at one of no agency that has agreed to it."""
    if provider.agency_id not in (None, by.agency_id):
        raise Refused(_("This shelter is another agency's. Ask it for a place instead."), "provider")
    given = {"case": case, "provider": provider, "kind": kind, "since": since, "until": until}
    row = take_place(by=by, event=event, at=at, **given)  # type: ignore[arg-type]  # as they were taken
    touch(case, at)
    return row


@operation("directory.arrive", needs=Permission.SERVICE_RECORD)
def arrive(*, by: Member, event: uuid.UUID, at: dt.datetime, stay: Stay, on: dt.date) -> Stay:
    """Say that the person has arrived: from now on the place is not free before she has left."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    with for_everybody():  # the shelter does not see the case
        case = _take(by, stay, StayState.IN)
        taken = stay.taken
        if on < taken.since:
            latest(taken.room)
            refuse_second(case, on, taken.since, but=stay)
            refuse_full(taken.room, on, taken.since, at, but=taken.pk)
            taken.since = on
        taken.occupied = True
        write(taken, "since", "occupied")
        stay.state, stay.arrived_on = StayState.IN, on
        write(stay, "state", "arrived_on")
        tasks.met(kind=ARRIVAL, about=stay.pk)
        tasks.expect(case=case, kind=REVIEW, about=stay.pk, due_on=review_day(stay))
        touch(case, at)
    return stay


@operation("directory.leave", needs=Permission.SERVICE_RECORD)
def leave(*, by: Member, event: uuid.UUID, at: dt.datetime, stay: Stay, on: dt.date, to: str, safe: str) -> Stay:
    """End a stay: on which day, where to, and whether it is safe there. The place is free from that day on."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.known("left_to", to, "to", on=on)
    if safe not in tuple(Safe):
        raise Refused(_("Say whether it is safe where the person goes."), "safe")
    with for_everybody():
        case = _take(by, stay, StayState.LEFT)
        checks.not_before(on, stay.arrived_on or on, "on", _("the day of arrival"))
        stay.state, stay.left_on, stay.left_to, stay.left_safe = StayState.LEFT, on, to, safe
        write(stay, "state", "left_on", "left_to", "left_safe")
        stay.taken.until, stay.taken.occupied = on, False
        write(stay.taken, "until", "occupied")
        tasks.met(kind=REVIEW, about=stay.pk)
        touch(case, at)
    return stay


@operation("directory.cancel_stay", needs=Permission.SERVICE_RECORD)
def cancel_stay(*, by: Member, event: uuid.UUID, at: dt.datetime, stay: Stay) -> Stay:
    """Give up a planned stay; the place is free again, and that it was planned stays readable."""
    with for_everybody():
        case = _take(by, stay, StayState.CANCELLED)
        stay.state = StayState.CANCELLED
        write(stay, "state")
        stay.taken.places = 0
        write(stay.taken, "places")
        tasks.met(kind=ARRIVAL, about=stay.pk)
        touch(case, at)
    return stay


@operation("directory.extend_stay", needs=Permission.SERVICE_RECORD)
def extend_stay(*, by: Member, event: uuid.UUID, at: dt.datetime, stay: Stay, until: dt.date | None) -> Stay:
    """Keep the place until another day, sooner or later, or until nobody knows when."""
    with for_everybody():
        case = _take(by, stay, None)
        taken = stay.taken
        refuse_backwards(taken.since, until)
        latest(taken.room)
        refuse_second(case, taken.since, until, but=stay)
        begins = max(taken.since, timezone.localdate(at))
        if until is None or until > begins:
            refuse_full(taken.room, begins, until, at, but=taken.pk)
        taken.until = until
        write(taken, "until")
        touch(case, at)
    return stay


@operation("directory.review_stay", needs=Permission.SERVICE_RECORD)
def review_stay(*, by: Member, event: uuid.UUID, at: dt.datetime, stay: Stay) -> Stay:
    """Say that somebody has spoken with the person about how long the stay is still needed."""
    with for_everybody():
        case = _take(by, stay, None)
        if stay.state != StayState.IN:
            raise Refused(_("Nobody stays here by that plan yet. Record the arrival first."))
        stay.reviewed_on = timezone.localdate(at)
        write(stay, "reviewed_on")
        tasks.expect(case=case, kind=REVIEW, about=stay.pk, due_on=review_day(stay))
    return stay


@tasks.derives(ARRIVAL)
def arrivals_due(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Expect each person who has a place on the day of its beginning."""
    for one in _in_state(StayState.PLANNED, case):
        yield tasks.Expected(one.case_id, one.pk, one.taken.since)


@tasks.derives(REVIEW)
def reviews_due(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Expect that each stay is looked at again after the pack's days."""
    for one in _in_state(StayState.IN, case):
        yield tasks.Expected(one.case_id, one.pk, review_day(one))


def review_day(stay: Stay) -> dt.date:
    """Return the day by which somebody has to look at a stay."""
    last = stay.reviewed_on or stay.arrived_on or stay.taken.since
    return last + dt.timedelta(days=int(codelists.pack().parameters["stay_review_days"]))


def _in_state(state: StayState, case: uuid.UUID | None) -> Iterator[Stay]:
    rows = Stay.objects.everything(Whole.REBUILD).filter(state=state).select_related("taken")
    yield from rows if case is None else rows.filter(case=case)


def _take(by: Member, stay: Stay, to: StayState | None) -> Case:
    """Hold the case and the stay, in this order everywhere; refuse who may not, and a step that is not allowed."""
    case = stay.case
    latest(case)
    latest(stay)
    latest(stay.taken)
    if not queries.acts_on(by=by, stay=stay):
        raise NotAllowed
    state = StayState(stay.state)
    if not STAY_STEPS[state] or (to is not None and to not in STAY_STEPS[state]):
        said = {
            StayState.PLANNED: _("The person has not arrived yet. Record the arrival, or cancel the stay."),
            StayState.IN: _("The person is there already. Record that she leaves."),
            StayState.LEFT: _("This stay has ended already."),
            StayState.CANCELLED: _("This stay was cancelled."),
        }
        raise Refused(said[state])
    return case
