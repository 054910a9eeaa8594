"""Show who can see a case, and why: an act like any other, remembered beside those it speaks of."""

import datetime as dt
import uuid

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case


@operation("cases.show_who_sees", needs=Permission.ACCESS_REVIEW, on="case")
def show_who_sees(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case) -> tuple[queries.Seer, ...]:
    """Return each member who can see the case at this moment, by which rule, and which groups of fields."""
    return queries.seers(by=by, case=case)
