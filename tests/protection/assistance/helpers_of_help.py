"""A store with some things in it, and money, for the tests of help."""

import datetime as dt
from decimal import Decimal
from typing import Any

from tabara.access.models import Member
from tabara.protection.assistance import operations
from tabara.protection.assistance.models import BusinessGrant, Entry, Service, Store
from tabara.protection.assistance.operations import Money, Part
from tabara.protection.cases.models import Case
from tests.factories import NOW, TODAY

DAY = dt.timedelta(days=1)


def money(amount: int | str = 50_000, purpose: str = "living", currency: str = "XTS", **facts: Any) -> Money:
    """Return what is paid."""
    return Money(Decimal(amount), currency, purpose, **facts)


def paid(by: Member, case: Case, amount: int | str = 50_000, *, at: dt.datetime = NOW, **facts: Any) -> Entry:
    """Pay money for a person."""
    more = {"on": facts.pop("on", TODAY), "service": facts.pop("service", None)}
    return operations.pay(by=by, at=at, case=case, money=money(amount, **facts), **more)


def stocked(by: Member, quantity: int = 5, *, item: str = "dignity_kit", name: str = "Store") -> Store:
    """Open a store with some of an item in it."""
    store = operations.open_store(by=by, at=NOW, name=name)
    moved(by, store, quantity, item=item)
    return store


def moved(by: Member, store: Store, quantity: int, *, kind: str = "in", item: str = "dignity_kit") -> None:
    """Take things in, or out."""
    reason = "bought" if kind == "in" else "damaged"
    facts = {"item": item, "quantity": quantity, "on": TODAY, "reason": reason}
    operations.move_stock(by=by, at=NOW, store=store, kind=kind, **facts)


def issued(by: Member, case: Case, store: Store, quantity: int = 1, **facts: Any) -> Service:
    """Hand something to a person."""
    facts = {"item": "dignity_kit", "on": TODAY, **facts}
    return operations.issue_item(by=by, at=NOW, case=case, store=store, quantity=quantity, **facts)


def business(by: Member, case: Case, *amounts: int, at: dt.datetime = NOW) -> BusinessGrant:
    """Ask for money for a business, in parts a month apart."""
    parts = [Part(TODAY + 30 * number * DAY, Decimal(one)) for number, one in enumerate(amounts or (300_000,))]
    return operations.ask_business(by=by, at=at, case=case, sector="manufacturing", currency="XTS", parts=parts)


def a_little_of_everything(by: Member, keeper: Member, case: Case, *, at: dt.datetime, on: dt.date) -> dict[str, Any]:
    """Return one of each of what hangs on the help of a case, nothing of which is still due."""
    told = {"by": by, "at": at, "case": case}
    planned = operations.plan_service(**told, code="legal", on=on)
    operations.cancel(**told, appointment=planned.pk, reason="slip")
    learns = operations.enrol(**told, kind="school", institution="School by the lake", since=on)
    term = operations.plan_term(**told, enrolment=learns.pk, since=on, until=on)
    operations.record_term(**told, term=term.pk, attendance=80, result="passed")
    parts = [Part(on, Decimal(200_000)), Part(on + DAY, Decimal(100_000))]
    grant = operations.ask_business(**told, sector="manufacturing", currency="XTS", parts=parts)
    grant = operations.decide_business(by=keeper, at=at, business=grant, agrees=True)
    first, second = grant.instalments.all()
    operations.pay_instalment(**told, instalment=first.pk, on=on, way="cash")
    operations.end_business(**told, business=grant.pk)
    return {
        "appointment": planned,
        "payment": operations.ask_payment(**told, money=money(2_000_000)),
        "entry": operations.pay(**told, on=on, money=money(way="mobile_money", account="71234567")),
        "enrolment": learns,
        "term": term,
        "business": grant,
        "instalment": second,
        "look": grant.visits.first(),
    }
