"""Write down who lives with a person, and who answers for a child."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.family.models import Guardian, HouseholdMember
from tabara.sealing.keys import Purpose, seal


@operation("family.add_household_member", needs=Permission.CASE_EDIT, on="case")
def add_household_member(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    tie: str,
    whereabouts: str,
    told: str = "",
    sex: str = "",
    birth_year: int | None = None,
    depends: bool = False,
) -> HouseholdMember:
    """Add somebody of the person's household or family; who it is, is sealed."""
    checks.known("relative_tie", tie, "tie")
    checks.known("whereabouts", whereabouts, "whereabouts")
    if sex:
        checks.known("sex", sex, "sex")
    checks.born_before(birth_year, timezone.localdate(at), "birth_year")
    row = HouseholdMember(
        id=event,
        case=case,
        tie=tie,
        whereabouts=whereabouts,
        sex=sex,
        birth_year=birth_year,
        depends=depends,
        recorded_by=by,
        recorded_at=at,
    )
    if told:
        row.told = seal(case.pk, Purpose.NARRATIVE, f"household.{row.pk}.told", told)
    write(row)
    touch(case, at)
    return row


@operation("family.end_household_member", needs=Permission.CASE_EDIT, on="case")
def end_household_member(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, number: uuid.UUID
) -> HouseholdMember:
    """Say that an entry no longer holds: the person moved out, died, or the entry was wrong."""
    row = case.household_members.filter(pk=number, ended_on=None).first()
    if row is None:
        raise NotFound
    row.ended_on = timezone.localdate(at)
    write(row, "ended_on")
    touch(case, at)
    return row


@operation("family.name_guardian", needs=Permission.CASE_EDIT, on="case")
def name_guardian(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, kind: str, since: dt.date, told: str = ""
) -> Guardian:
    """Write down who answers for a child from a day on; of an adult nobody is the guardian here."""
    age = case.person.age_on(since)
    if age is not None and age > cases.adult_age():
        raise Refused(_("This person is an adult, who needs no guardian here. Correct the birth if that is wrong."))
    checks.known("guardian_kind", kind, "kind", on=since)
    checks.not_after(since, timezone.localdate(at), "since", _("today"))
    row = Guardian(id=event, case=case, kind=kind, since=since, recorded_by=by)
    if told:
        row.told = seal(case.pk, Purpose.NARRATIVE, f"guardian.{row.pk}.told", told)
    write(row)
    touch(case, at)
    return row


@operation("family.end_guardian", needs=Permission.CASE_EDIT, on="case")
def end_guardian(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, number: uuid.UUID, on: dt.date, reason: str
) -> Guardian:
    """Say that somebody no longer answers for the child, since when and why."""
    row = case.guardians.filter(pk=number, until=None).first()
    if row is None:
        raise NotFound
    checks.known("guardian_end", reason, "reason", on=on)
    checks.not_before(on, row.since, "on", _("the day on which it began"))
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    row.until, row.ended_reason = on, reason
    write(row, "until", "ended_reason")
    touch(case, at)
    return row
