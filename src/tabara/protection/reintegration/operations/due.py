"""What falls due in this room: a departure, an arrival to confirm, a handover, a visit."""

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import partial

from tabara import codelists
from tabara.access.protected import Whole
from tabara.protection.cases.operations import tasks
from tabara.protection.cases.operations.tasks import Expected
from tabara.protection.reintegration.enums import ReturnState, VisitState
from tabara.protection.reintegration.models import Return, Visit

DEPART, CONFIRM, HAND_OVER, VISIT = "return.depart", "return.confirm_arrival", "return.hand_over", "visit"
OF_RETURNS = (DEPART, CONFIRM, HAND_OVER)


def of_return(journey: Return) -> tuple[str, dt.date] | None:
    """Return what a return waits for next, and by which day: nobody gets lost on the way."""
    within = dt.timedelta(days=int(codelists.pack().parameters["arrival_days"]))
    if journey.state in (ReturnState.PREPARED, ReturnState.CLEARED):
        return DEPART, journey.depart_on
    if journey.state == ReturnState.DEPARTED and journey.departed_on:
        return CONFIRM, journey.departed_on + within
    if journey.state == ReturnState.ARRIVED and journey.arrived_on:
        return HAND_OVER, journey.arrived_on + within
    return None


def renew(journey: Return) -> None:
    """Expect the next step of a return, and no other."""
    found = of_return(journey)
    for kind in OF_RETURNS:
        if found and found[0] == kind:
            tasks.expect(case=journey.case, kind=kind, about=journey.pk, due_on=found[1])
        else:
            tasks.met(kind=kind, about=journey.pk)


def renew_visit(visit: Visit) -> None:
    """Expect a visit as long as it is planned."""
    if visit.state == VisitState.PLANNED:
        tasks.expect(case=visit.case, kind=VISIT, about=visit.pk, due_on=visit.due_on)
    else:
        tasks.met(kind=VISIT, about=visit.pk)


def _returns(kind: str, case: uuid.UUID | None) -> Iterator[Expected]:
    rows = Return.objects.everything(Whole.REBUILD)
    for row in rows.filter(case=case) if case else rows:
        found = of_return(row)
        if found and found[0] == kind:
            yield Expected(row.case_id, row.pk, found[1])


@tasks.derives(VISIT)
def _visits(case: uuid.UUID | None) -> Iterator[Expected]:
    rows = Visit.objects.everything(Whole.REBUILD).filter(state=VisitState.PLANNED)
    for row in rows.filter(case=case) if case else rows:
        yield Expected(row.case_id, row.pk, row.due_on)


for _kind in OF_RETURNS:
    tasks.derives(_kind)(partial(_returns, _kind))
