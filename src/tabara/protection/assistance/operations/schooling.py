"""Follow somebody through school, a course or an apprenticeship, term by term."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import write
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import ENROLMENT_STEPS, EnrolmentState
from tabara.protection.assistance.models import Enrolment, SchoolTerm
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import Expected, derives, expect, met

TASK = "enrolment.term"
NAME_LETTERS = 80
LONGEST = dt.timedelta(days=366 * 8)  # what is planned for longer is a slip


@operation("assistance.enrol", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def enrol(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    kind: str,
    institution: str,
    since: dt.date,
    until_planned: dt.date | None = None,
    place: str = "",
    place_version: str = "",
) -> Enrolment:
    """Write down that somebody learns somewhere from a day on."""
    checks.known("enrolment_kind", kind, "kind", on=since)
    if not institution.strip() or len(institution) > NAME_LETTERS:
        raise Refused(_("Name the school or the workshop, in at most 80 letters. Name no person."), "institution")
    if place:
        checks.known_place(place, place_version, "place")
    checks.not_after(since, timezone.localdate(at) + dt.timedelta(days=366), "since", _("a year from today"))
    if until_planned is not None:
        checks.not_before(until_planned, since, "until_planned", _("the first day"))
        checks.not_after(until_planned, since + LONGEST, "until_planned", _("the longest time that one learns"))
    row = Enrolment(
        id=event,
        case=case,
        kind=kind,
        institution=institution.strip(),
        place=place,
        place_version=place_version,
        since=since,
        until_planned=until_planned,
        recorded_by=by,
        recorded_at=at,
    )
    write(row)
    touch(case, at)
    return row


@operation("assistance.plan_term", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def plan_term(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    enrolment: uuid.UUID,
    since: dt.date,
    until: dt.date,
) -> SchoolTerm:
    """Say when a term begins and ends; at its end somebody asks how it went."""
    row = _attending(by, case, enrolment)
    checks.not_before(since, row.since, "since", _("the first day"))
    checks.not_before(until, since, "until", _("the first day of the term"))
    if row.terms.filter(since__lte=until, until__gte=since).exists():
        raise Refused(_("Another term lies within these days. Correct one of them."), "since")
    term = SchoolTerm(id=event, case=case, enrolment=row, since=since, until=until, recorded_by=by, recorded_at=at)
    write(term)
    expect(case=case, kind=TASK, about=term.pk, due_on=until)
    touch(case, at)
    return term


@operation("assistance.record_term", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def record_term(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    term: uuid.UUID,
    attendance: int | None,
    result: str,
) -> SchoolTerm:
    """Write down how a term went: how much of it was attended, where that is known, and the result."""
    row = queries.term(by=by, case=case, number=term)
    today = timezone.localdate(at)
    if row.told_on:
        raise Refused(_("How this term went is written down already."))
    checks.not_after(row.since, today, "result", _("today"))
    checks.known("term_result", result, "result", on=today)
    if attendance is not None and not 0 <= attendance <= 100:
        raise Refused(_("Write how many of a hundred days were attended: from 0 to 100."), "attendance")
    row.attendance, row.result, row.told_on = attendance, result, today
    row.recorded_by, row.recorded_at = by, at
    write(row, "attendance", "result", "told_on", "recorded_by", "recorded_at")
    met(kind=TASK, about=row.pk)
    touch(case, at)
    return row


@operation("assistance.end_enrolment", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def end_enrolment(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    enrolment: uuid.UUID,
    to: str,
    on: dt.date,
    reason: str = "",
) -> Enrolment:
    """Write down that somebody completed what they learnt, or dropped out and why. Terms not told are asked no more."""
    row = _attending(by, case, enrolment)
    if to not in ENROLMENT_STEPS[EnrolmentState.ATTENDING]:
        raise Refused(_("Say whether it was completed, or ended before."), "to")
    checks.not_before(on, row.since, "on", _("the first day"))
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    if to == EnrolmentState.DROPPED_OUT:
        checks.known("dropout_reason", reason, "reason", on=on)
    row.state, row.ended_on, row.reason = to, on, reason if to == EnrolmentState.DROPPED_OUT else ""
    write(row, "state", "ended_on", "reason")
    for term in row.terms.filter(told_on=None):
        met(kind=TASK, about=term.pk)
    touch(case, at)
    return row


@derives(TASK)
def terms_to_tell(case: uuid.UUID | None) -> Iterator[Expected]:
    """Give the terms of which nobody has told how they went."""
    rows = SchoolTerm.objects.everything(Whole.REBUILD).filter(told_on=None, enrolment__state=EnrolmentState.ATTENDING)
    for one in rows.filter(case=case) if case else rows:
        yield Expected(one.case_id, one.pk, one.until)


def _attending(by: Member, case: Case, number: uuid.UUID) -> Enrolment:
    row = queries.enrolment(by=by, case=case, number=number)
    if row.state != EnrolmentState.ATTENDING:
        raise Refused(_("This has ended already. Write down a new school or course instead."))
    return row
