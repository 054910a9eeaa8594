"""Tie two cases that belong together, and untie them."""

import datetime as dt
import uuid

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.family.models import CaseTie


@operation("family.tie_cases", needs=Permission.CASE_EDIT, on="case")
def tie_cases(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, code: str, tie: str, together: bool = False
) -> CaseTie:
    """Say that another case, known by its code, belongs to this one. Only who may change both ties them."""
    try:
        other = cases.by_code(by=by, code=code)
    except NotFound:
        raise Refused(_("You see no case of that code. Check it, or ask whoever carries the case."), "code") from None
    if other.pk == case.pk:
        raise Refused(_("This is the same case. Write the code of the other one."), "code")
    if not permitted(by, Permission.CASE_EDIT, other):
        raise NotAllowed
    checks.known("case_tie", tie, "tie")
    pair = Q(case=case, other=other) | Q(case=other, other=case)
    if CaseTie.objects.visible_to(by).filter(pair, until=None, tie=tie).exists():
        raise Refused(_("These two cases are tied so already."), "code")
    row = CaseTie(
        id=event, case=case, other=other, tie=tie, together=together, since=timezone.localdate(at), tied_by=by
    )
    write(row)
    return row


@operation("family.untie_cases", needs=Permission.CASE_EDIT, on="case")
def untie_cases(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, number: uuid.UUID) -> CaseTie:
    """End a tie that does not hold, or no longer."""
    rows = CaseTie.objects.visible_to(by).filter(Q(case=case) | Q(other=case), until=None)
    row = rows.filter(pk=number).first()
    if row is None:
        raise NotFound
    row.until = timezone.localdate(at)
    write(row, "until")
    return row
