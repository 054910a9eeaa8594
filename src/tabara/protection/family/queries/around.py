"""Who lives with a person, who answers for a child, and who is searched for."""

import datetime as dt

from tabara.access.enums import FieldGroup
from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.family.models import Guardian, HouseholdMember, Tracing


@cases.nothing_without("household_members")
def household(*, by: Member, case: Case) -> list[HouseholdMember]:
    """Return the household as it is told today, as codes, to whoever sees how to reach the person."""
    if FieldGroup.CONTACT not in cases.seen(by=by, case=case):
        return []
    return list(case.household_members.filter(ended_on=None))


@cases.nothing_without("guardians")
def guardians(*, by: Member, case: Case) -> list[Guardian]:
    """Return who answers, and answered, for a child; the latest first."""
    if FieldGroup.CONTACT not in cases.seen(by=by, case=case):
        return []
    return list(case.guardians.select_related("recorded_by"))


def needs_guardian(*, case: Case, on: dt.date) -> bool:
    """Return whether this is a child, or may be one, for whom nobody is known to answer on a day."""
    age = case.person.age_on(on)
    if age is not None and age > cases.adult_age():
        return False
    return not case.guardians.filter(since__lte=on).exclude(until__lte=on).exists()


@cases.nothing_without("tracings")
def tracings(*, by: Member, case: Case) -> list[Tracing]:
    """Return the searches for relatives with their steps, newest first, to whoever sees the plan of the person."""
    if FieldGroup.PLAN not in cases.seen(by=by, case=case):
        return []
    return list(case.tracings.prefetch_related("steps__by"))
