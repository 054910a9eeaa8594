"""A group that meets: planned for everybody at once, and answered for everybody at once."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.unit import latest, write
from tabara.protection.assistance import queries
from tabara.protection.assistance.models import Session
from tabara.protection.assistance.operations.appointments import attend, miss, plan, refuse_closed, refuse_planned_day
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks

MOST_IN_A_GROUP = 100
ATTENDED = "attended"


@operation("assistance.plan_session", needs=Permission.SERVICE_RECORD)
def plan_session(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    code: str,
    on: dt.date,
    cases: Sequence[Case],
    hour: dt.time | None = None,
) -> Session:
    """Plan one meeting for several people, each in a case in which the member records services."""
    checks.known("service", code, "code", on=on)
    refuse_planned_day(on, at)
    if not 0 < len(cases) <= MOST_IN_A_GROUP:
        raise Refused(_("Choose at least one person, and at most %(most)s.") % {"most": MOST_IN_A_GROUP}, "cases")
    row = Session(id=event, agency=by.agency, code=code, on=on, hour=hour, recorded_by=by, recorded_at=at)
    write(row)
    for case in _held(by, cases):
        refuse_closed(case)
        plan(by=by, at=at, case=case, code=code, on=on, hour=hour, member=by, session=row)
    return row


@operation("assistance.hold_session", needs=Permission.SERVICE_RECORD)
def hold_session(
    *, by: Member, event: uuid.UUID, at: dt.datetime, session: Session, answers: Sequence[tuple[uuid.UUID, str]]
) -> Session:
    """Say of each person expected in a meeting whether they came, else why not: all in one act.

    `answers` holds the number of each appointment beside “attended” or the reason of a missed one. Each is an act of
    its own in the memory of its case.
    """
    if session.agency_id != by.agency_id:
        raise NotAllowed
    latest(session)
    expected = {one.pk: one for one in queries.expected(by=by, session=session)}
    told = dict(answers)
    if not told or set(told) - set(expected):
        raise Refused(_("Somebody has answered for one of these people meanwhile. Look at the list again."))
    _held(by, [expected[number].case for number in told])
    for number, answer in sorted(told.items()):
        case = expected[number].case
        if answer == ATTENDED:
            attend(by=by, at=at, case=case, appointment=number)
        else:
            miss(by=by, at=at, case=case, appointment=number, reason=answer)
    return session


def _held(by: Member, cases: Sequence[Case]) -> list[Case]:
    """Hold each case once, always in the same order, so that two groups with the same people do not block each other.

    Raises:
        NotAllowed: where the member records no services in one of them.
    """
    found = sorted({case.pk: case for case in cases}.values(), key=lambda one: one.pk)
    for case in found:
        latest(case)
        if not permitted(by, Permission.SERVICE_RECORD, case):
            raise NotAllowed
    return found
