"""Search for a relative because the person wants it, step by step, and never forget that somebody waits."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.family.enums import OPEN, STEPS, TracingState
from tabara.protection.family.models import Tracing, TracingStep
from tabara.sealing.keys import Purpose, seal

KIND = "family.tracing"


@operation("family.ask_tracing", needs=Permission.CASE_EDIT, on="case")
def ask_tracing(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, tie: str, asked_on: dt.date, wanted: bool, told: str
) -> Tracing:
    """Begin to search for a relative; only where the person wants it, a child too."""
    if not wanted:
        said = _("Nobody is searched for against the person's wish. Ask again later, and begin when the answer is yes.")
        raise Refused(said, "wanted")
    checks.known("relative_tie", tie, "tie", on=asked_on)
    checks.not_after(asked_on, timezone.localdate(at), "asked_on", _("today"))
    if not told.strip():
        raise Refused(_("Write whom to search for, and what is known. It is sealed."), "told")
    row = Tracing(id=event, case=case, tie=tie, asked_on=asked_on, look_on=_next(asked_on))
    row.told = seal(case.pk, Purpose.NARRATIVE, f"tracing.{row.pk}.told", told)
    write(row)
    tasks.expect(case=case, kind=KIND, about=row.pk, due_on=_next(asked_on))
    touch(case, at)
    return row


@operation("family.record_tracing", needs=Permission.CASE_EDIT, on="case")
def record_tracing(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    tracing: uuid.UUID,
    state: str,
    on: dt.date,
    told: str = "",
) -> TracingStep:
    """Write down how the search stands; the next look comes by itself until it has ended."""
    row = case.tracings.filter(pk=tracing).first()
    if row is None:
        raise NotFound
    latest(row)
    _refuse_step(row, state)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, row.asked_on, "on", _("the day on which the search began"))
    step = TracingStep(id=event, case=case, tracing=row, state=state, on=on, by=by)
    if told:
        step.told = seal(case.pk, Purpose.NARRATIVE, f"tracing_step.{step.pk}.told", told)
    write(step)
    row.state, row.look_on = state, _next(on) if state in OPEN else None
    write(row, "state", "look_on")
    if row.look_on:
        tasks.expect(case=case, kind=KIND, about=row.pk, due_on=row.look_on)
    else:
        tasks.met(kind=KIND, about=row.pk)
    touch(case, at)
    return step


@tasks.derives(KIND)
def looks(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Say when somebody has to ask how a search stands."""
    rows = Tracing.objects.everything(Whole.REBUILD).exclude(look_on=None)
    for one in rows.filter(case=case) if case else rows:
        yield tasks.Expected(one.case_id, one.pk, one.look_on)


def _refuse_step(row: Tracing, state: str) -> None:
    if state == row.state and state in OPEN:
        return  # still so
    if state not in STEPS[TracingState(row.state)]:
        said = _("This step does not follow where the search stands. Look at it again, and choose another.")
        raise Refused(said, "state")


def _next(on: dt.date) -> dt.date:
    return on + dt.timedelta(days=int(codelists.pack().parameters["tracing_days"]))
