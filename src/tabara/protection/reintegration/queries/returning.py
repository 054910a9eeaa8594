"""Returns of a case, as far as a member may see them."""

import uuid

from tabara.access.enums import FieldGroup
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.reintegration.enums import RETURN_STEPS
from tabara.protection.reintegration.models import Return

UNDER_WAY = tuple(state for state, steps in RETURN_STEPS.items() if steps)


def sees_plan(*, by: Member, case: Case) -> bool:
    """Return whether a member may see needs, plan and follow-up of a case."""
    return FieldGroup.PLAN in cases.seen(by=by, case=case)


@cases.nothing_without("returns")
def returns(*, by: Member, case: Case) -> list[Return]:
    """Return the returns of a case, newest first: where they stand is part of its course, the rest of the plan."""
    if not cases.seen(by=by, case=case) & {FieldGroup.COURSE, FieldGroup.PLAN}:
        return []
    return list(case.returns.select_related("prepared_by", "cleared_by", "receiver"))


def journey(*, by: Member, case: Case, number: uuid.UUID) -> Return:
    """Return one return of a case.

    Raises:
        NotFound: where there is none, or its plan is not for this member.
    """
    rows = case.returns.select_related("case__person", "case__agency", "receiver")
    found = rows.filter(pk=number).first() if sees_plan(by=by, case=case) else None
    if found is None:
        raise NotFound
    return found


def under_way(*, case: Case) -> Return | None:
    """Return the one return of a case that is neither over nor called off."""
    return case.returns.filter(state__in=UNDER_WAY).first()
