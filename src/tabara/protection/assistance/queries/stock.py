"""Reads of stores: those of the own agency, and to which case a thing went where the reader sees that case."""

import uuid
from dataclasses import dataclass

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.protection.assistance.models import Movement, OnHand, Store
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case

MOST_LISTED = 200


@dataclass(frozen=True)
class BookLine:
    """One line of the book of an item; `case` is the case it went to, where the reader may see that case."""

    movement: Movement
    case: uuid.UUID | None
    code: str


def stores(*, by: Member) -> list[Store]:
    """Return the stores of the member's agency, to whoever keeps them or hands things out of them."""
    if not (by.may(Permission.STOCK_KEEP) or by.may(Permission.SERVICE_RECORD)):
        return []
    return list(Store.objects.select_related("agency").filter(agency=by.agency_id))


def store(*, by: Member, number: uuid.UUID) -> Store:
    """Return one store of the member's agency.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found = next((one for one in stores(by=by) if one.pk == number), None)
    if found is None:
        raise NotFound
    return found


def on_hand(*, by: Member) -> list[OnHand]:
    """Return how many of each item lie in the stores of the member's agency; what has to come first stands first."""
    rows = OnHand.objects.filter(store__in=stores(by=by)).select_related("store")
    return sorted(rows, key=lambda one: (not one.low, one.store.name, one.item))


def to_hand_out(*, by: Member) -> list[OnHand]:
    """Return what the member can hand to a person: of which there is at least one."""
    return [one for one in on_hand(by=by) if one.quantity > 0]


def book(*, by: Member, store: Store, item: str) -> list[BookLine]:
    """Return the lines of an item in a store, the last one first.

    Raises:
        NotAllowed: to whoever does not keep the stores.
        NotFound: where the store is another agency's.
    """
    if not by.may(Permission.STOCK_KEEP):
        raise NotAllowed
    if store.agency_id != by.agency_id:
        raise NotFound
    rows = list(store.movements.filter(item=item).select_related("recorded_by", "service__case")[:MOST_LISTED])
    numbers = {one.service.case_id for one in rows if one.service}
    known = cases.by_number(by=by, numbers=numbers)
    return [_line(one, known) for one in rows]


def _line(one: Movement, known: dict[uuid.UUID, Case]) -> BookLine:
    case = known.get(one.service.case_id) if one.service else None
    return BookLine(one, case.pk if case else None, case.code if case else "")
