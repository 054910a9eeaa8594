"""Cases that belong together, as far as somebody sees both."""

from typing import NamedTuple

from django.db.models import Q

from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.family.models import CaseTie


class Tied(NamedTuple):
    """A tie as it looks from one of its two cases: the other one, and whether the direction is turned round."""

    tie: CaseTie
    other: Case
    turned: bool


def ties(*, by: Member, case: Case) -> list[Tied]:
    """Return the other cases that belong to this one today, of those that the member sees."""
    rows = CaseTie.objects.visible_to(by).filter(Q(case=case) | Q(other=case), until=None)
    found = rows.select_related("case__agency", "other__agency")
    return [Tied(one, one.case if one.other_id == case.pk else one.other, one.other_id == case.pk) for one in found]
