"""Write a line into the book of a store. The number of an item is what its lines add up to, and never below zero.

Whoever calls this holds the store (`latest`), so that two who take the last kit come one after the other.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.unit import latest, write
from tabara.protection.assistance.enums import MovementKind
from tabara.protection.assistance.models import Movement, OnHand, Service, Store

MOST_AT_ONCE = 999_999


@dataclass(frozen=True)
class Moved:
    """What moves: so many of an item, in (above zero) or out (below zero), when and why."""

    kind: MovementKind
    item: str
    quantity: int
    on: dt.date
    reason: str = ""
    service: Service | None = None


def refuse_quantity(quantity: int, field: str = "quantity") -> None:
    """Refuse a number of things that cannot be."""
    if not 0 < quantity <= MOST_AT_ONCE:
        raise Refused(_("Write a whole number from 1 to %(most)s.") % {"most": MOST_AT_ONCE}, field)


def write_line(*, by: Member, at: dt.datetime, store: Store, moved: Moved, number: uuid.UUID | None = None) -> Movement:
    """Write one line, and the new number of the item beside it."""
    there = store.on_hand.filter(item=moved.item).first()
    before = there.quantity if there else 0
    left = before + moved.quantity
    if left < 0:
        raise Refused(
            _("There are only %(count)s of these in %(store)s. Take fewer, or take them from another store.")
            % {"count": before, "store": store.name},
            "quantity",
        )
    if there is None:
        write(OnHand(store=store, item=moved.item, quantity=left))
    else:
        there.quantity = left
        write(there, "quantity")
    row = Movement(
        id=number or sealing.event(),
        store=store,
        item=moved.item,
        kind=moved.kind,
        quantity=moved.quantity,
        left=left,
        on=moved.on,
        reason=moved.reason,
        service=moved.service,
        recorded_by=by,
        recorded_at=at,
    )
    write(row)
    return row


def put_back(*, by: Member, at: dt.datetime, service: Service) -> None:
    """Put back into its store what was handed out with a service that is taken back."""
    for line in list(service.movements.filter(kind=MovementKind.ISSUE).select_related("store")):
        latest(line.store)
        moved = Moved(MovementKind.BACK, line.item, -line.quantity, service.delivered_on, service=service)
        write_line(by=by, at=at, store=line.store, moved=moved)
