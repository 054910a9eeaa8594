"""Look again at a decision: the agency's review, the person's appeal. Never by whoever decided first."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.unit import write
from tabara.protection.cases.enums import RECOURSE_STEPS, RecourseKind, RecourseState
from tabara.protection.cases.models import Case, Recourse
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.decision import Ruling, decide
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import Expected, derives, expect, met
from tabara.sealing.keys import Purpose, seal

KINDS = {RecourseKind.REVIEW: "determination.review", RecourseKind.APPEAL: "determination.appeal"}
DAYS = {RecourseKind.REVIEW: "review_days", RecourseKind.APPEAL: "appeal_days"}
AGENCY = "agency"  # who asks for a review


@operation("cases.ask_review", needs=Permission.CASE_DETERMINE, on="case")
def ask_review(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, of: uuid.UUID, on: dt.date, grounds: str
) -> Recourse:
    """Ask a colleague to look again at the last decision."""
    return _ask(by=by, event=event, at=at, case=case, of=of, on=on, kind=RecourseKind.REVIEW, who=AGENCY, why=grounds)


@operation("cases.record_appeal", needs=Permission.CASE_EDIT, on="case")
def record_appeal(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    of: uuid.UUID,
    on: dt.date,
    asked_by: str,
    grounds: str = "",
) -> Recourse:
    """Record that the person, or somebody for her, does not accept the last decision. No reason is asked of her."""
    checks.known("recourse_by", asked_by, "asked_by", on=on)
    if asked_by == AGENCY:
        raise Refused(_("An appeal is the person's. If the agency itself doubts, ask for a review."), "asked_by")
    kind = RecourseKind.APPEAL
    return _ask(by=by, event=event, at=at, case=case, of=of, on=on, kind=kind, who=asked_by, why=grounds)


@operation("cases.decide_review", needs=Permission.CASE_DETERMINE, on="case")
def decide_review(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    recourse: uuid.UUID,
    on: dt.date,
    reasons: str = "",
    ruling: Ruling | None = None,
) -> Recourse:
    """Uphold the decision that was reviewed, with the reasons, or put another in its place."""
    row = _open(case, recourse, RecourseKind.REVIEW)
    return _answer(by, event, at, row, on, reasons, ruling)


@operation("cases.decide_appeal", needs=Permission.DETERMINATION_REVIEW, on="case")
def decide_appeal(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    recourse: uuid.UUID,
    on: dt.date,
    reasons: str = "",
    ruling: Ruling | None = None,
) -> Recourse:
    """Uphold the decision that the person does not accept, with the reasons, or put another in its place."""
    row = _open(case, recourse, RecourseKind.APPEAL)
    return _answer(by, event, at, row, on, reasons, ruling)


@operation("cases.withdraw_recourse", needs=Permission.CASE_EDIT, on="case")
def withdraw_recourse(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, recourse: uuid.UUID, own_wish: bool
) -> Recourse:
    """End a review or an appeal because whoever asked for it no longer wants it."""
    row = _open(case, recourse, None)
    if not own_wish:
        raise Refused(_("Only whoever asked for it takes it back. Record that it is so, or leave it."), "own_wish")
    _step(row, RecourseState.WITHDRAWN, by, timezone.localdate(at))
    write(row, "state", "decided_on", "decided_by")
    met(kind=KINDS[RecourseKind(row.kind)], about=row.pk)
    touch(case, at)
    return row


@derives(KINDS[RecourseKind.REVIEW])
def reviews_due(case: uuid.UUID | None) -> Iterable[Expected]:
    """Return the reviews that wait for somebody to look."""
    return _due(case, RecourseKind.REVIEW)


@derives(KINDS[RecourseKind.APPEAL])
def appeals_due(case: uuid.UUID | None) -> Iterable[Expected]:
    """Return the appeals that wait for an answer."""
    return _due(case, RecourseKind.APPEAL)


def _due(case: uuid.UUID | None, kind: RecourseKind) -> list[Expected]:
    rows = Recourse.objects.everything(Whole.REBUILD).filter(kind=kind, state=RecourseState.OPEN)
    return [Expected(row.case_id, row.pk, row.due_on) for row in (rows.filter(case=case) if case else rows)]


def _ask(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    of: uuid.UUID,
    on: dt.date,
    kind: RecourseKind,
    who: str,
    why: str,
) -> Recourse:
    last = case.determinations.first()
    if last is None:
        raise Refused(_("Nothing was decided in this case yet, so there is nothing to look at again."))
    if last.pk != of:
        raise Refused(_("Somebody decided anew meanwhile. Read that decision first."))
    if case.recourses.filter(state=RecourseState.OPEN).exists():
        raise Refused(_("The last decision is being looked at again already. Wait for the answer, or take it back."))
    if kind is RecourseKind.REVIEW and not why.strip():
        raise Refused(_("Say what should be looked at again."), "grounds")
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, last.decided_on, "on", _("the day of the decision"))
    row = Recourse(id=event, case=case, of=last, kind=kind, asked_on=on, asked_by=who, recorded_by=by)
    row.due_on = on + dt.timedelta(days=int(codelists.pack().parameters[DAYS[kind]]))
    if why:
        row.grounds = seal(case.pk, Purpose.NARRATIVE, f"recourse.{row.pk}.grounds", why)
    write(row)
    expect(case=case, kind=KINDS[kind], about=row.pk, due_on=row.due_on)
    touch(case, at)
    return row


def _open(case: Case, recourse: uuid.UUID, kind: RecourseKind | None) -> Recourse:
    row = case.recourses.select_related("of").filter(pk=recourse).first()
    if row is None or (kind and row.kind != kind):
        raise NotFound
    if RecourseState(row.state) is not RecourseState.OPEN:
        raise Refused(_("This was answered already, or taken back."))
    return row


def _answer(
    by: Member, event: uuid.UUID, at: dt.datetime, row: Recourse, on: dt.date, reasons: str, ruling: Ruling | None
) -> Recourse:
    if row.of.decided_by_id == by.pk:
        raise Refused(_("You made this decision. Somebody else has to look at it again."))
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, row.asked_on, "on", _("the day on which it was asked for"))
    said = reasons or (ruling.grounds if ruling else "")
    if not said.strip():
        raise Refused(_("Give the reasons: the person has a right to know them."), "grounds" if ruling else "reasons")
    if ruling is not None and ruling.status == row.of.status:
        raise Refused(_("This is the same status as before. Uphold the decision instead."), "status")
    _step(row, RecourseState.CHANGED if ruling else RecourseState.UPHELD, by, on)
    if ruling is not None:
        row.result = decide(by=by, event=event, at=at, case=row.case, ruling=ruling, follows=row.of)
    if reasons:
        row.reasons = seal(row.case_id, Purpose.NARRATIVE, f"recourse.{row.pk}.reasons", reasons)
    write(row, "state", "decided_on", "decided_by", "result", "reasons")
    met(kind=KINDS[RecourseKind(row.kind)], about=row.pk)
    touch(row.case, at)
    return row


def _step(row: Recourse, to: RecourseState, by: Member, on: dt.date) -> None:
    if to not in RECOURSE_STEPS[RecourseState(row.state)]:
        raise Refused(_("This was answered already, or taken back."))
    row.state, row.decided_on, row.decided_by = to, on, by
