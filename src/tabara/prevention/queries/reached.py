"""How far a member sees what was done to prevent: the own records, those of the agency, or all."""

import uuid
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member

Row = TypeVar("Row", bound=Model)


def visible(by: Member, rows: QuerySet[Row], *, shared: bool = False) -> QuerySet[Row]:
    """Return those of the rows that the member's role reaches; each has an agency and says who recorded it.

    What an agency's members share is seen by whoever else sees the own records alone.

    Raises:
        NotAllowed: no role of the member reaches any.
    """
    reach = by.reach(Permission.PREVENTION_RECORD) if by.may_act else None
    if reach is None:
        raise NotAllowed
    if reach >= Scope.ALL:
        return rows
    own = reach == Scope.OWN and not shared
    return rows.filter(recorded_by=by) if own else rows.filter(agency=by.agency_id)


def following(rows: QuerySet[Row], after: uuid.UUID | None, day: str) -> QuerySet[Row]:
    """Return what follows a row in a list that has the newest first; all of it where that row is not among them."""
    last = rows.filter(pk=after).values_list(day, flat=True).first() if after else None
    if last is None:
        return rows
    return rows.filter(Q(**{f"{day}__lt": last}) | Q(**{day: last, "pk__lt": after}))


def one_of(by: Member, rows: QuerySet[Row], number: object, *, shared: bool = False) -> Row:
    """Return the row of that number.

    Raises:
        NotFound: there is none that the member's role reaches.
    """
    found = visible(by, rows, shared=shared).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def demand(by: Member, row: Model) -> None:
    """Refuse a record that the member's role does not reach as if there were none."""
    one_of(by, type(row)._default_manager.all(), row.pk)
