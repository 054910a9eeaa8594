"""Raise a flag on a case, keep it for longer, and lower it with a reason."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import write
from tabara.protection.cases.models import Case, Flag
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.sealing.keys import Purpose, seal, unseal

ENDS = "flag.ends"


@operation("cases.raise_flag", needs=Permission.CASE_EDIT, on="case")
def raise_flag(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    kind: str,
    since: dt.date,
    until: dt.date | None = None,
    words: str = "",
) -> Flag:
    """Let everybody who opens the case know something first. With a day, somebody then looks whether it still holds."""
    today = timezone.localdate(at)
    if case.status not in tasks.OPEN:
        raise Refused(_("This case is closed. Open it again before you raise a flag."))
    checks.known("flag", kind, "kind", on=today)
    checks.not_after(since, today, "since", _("today"))
    checks.not_before(since, case.opened_on, "since", _("the day the case was opened"))
    _refuse_past(until, today)
    if case.flags.filter(kind=kind, lowered_at=None).exists():
        raise Refused(_("This flag is raised already. Keep it for longer, or lower it first."), "kind")
    row = Flag(id=event, case=case, kind=kind, since=since, until=until, raised_by=by, raised_at=at)
    return _stored(row, words.strip(), at)


@operation("cases.keep_flag", needs=Permission.CASE_EDIT, on="case")
def keep_flag(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, flag: uuid.UUID, until: dt.date) -> Flag:
    """Say that a flag still holds, and until which day: a new one follows it, with the same words."""
    before = _raised(case, flag)
    _refuse_past(until, timezone.localdate(at))
    words = unseal(case.pk, Purpose.NARRATIVE, before.field, before.words) or ""
    _lower(before, by, at, "")
    row = Flag(id=event, case=case, kind=before.kind, since=before.since, until=until, raised_by=by, raised_at=at)
    row.follows = before
    return _stored(row, words, at)


@operation("cases.lower_flag", needs=Permission.CASE_EDIT, on="case")
def lower_flag(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, flag: uuid.UUID, why: str) -> Flag:
    """Say that a flag no longer holds, and why. That it was raised stays readable."""
    row = _raised(case, flag)
    checks.known("flag_end", why, "why", on=timezone.localdate(at))
    _lower(row, by, at, why)
    touch(case, at)
    return row


def _refuse_past(until: dt.date | None, today: dt.date) -> None:
    if until is not None:
        checks.not_before(until, today, "until", _("today"))


def _raised(case: Case, number: uuid.UUID) -> Flag:
    row = case.flags.filter(pk=number).first()
    if row is None:
        raise NotFound
    if row.lowered_at is not None:
        raise Refused(_("Somebody has lowered this flag already."))
    return row


def _stored(row: Flag, words: str, at: dt.datetime) -> Flag:
    if words:
        row.words = seal(row.case_id, Purpose.NARRATIVE, row.field, words)
    write(row)
    if row.until is not None:
        tasks.expect(case=row.case, kind=ENDS, about=row.pk, due_on=row.until)
    touch(row.case, at)
    return row


def _lower(row: Flag, by: Member, at: dt.datetime, why: str) -> None:
    row.lowered_by, row.lowered_at, row.lowered_for = by, at, why
    write(row, "lowered_by", "lowered_at", "lowered_for")
    tasks.met(kind=ENDS, about=row.pk)


@tasks.derives(ENDS, ends_with_case=True)
def flags_to_look_at(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Give each raised flag that somebody has to look at by a day."""
    rows = Flag.objects.everything(Whole.REBUILD).filter(lowered_at=None, until__isnull=False)
    for row in rows.filter(case=case) if case else rows:
        yield tasks.Expected(row.case_id, row.pk, row.until)
