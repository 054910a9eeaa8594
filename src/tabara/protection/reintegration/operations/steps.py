"""What every act of this room asks first: a case that is open, a row that is there, a step that is allowed."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access.errors import NotFound, Refused
from tabara.access.unit import write
from tabara.protection.cases.enums import OPEN_CASES
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.status import follow_up
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import RETURN_STEPS, VISIT_STEPS, ReturnState, VisitState
from tabara.protection.reintegration.models import Return, Visit
from tabara.protection.reintegration.operations import due
from tabara.sealing.keys import Purpose, seal


def refuse_closed(case: Case) -> None:
    """Refuse an act in a case that is closed."""
    if case.status not in OPEN_CASES:
        raise Refused(_("This case is closed. Open it again first."))


def follow(case: Case, at: dt.datetime) -> None:
    """Let the status of a case say whether visits are to come."""
    follow_up(case=case, at=at, to_come=queries.to_come(case=case))


def journey_of(case: Case, number: uuid.UUID) -> Return:
    """Return a return of this case."""
    found = case.returns.filter(pk=number).first()
    if found is None:
        raise NotFound
    found.case = case
    return found


def visit_of(case: Case, number: uuid.UUID) -> Visit:
    """Return a visit of a plan of this case."""
    for plan in case.reintegrations.all():
        found = plan.visits.filter(pk=number).first()
        if found is not None:
            found.case, found.plan = case, plan
            return found
    raise NotFound


def move(journey: Return, to: ReturnState, *fields: str) -> None:
    """Let a return go a step, where the step is allowed, and expect the next one."""
    now = ReturnState(journey.state)
    if to not in RETURN_STEPS[now]:
        raise Refused(_refusal(now))
    journey.state = to
    write(journey, "state", *fields)
    due.renew(journey)


def settle_visit(visit: Visit, to: VisitState, *fields: str) -> None:
    """Let a planned visit be kept, missed or dropped."""
    if to not in VISIT_STEPS[VisitState(visit.state)]:
        raise Refused(_("This visit is no longer planned: somebody has recorded it already."))
    visit.state = to
    write(visit, "state", *fields)
    due.renew_visit(visit)


def sealed(case: Case, row: str, field: str, text: str) -> bytes | None:
    """Return a text sealed under the case's key, for a field of a row; nothing where there is no text."""
    return seal(case.pk, Purpose.NARRATIVE, f"{row}.{field}", text) if text else None


def _refusal(now: ReturnState) -> str:
    return {
        ReturnState.PREPARED: _("This return is not cleared yet. Finish the checklist and clear it first."),
        ReturnState.CLEARED: _("This return is cleared, and nobody has left yet. Record the departure first."),
        ReturnState.DEPARTED: _("The person has left. Confirm the arrival, or say that the return is called off."),
        ReturnState.ARRIVED: _("The person has arrived. Record who takes her over."),
        ReturnState.HANDED_OVER: _("This return is over: the person was handed over. Prepare a new one if needed."),
        ReturnState.CALLED_OFF: _("This return was called off. Prepare a new one."),
    }[now]
