"""Close a case with its reason, open it again with a reason, and let a new episode follow an earlier one."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.enums import OPEN_CASES
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, close_case, reopen_case
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import ReturnState, VisitState
from tabara.protection.reintegration.models import Ending, Episode
from tabara.protection.reintegration.operations import steps
from tabara.protection.reintegration.operations.travelling import stop
from tabara.protection.reintegration.operations.visiting import drop

CASE_CLOSED = "case_closed"  # of the list return_call_off


@operation("reintegration.end_case", needs=Permission.CASE_EDIT, on="case")
def end_case(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    on: dt.date,
    reason: str,
    answer: str,
    summary: str = "",
    way_back: str = "",
) -> Ending:
    """Close a case: why, whether the person agrees, what was reached, and how she can come back.

    Where nobody can be visited any more (the pack says for which reasons), what is planned is dropped with the reason.
    """
    steps.refuse_closed(case)
    checks.known("closure_reason", reason, "reason", on=on)
    checks.known("closing_answer", answer, "answer", on=on)
    told = codelists.pack().codelist("closure_reason").require(reason).more
    _settle_return(case, at, drops=told.get("visits") == "drop", on_the_way=told.get("journey") == "end")
    _settle_visits(case, at, by, reason, drops=told.get("visits") == "drop")
    close_case(by=by, event=event, at=at, case=case, on=on, reason=reason)
    row = Ending(id=event, case=case, reason=reason, ended_on=on, ended_by=by, answer=answer)
    row.summary = steps.sealed(case, f"ending.{row.pk}", "summary", summary)
    row.way_back = steps.sealed(case, f"ending.{row.pk}", "way_back", way_back)
    write(row)
    return row


@operation("reintegration.resume_case", needs=Permission.CASE_EDIT, on="case")
def resume_case(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> Case:
    """Open a closed case again, for a reason: the same episode goes on."""
    if case.status in OPEN_CASES or case.closed_on is None:
        raise Refused(_("This case is open already."))
    checks.known("reopen_reason", reason, "reason", on=timezone.localdate(at))
    row = queries.resumable(case=case)
    if row is None:  # closed without a word about it
        row = Ending(case=case, reason="", ended_on=case.closed_on)
        write(row)
    row.reopened_on, row.reopened_by, row.reopen_reason = timezone.localdate(at), by, reason
    write(row, "reopened_on", "reopened_by", "reopen_reason")
    return reopen_case(by=by, event=event, at=at, case=case)


def begin_episode(*, by: Member, at: dt.datetime, case: Case, follows: Case, reason: str) -> Episode:
    """Say why a new case of a person begins, and which earlier one it follows: within the act that opens it."""
    checks.known("episode_reason", reason, "why", on=timezone.localdate(at))
    row = Episode(case=case, follows=follows, reason=reason, begun_on=case.opened_on, begun_by=by)
    write(row)
    return row


def _settle_return(case: Case, at: dt.datetime, *, drops: bool, on_the_way: bool) -> None:
    journey = queries.under_way(case=case)
    if journey is None:
        return
    left = journey.state in (ReturnState.DEPARTED, ReturnState.ARRIVED)
    if left and not on_the_way:
        raise Refused(
            _("The person has left and was not handed over yet. Finish the return, or call it off with its reason.")
        )
    if not drops:
        raise Refused(_("A return is being prepared in this case. Finish it, or call it off first."))
    journey.case = case
    stop(journey, CASE_CLOSED, at)


def _settle_visits(case: Case, at: dt.datetime, by: Member, reason: str, *, drops: bool) -> None:
    plan = queries.plan(case=case)
    if plan is None:
        return
    planned = list(plan.visits.filter(state=VisitState.PLANNED))
    if planned and not drops:
        said = _(
            "Visits still planned in this case: %(count)s. Record each as made or missed first. "
            "They are dropped only where the person declined, contact is lost, or she died."
        )
        raise Refused(said % {"count": len(planned)})
    for visit in planned:
        visit.case = case
        drop(visit, reason, at, by)
    plan.ended_on = timezone.localdate(at)
    write(plan, "ended_on")
