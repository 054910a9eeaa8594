"""Give a presumed victim time to recover and reflect. Only the person's own wish ends it before its day."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import current_batch, write
from tabara.protection.cases.enums import REFLECTION_STEPS, ReflectionStep
from tabara.protection.cases.models import Case, Reflection
from tabara.protection.cases.models.reflection import newest
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import Expected, derives, expect, met
from tabara.sealing.keys import Purpose, seal

ENDS = "reflection.ends"
DAYS_BEFORE = 3  # how long before its end somebody speaks with the person about what comes next
LONGEST = 366  # days; what is above is a slip


@operation("cases.begin_reflection", needs=Permission.CASE_EDIT, on="case")
def begin_reflection(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, since: dt.date) -> Reflection:
    """Let the time to recover and reflect begin on a day."""
    _refuse_day(since, case, at, "since")
    before = _newest(case)
    if before is not None and not before.is_over:
        raise Refused(_("The time to recover and reflect has begun already. Give more time instead."), "since")
    return _begin(by=by, event=event, at=at, case=case, since=since, follows=before)


@operation("cases.extend_reflection", needs=Permission.CASE_EDIT, on="case")
def extend_reflection(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    last_day: dt.date,
    reason: str,
    note: str = "",
) -> Reflection:
    """Give more time, until the end of a day, for a reason."""
    before = _running(case)
    checks.known("reflection_reason", reason, "reason", on=timezone.localdate(at))
    if last_day <= before.last_day:
        raise Refused(
            _("The time lasts until %(day)s already. Choose a later day.") % {"day": checks.written(before.last_day)},
            "last_day",
        )
    checks.not_after(
        last_day, timezone.localdate(at) + dt.timedelta(days=LONGEST), "last_day", _("the longest time, one year")
    )
    row = _next(before, ReflectionStep.EXTENDED, by, event, at)
    row.until, row.reason = last_day + dt.timedelta(days=1), reason
    return _store(row, note, at)


@operation("cases.end_reflection", needs=Permission.CASE_EDIT, on="case")
def end_reflection(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, own_wish: bool, note: str = ""
) -> Reflection:
    """End the time before its day, because the person herself wants it."""
    before = _running(case)
    if not own_wish:
        raise Refused(_("Only the person's own wish ends this time. Record that it is, or leave it."), "own_wish")
    row = _next(before, ReflectionStep.ENDED, by, event, at)
    row.until = max(row.since, min(row.until, timezone.localdate(at)))
    return _store(row, note, at)


@operation("cases.tell_of_reflection", needs=Permission.CASE_EDIT, on="case")
def tell_of_reflection(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, note: str = "") -> Reflection:
    """Record that the person was told, as the time ends, what she may choose now."""
    before = _running(case)
    if timezone.localdate(at) < _speak_on(before):
        raise Refused(
            _("Speak about what comes next when the time ends: from %(day)s on.")
            % {"day": checks.written(_speak_on(before))}
        )
    return _store(_next(before, ReflectionStep.TOLD, by, event, at), note, at)


def begin_at_presumption(*, by: Member, at: dt.datetime, case: Case, on: dt.date) -> None:
    """Let the time begin with the first decision that presumes a victim, unless it ever began before.

    Nobody is told today of a time that has gone by, as of most decisions that a batch brings.
    """
    gone = on + _length() <= timezone.localdate(at)
    if not gone and current_batch() is None and _newest(case) is None:
        _begin(by=by, event=None, at=at, case=case, since=on, follows=None)


@derives(ENDS, ends_with_case=True)
def ending(case: uuid.UUID | None) -> Iterable[Expected]:
    """Return what the times that run ask for: to speak with the person before each ends."""
    rows = Reflection.objects.everything(Whole.REBUILD)
    found = newest(rows.filter(case=case) if case else rows)
    return [Expected(row.case_id, row.case_id, _speak_on(row)) for row in found if not row.is_over]


def _begin(
    *,
    by: Member,
    event: uuid.UUID | None,
    at: dt.datetime,
    case: Case,
    since: dt.date,
    follows: Reflection | None,
) -> Reflection:
    row = Reflection(
        case=case,
        step=ReflectionStep.BEGUN,
        since=since,
        until=since + _length(),
        recorded_on=timezone.localdate(at),
        recorded_by=by,
        follows=follows,
    )
    row.pk = event or row.pk
    return _store(row, "", at)


def _next(before: Reflection, step: ReflectionStep, by: Member, event: uuid.UUID, at: dt.datetime) -> Reflection:
    if step not in REFLECTION_STEPS[ReflectionStep(before.step)]:
        raise Refused(_("The time to recover and reflect is over."))
    return Reflection(
        id=event,
        case=before.case,
        step=step,
        since=before.since,
        until=before.until,
        recorded_on=timezone.localdate(at),
        recorded_by=by,
        follows=before,
    )


def _store(row: Reflection, note: str, at: dt.datetime) -> Reflection:
    if note:
        row.note = seal(row.case_id, Purpose.NARRATIVE, f"reflection.{row.pk}.note", note)
    write(row)
    if row.is_over:
        met(kind=ENDS, about=row.case_id)
    else:
        expect(case=row.case, kind=ENDS, about=row.case_id, due_on=_speak_on(row))
    touch(row.case, at)
    return row


def _length() -> dt.timedelta:
    return dt.timedelta(days=int(codelists.pack().parameters["reflection_days"]))


def _speak_on(row: Reflection) -> dt.date:
    return max(row.since, row.until - dt.timedelta(days=DAYS_BEFORE))


def _newest(case: Case) -> Reflection | None:
    return next(iter(newest(case.reflections.all())), None)


def _running(case: Case) -> Reflection:
    row = _newest(case)
    if row is None or row.is_over:
        raise Refused(_("No time to recover and reflect runs in this case. Begin it first."))
    return row


def _refuse_day(day: dt.date, case: Case, at: dt.datetime, field: str) -> None:
    checks.not_after(day, timezone.localdate(at), field, _("today"))
    checks.not_before(day, case.opened_on, field, _("the day the case was opened"))
