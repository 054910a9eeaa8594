"""Give several cases to a colleague at once: somebody leaves, falls ill, or carries too many."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.care import hand_over

MOST_AT_ONCE = 200


@operation("cases.give_cases", needs=Permission.CASE_EDIT)
def give_cases(
    *, by: Member, event: uuid.UUID, at: dt.datetime, cases: Sequence[uuid.UUID], to: Member
) -> tuple[uuid.UUID, ...]:
    """Give these cases to a colleague of the agency that holds them: all or none. Each is an act of its own."""
    if not cases:
        raise Refused(_("Choose at least one case."), "cases")
    if len(cases) > MOST_AT_ONCE:
        raise Refused(_("Give at most %(most)s cases at once.") % {"most": MOST_AT_ONCE}, "cases")
    rows = list(Case.objects.visible_to(by).select_related("agency", "owner").filter(pk__in=cases).order_by("pk"))
    if len(rows) != len(set(cases)):
        raise NotFound
    given = [case for case in rows if case.owner_id != to.pk]
    for case in given:
        latest(case)
        hand_over(by=by, at=at, case=case, to=to)
    return tuple(case.pk for case in given)
