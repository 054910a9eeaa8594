"""Meet about a case with those whom the person agreed to have there, and keep what was decided."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write, write_many
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.planning import queries
from tabara.protection.planning.enums import ACTION_STEPS, ActionState
from tabara.protection.planning.models import Attendance, Conference, Decision
from tabara.protection.planning.operations.refusals import (
    Responsible,
    refuse_day,
    refuse_ended,
    refuse_past,
    refuse_stranger,
    sealed,
)

DECISION = "conference.decision"


class Decided(NamedTuple):
    """What a conference decided: what, who does it, by when."""

    text: str
    owner: Member
    due_on: dt.date


@operation("planning.hold_conference", needs=Permission.CASE_SCREEN, on="case")
def hold_conference(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    on: dt.date,
    present: Sequence[Responsible],
    agenda: str,
    notes: str = "",
    decisions: Sequence[Decided] = (),
) -> Conference:
    """Record a conference. Only agencies that the person agreed to have there took part; any other has to leave."""
    refuse_ended(case)
    refuse_day(case, on, at)
    _refuse_present(case, present, on)
    _refuse_decisions(decisions, present, at)
    if not agenda.strip():
        raise Refused(_("Write what the conference was about."), "agenda")
    row = Conference(id=event, case=case, held_on=on, recorded_by=by, recorded_at=at)
    row.agenda = sealed(case, f"conference.{row.pk}.agenda", agenda)
    row.notes = sealed(case, f"conference.{row.pk}.notes", notes)
    write(row)
    write_many([Attendance(conference=row, case=case, agency=one.agency, member=one.member) for one in present])
    for number, one in enumerate(decisions, start=1):
        _decide(row, number, one)
    touch(case, at)
    return row


@operation("planning.keep_decision", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def keep_decision(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, decision: uuid.UUID, on: dt.date
) -> Decision:
    """Say that what a conference decided is done. Of a case that is only shared, its own agency says it."""
    row = _open(by, case, decision)
    refuse_day(case, on, at)
    return _end(by, case, row, ActionState.DONE, on, at)


@operation("planning.drop_decision", needs=Permission.CASE_SCREEN, on="case")
def drop_decision(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, decision: uuid.UUID, why: str
) -> Decision:
    """Say that what a conference decided is not done after all, and why."""
    row = _open(by, case, decision)
    checks.known("drop_reason", why, "why", on=timezone.localdate(at))
    row.dropped_for = why
    return _end(by, case, row, ActionState.DROPPED, timezone.localdate(at), at)


def _decide(conference: Conference, number: int, one: Decided) -> None:
    row = Decision(id=sealing.event(), case=conference.case, conference=conference, number=number)
    row.owner, row.due_on = one.owner, one.due_on
    row.text = sealed(conference.case, f"conference_decision.{row.pk}.text", one.text)
    write(row)
    tasks.expect(case=conference.case, kind=DECISION, about=row.pk, due_on=one.due_on, member=one.owner)


def _open(by: Member, case: Case, number: uuid.UUID) -> Decision:
    row: Decision | None = case.conference_decisions.select_related("owner", "case").filter(pk=number).first()
    theirs = row is not None and (cases.holds(by=by, case=case) or row.owner.agency_id == by.agency_id)
    if row is None or not theirs or not queries.may_see(by=by, case=case):
        raise NotFound
    if not ACTION_STEPS[ActionState(row.state)]:
        raise Refused(_("Somebody has said already what became of this decision."))
    return row


def _end(by: Member, case: Case, row: Decision, state: ActionState, on: dt.date, at: dt.datetime) -> Decision:
    row.state, row.ended_on, row.ended_by = state, on, by
    write(row, "state", "ended_on", "ended_by", "dropped_for")
    tasks.met(kind=DECISION, about=row.pk)
    touch(case, at)
    return row


def _refuse_present(case: Case, present: Sequence[Responsible], on: dt.date) -> None:
    if not present:
        raise Refused(_("Say who took part."), "present")
    for one in present:
        refuse_stranger(one, "present")
    for agency in {one.agency.pk: one.agency for one in present}.values():
        if not queries.may_take_part(case=case, agency=agency, on=on):
            raise Refused(
                _("The person has not agreed that %(agency)s hears about the plan. Ask her, or meet without it.")
                % {"agency": agency.name},
                "present",
            )


def _refuse_decisions(decisions: Sequence[Decided], present: Sequence[Responsible], at: dt.datetime) -> None:
    there = {one.agency.pk for one in present}
    for one in decisions:
        if not one.text.strip():
            raise Refused(_("Write what was decided."), "decisions")
        if one.owner.agency_id not in there or not one.owner.is_active:
            raise Refused(_("Give each decision to somebody of an agency that took part."), "decisions")
        refuse_past(one.due_on, at, "decisions")
