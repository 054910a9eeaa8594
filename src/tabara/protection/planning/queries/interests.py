"""What was found to be best for a child, and whether that still holds."""

import datetime as dt

from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.planning.models import BestInterests
from tabara.protection.planning.queries.told import may_see


def records(*, by: Member, case: Case) -> list[BestInterests]:
    """Return what was assessed and determined of a child's best interests, newest first."""
    if not may_see(by=by, case=case):
        return []
    return list(case.best_interests.select_related("recorded_by").prefetch_related("panel__agency", "panel__member"))


@cases.nothing_without("best_interests")
def interests_told(*, by: Member, case: Case) -> list[BestInterests]:
    """Return the same records without those who sat together: for the line that tells of each."""
    return list(case.best_interests.select_related("recorded_by")) if may_see(by=by, case=case) else []


def of_child(*, case: Case, on: dt.date) -> bool:
    """Return whether the person is a child on a day; whoever's age is unknown is taken for one."""
    age = case.person.age_on(on)
    if age is None:
        return True
    return (age - 1 if age == cases.adult_age() else age) < cases.adult_age()  # the birthday may still have to come


def is_child(*, case: Case) -> bool:
    """Return whether the person was a child when the case was opened, or at entry as the latest screening says."""
    latest = case.screenings.first()
    entry = latest.age_at_entry if latest else None
    return of_child(case=case, on=case.opened_on) or (entry is not None and entry < cases.adult_age())


def best_interests(*, case: Case, on: dt.date, matter: str = "") -> BestInterests | None:
    """Return the newest record on a child's best interests that holds on a day, in one matter where one is named."""
    rows = case.best_interests.filter(decided_on__lte=on)
    found = (rows.filter(matter=matter) if matter else rows).first()
    return found if found and found.holds_on(on) else None


def lacks_best_interests(*, case: Case, on: dt.date, matter: str = "") -> bool:
    """Return whether a step that changes a child's life waits for a valid assessment of what is best for the child.

    Before a return, a lasting arrangement of care, a separation from the family or a reunion with it.
    """
    return of_child(case=case, on=on) and best_interests(case=case, on=on, matter=matter) is None
