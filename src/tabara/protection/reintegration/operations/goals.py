"""Make a plan of reintegration: what the person wants to reach, and the visits of the pack's own months."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write, write_many
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import Start, VisitState
from tabara.protection.reintegration.models import Goal, Reintegration, Visit
from tabara.protection.reintegration.operations import due, steps

AHEAD = dt.timedelta(days=366)  # a start further away than this is a slip


@operation("reintegration.make_plan", needs=Permission.CASE_EDIT, on="case")
def make_plan(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, start: str, starts_on: dt.date | None = None
) -> Reintegration:
    """Begin a plan of reintegration; its visits are planned at once, in the months that the pack names."""
    today = timezone.localdate(at)
    steps.refuse_closed(case)
    if not queries.agrees_to_visits(case=case):
        said = _("The person has not agreed to be contacted later. Ask her first, and record the consent.")
        raise Refused(said)
    _end_earlier(case, today)
    row = Reintegration(id=event, case=case, start=start, starts_on=today, made_by=by, made_on=today)
    row.starts_on = _first_day(case, start, starts_on, today)
    write(row)
    months = codelists.pack().parameters["follow_up_months"]
    days = {int(month): codelists.months_later(row.starts_on, int(month)) for month in months}
    visits = [Visit(plan=row, case=case, month=month, due_on=day) for month, day in days.items()]
    write_many(list(visits))
    for visit in visits:
        due.renew_visit(visit)
    steps.follow(case, at)
    touch(case, at)
    return row


@operation("reintegration.add_goal", needs=Permission.CASE_EDIT, on="case")
def add_goal(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, kind: str, words: str) -> Goal:
    """Add a goal to the plan, in the person's own words."""
    today = timezone.localdate(at)
    steps.refuse_closed(case)
    plan = queries.plan(case=case)
    if plan is None:
        raise Refused(_("This case has no plan of reintegration. Make one first."))
    checks.known("reintegration_goal", kind, "kind", on=today)
    if not words.strip():
        raise Refused(_("Write what the person wants to reach."), "words")
    dimension = codelists.pack().codelist("reintegration_goal").require(kind).more["dimension"]
    row = Goal(id=event, plan=plan, case=case, dimension=dimension, kind=kind, set_on=today, set_by=by)
    row.words = steps.sealed(case, f"goal.{row.pk}", "words", words)
    write(row)
    touch(case, at)
    return row


@operation("reintegration.end_goal", needs=Permission.CASE_EDIT, on="case")
def end_goal(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, goal: uuid.UUID, reached: bool) -> Goal:
    """Say that a goal is reached, or that it is pursued no more."""
    row = next((one for plan in case.reintegrations.all() for one in plan.goals.filter(pk=goal)), None)
    if row is None:
        raise NotFound
    if row.reached is not None:
        raise Refused(_("This goal has ended already."))
    row.reached, row.ended_on = reached, timezone.localdate(at)
    write(row, "reached", "ended_on")
    touch(case, at)
    return row


def _end_earlier(case: Case, today: dt.date) -> None:
    """Let the earlier plan end, where all its visits are made."""
    before = queries.plan(case=case)
    if before is None:
        return
    if before.visits.filter(state=VisitState.PLANNED).exists():
        raise Refused(_("Visits of the present plan are still to be made. Record them first."))
    before.ended_on = today
    write(before, "ended_on")


def _first_day(case: Case, start: str, given: dt.date | None, today: dt.date) -> dt.date:
    if start not in tuple(Start):
        raise Refused(_("Choose from when the months are counted."), "start")
    if start == Start.RETURN:
        arrived = case.returns.exclude(arrived_on=None).order_by("-arrived_on").first()
        if arrived is None or arrived.arrived_on is None:
            raise Refused(_("No arrival is recorded in this case. Record it first, or choose another start."), "start")
        return arrived.arrived_on
    if given is None:
        raise Refused(_("Write the day from which the months are counted."), "starts_on")
    checks.not_before(given, case.opened_on, "starts_on", _("the day the case was opened"))
    checks.not_after(given, today + AHEAD, "starts_on", _("one year from now"))
    return given
