"""The flags of cases: what was raised, and what still is."""

import uuid
from collections.abc import Iterable

from tabara.access.enums import FieldGroup
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.protection.cases.models import Case, Flag
from tabara.protection.cases.queries.holding import nothing_without
from tabara.protection.cases.queries.reach import seen


@nothing_without("flags")
def flags(*, by: Member, case: Case) -> list[Flag]:
    """Return every flag of a case, those that are raised first: a flag tells where the case stands, as its course does.

    Of a flag that was kept for longer only the last one is told.
    """
    if FieldGroup.COURSE not in seen(by=by, case=case):
        return []
    found = list(case.flags.select_related("raised_by", "lowered_by", "follows__raised_by"))
    followed = {one.follows_id for one in found}
    return sorted((one for one in found if one.pk not in followed), key=lambda one: one.lowered_at is not None)


def flag(*, by: Member, case: Case, number: uuid.UUID) -> Flag:
    """Return one raised flag of a case.

    Raises:
        NotFound: where there is none, or it is lowered.
    """
    found = next((one for one in flags(by=by, case=case) if one.pk == number and one.lowered_at is None), None)
    if found is None:
        raise NotFound
    return found


def flags_of(*, by: Member, cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Return the kinds of the flags that are raised on these cases, whose course the member was shown."""
    found: dict[uuid.UUID, list[str]] = {}
    raised = Flag.objects.visible_to(by).filter(case__in=list(cases), lowered_at=None)
    for case, kind in raised.order_by("since", "pk").values_list("case", "kind"):
        found.setdefault(case, []).append(kind)
    return found
