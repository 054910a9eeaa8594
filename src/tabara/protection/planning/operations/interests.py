"""Record what is best for a child: who was heard, what was considered, who decided."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write, write_many
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.planning import queries
from tabara.protection.planning.enums import InterestsKind
from tabara.protection.planning.models import BestInterests, Panelist
from tabara.protection.planning.operations.refusals import (
    Responsible,
    refuse_day,
    refuse_ended,
    refuse_stranger,
    sealed,
)
from tabara.sealing.keys import Purpose, seal, unseal

REVIEW = "best_interests.review"
MEMBERS, AGENCIES = 3, 2  # the least that makes a panel (UNHCR, Best Interests Procedure Guidelines, 2021)


class Considered(NamedTuple):
    """One option for the child, with what speaks for it and against it."""

    option: str
    speaks_for: str
    against: str


class Seat(NamedTuple):
    """One place on the panel: of which agency, in which role, and the member where the member has an account."""

    agency: Agency
    role: str
    member: Member | None = None


@dataclass(frozen=True)
class Told:
    """What is sealed of a record: the child's views, the reasons for and against each option, the grounds."""

    views: str
    considered: tuple[Considered, ...]
    grounds: str


@operation("planning.record_best_interests", needs=Permission.CASE_DETERMINE, on="case")
def record_best_interests(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    kind: str,
    matter: str,
    on: dt.date,
    review_by: dt.date,
    heard: str,
    views: str,
    considered: Sequence[Considered],
    decision: str,
    grounds: str,
    panel: Sequence[Seat] = (),
) -> BestInterests:
    """Add what was found to be best for a child in one matter. A determination needs a panel of several agencies."""
    refuse_ended(case)
    if not queries.is_child(case=case):
        raise Refused(_("Best interests are determined for children. This person is an adult, and decides herself."))
    refuse_day(case, on, at)
    checks.not_before(review_by, on, "review_by", _("the day of the decision"))
    _refuse_codes(kind, matter, heard, considered, decision, on)
    _refuse_panel(kind, panel, on)
    row = BestInterests(
        id=event,
        case=case,
        kind=kind,
        matter=matter,
        heard=heard,
        options=[one.option for one in considered],
        decision=decision,
        decided_on=on,
        review_by=review_by,
        recorded_by=by,
        recorded_at=at,
    )
    _seal_words(row, Told(views, tuple(considered), grounds))
    before = case.best_interests.filter(matter=matter).first()
    write(row)
    write_many([Panelist(record=row, case=case, agency=one.agency, member=one.member, role=one.role) for one in panel])
    if before is None or (before.decided_on, before.pk) <= (on, row.pk):
        if before is not None:
            tasks.met(kind=REVIEW, about=before.pk)
        tasks.expect(case=case, kind=REVIEW, about=row.pk, due_on=review_by)
    touch(case, at)
    return row


@operation("planning.open_best_interests", needs=Permission.NARRATIVE_OPEN, on="case", shared=True)
def open_best_interests(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, record: uuid.UUID, reason: str
) -> Told:
    """Return what is sealed of a record on a child's best interests. The reason stands in the audit chain."""
    checks.for_reason(reason, _("Say why you need the record. Choose one of the reasons."))
    row = next((one for one in queries.records(by=by, case=case) if one.pk == record), None)
    if row is None:
        raise NotFound
    checks.not_erased(case)
    kept = {
        name: unseal(case.pk, Purpose.NARRATIVE, f"best_interests.{row.pk}.{name}", getattr(row, name))
        for name in ("views", "reasons", "grounds")
    }
    pairs = zip(row.options, kept["reasons"] or [], strict=True)
    return Told(kept["views"] or "", tuple(Considered(option, *said) for option, said in pairs), kept["grounds"] or "")


def _seal_words(row: BestInterests, told: Told) -> None:
    named = f"best_interests.{row.pk}"
    reasons = [one[1:] for one in told.considered]
    row.views = sealed(row.case, f"{named}.views", told.views)
    row.grounds = sealed(row.case, f"{named}.grounds", told.grounds)
    row.reasons = seal(row.case_id, Purpose.NARRATIVE, f"{named}.reasons", reasons)


def _refuse_codes(
    kind: str, matter: str, heard: str, considered: Sequence[Considered], decision: str, on: dt.date
) -> None:
    if kind not in tuple(InterestsKind):
        raise Refused(_("Say whether this is an assessment or a determination."), "kind")
    checks.known("best_interests_matter", matter, "matter", on=on)
    checks.known("child_heard", heard, "heard", on=on)
    options = checks.all_known("best_interests_option", [one.option for one in considered], "options", on=on)
    if len(options) < 2 or len(options) != len(considered):
        raise Refused(_("Consider at least two options, and say what speaks for and against each."), "options")
    if decision not in options:
        raise Refused(_("Decide for one of the options that you considered."), "decision")


def _refuse_panel(kind: str, panel: Sequence[Seat], on: dt.date) -> None:
    if kind == InterestsKind.ASSESSMENT:
        return
    checks.all_known("panel_role", [one.role for one in panel], "panel", on=on)
    for one in panel:
        refuse_stranger(Responsible(one.agency, one.member), "panel")
    named = [one.member.pk for one in panel if one.member]
    many = len({one.agency.pk for one in panel})
    if len(panel) < MEMBERS or many < AGENCIES or len(named) != len(set(named)):
        raise Refused(
            _("A determination needs a panel of at least %(members)s people of at least %(agencies)s agencies.")
            % {"members": MEMBERS, "agencies": AGENCIES},
            "panel",
        )
