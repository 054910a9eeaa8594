"""Keep a store: open it, take things in, take them out, count them; and hand one to a person."""

import datetime as dt
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import MovementKind
from tabara.protection.assistance.models import Movement, OnHand, Service, Store
from tabara.protection.assistance.operations.services import give, refuse_day
from tabara.protection.assistance.operations.stock.book import MOST_AT_ONCE, Moved, refuse_quantity, write_line
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks

NAME_LETTERS = 60
COUNTED = "counted"


@operation("assistance.open_store", needs=Permission.STOCK_KEEP)
def open_store(*, by: Member, event: uuid.UUID, at: dt.datetime, name: str) -> Store:
    """Open a store of the own agency."""
    chosen = " ".join(name.split())
    if not chosen or len(chosen) > NAME_LETTERS:
        raise Refused(_("Give the store a name of at most 60 letters."), "name")
    if any(one.name.casefold() == chosen.casefold() for one in queries.stores(by=by)):
        raise Refused(_("Your agency has a store of this name already. Choose another name."), "name")
    row = Store(id=event, agency=by.agency, name=chosen)
    write(row)
    return row


@operation("assistance.move_stock", needs=Permission.STOCK_KEEP, on="store")
def move_stock(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    store: Store,
    kind: str,
    item: str,
    quantity: int,
    on: dt.date,
    reason: str,
) -> Movement:
    """Write down that things came into a store, or went out of it otherwise than to a person."""
    if kind not in (MovementKind.IN, MovementKind.OUT):
        raise Refused(_("Say whether things came in or went out."), "kind")
    refuse_quantity(quantity)
    checks.known("nfi_item", item, "item", on=on)
    checks.known("stock_reason", reason, "reason", on=on)
    if codelists.pack().codelist("stock_reason").require(reason).more.get("kind") != kind:
        raise Refused(_("This reason does not fit. Choose one that says why things came, or why they went."), "reason")
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    signed = quantity if kind == MovementKind.IN else -quantity
    moved = Moved(MovementKind(kind), item, signed, on, reason)
    return write_line(by=by, at=at, store=store, moved=moved, number=event)


@operation("assistance.count_stock", needs=Permission.STOCK_KEEP, on="store")
def count_stock(
    *, by: Member, event: uuid.UUID, at: dt.datetime, store: Store, counted: Mapping[str, int], reason: str
) -> Store:
    """Write down what was counted; each difference is a line of its own, with the reason. What agrees writes none."""
    checks.known("stock_reason", reason, "reason", on=timezone.localdate(at))
    if codelists.pack().codelist("stock_reason").require(reason).more.get("kind") != MovementKind.ADJUST:
        raise Refused(_("Choose a reason for a difference that a count found."), "reason")
    there = {one.item: one.quantity for one in store.on_hand.all()}
    for item, number in sorted(counted.items()):
        checks.known("nfi_item", item, "item")
        if not 0 <= number <= MOST_AT_ONCE:
            raise Refused(_("Write a whole number from 0 to %(most)s.") % {"most": MOST_AT_ONCE}, item)
        difference = number - there.get(item, 0)
        if difference:
            moved = Moved(MovementKind.ADJUST, item, difference, timezone.localdate(at), reason)
            write_line(by=by, at=at, store=store, moved=moved)
    return store


@operation("assistance.mark_low", needs=Permission.STOCK_KEEP, on="store")
def mark_low(*, by: Member, event: uuid.UUID, at: dt.datetime, store: Store, item: str, mark: int | None) -> OnHand:
    """Say at which number of an item more has to come, or that nobody watches it."""
    row = store.on_hand.filter(item=item).first()
    if row is None:
        raise NotFound
    if mark is not None and not 0 <= mark <= MOST_AT_ONCE:
        raise Refused(_("Write a whole number from 0 to %(most)s.") % {"most": MOST_AT_ONCE}, "mark")
    row.low_mark = mark
    write(row, "low_mark")
    return row


@operation("assistance.issue_item", needs=Permission.SERVICE_RECORD, on="case", shared=True)
def issue_item(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    store: Store,
    item: str,
    quantity: int,
    on: dt.date,
    notes: str = "",
) -> Service:
    """Hand things from a store of the own agency to the person of a case: the service is recorded in the same act."""
    if store.agency_id != by.agency_id:
        raise NotFound
    latest(store)
    refuse_quantity(quantity)
    checks.known("nfi_item", item, "item", on=on)
    refuse_day(case, on, at)
    thing = codelists.pack().codelist("nfi_item").require(item)
    code, unit = thing.more.get("service", "nfi"), thing.more.get("unit", "item")
    facts: dict[str, Any] = {"quantity": Decimal(quantity), "unit": unit}
    row = give(by=by, at=at, case=case, code=code, on=on, number=event, notes=notes, **facts)
    moved = Moved(MovementKind.ISSUE, item, -quantity, on, service=row)
    write_line(by=by, at=at, store=store, moved=moved)
    return row
