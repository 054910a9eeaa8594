"""What was planned and kept of help, money and things, schooling, and small businesses."""

from collections.abc import Iterator
from typing import Any

from tabara.mart.extraction.protection.hung import BIT, CODE, MONEY, NO, hung, month_at, table
from tabara.mart.extraction.reading import Reading, Row, Source, month, month_or_none
from tabara.protection.assistance.enums import AppointmentState, BusinessState, MovementKind
from tabara.protection.assistance.models import (
    Appointment,
    BusinessGrant,
    BusinessVisit,
    Enrolment,
    Entry,
    Movement,
    SchoolTerm,
)


def appointments(reading: Reading) -> Iterator[Row]:
    """Give the services that were planned, in the month of their day."""
    for *told, reason, day in hung(reading, Appointment, "code", "provider__key", "state", "reason", "on"):
        yield *told, reason if told[-1] == AppointmentState.MISSED else "", month(day)


def payments(reading: Reading) -> Iterator[Row]:
    """Give the lines of the ledger that stand; an amount only where it is in the currency of the pack."""
    names = ("purpose", "way", "agency__key", "amount", "currency", "on")
    for *told, amount, currency, day in hung(reading, Entry, *names, reverses=None, reversal=None):
        yield *told, float(amount) if currency == reading.pack.currency else None, month(day)


def items(reading: Reading) -> Iterator[Row]:
    """Give what was handed out of a store and not brought back."""
    names = ("item", "store__agency__key", "quantity", "on")
    handed: dict[str, Any] = {"case": "service__case", "kind": MovementKind.ISSUE}
    for *told, quantity, day in hung(reading, Movement, *names, service__retracted_on=None, **handed):
        yield *told, -quantity, month(day)


def enrolments(reading: Reading) -> Iterator[Row]:
    """Give who learns what, and how it ended."""
    for *told, since, ended in hung(reading, Enrolment, "kind", "state", "reason", "since", "ended_on"):
        yield *told, month(since), month_or_none(ended)


def terms(reading: Reading) -> Iterator[Row]:
    """Give the terms of school, in the month in which each ends."""
    names = ("enrolment__kind", "result", "attendance", "told_on", "until")
    for *told, told_on, until in hung(reading, SchoolTerm, *names):
        yield *told, told_on is not None, month(until)


def businesses(reading: Reading) -> Iterator[Row]:
    """Give the small businesses for which money was approved."""
    approved = (BusinessState.APPROVED, BusinessState.ENDED)
    for *told, decided in hung(reading, BusinessGrant, "sector", "agency__key", "decided_at", state__in=approved):
        yield *told, month_at(decided)


def business_visits(reading: Reading) -> Iterator[Row]:
    """Give what visits found of them."""
    names = ("business__sector", "found", "income", "working", "apprentices", "on")
    for *told, day in hung(reading, BusinessVisit, *names, on__isnull=False):
        yield *told, month(day)


SOURCES = (
    Source(
        "appointments",
        table(need=CODE, provider=CODE, appointment_state=CODE, missed_reason=CODE, m=NO),
        appointments,
    ),
    Source("payments", table(payment_purpose=CODE, payment_way=CODE, provider=CODE, amount=MONEY, m=NO), payments),
    Source("items", table(nfi_item=CODE, provider=CODE, quantity=NO, m=NO), items),
    Source(
        "enrolments",
        table(enrolment_kind=CODE, enrolment_state=CODE, dropout_reason=CODE, m=NO, ended_m=NO),
        enrolments,
    ),
    Source("terms", table(enrolment_kind=CODE, term_result=CODE, attendance=NO, told=BIT, m=NO), terms),
    Source("businesses", table(sector=CODE, provider=CODE, m=NO), businesses),
    Source(
        "business_visits",
        table(sector=CODE, found=CODE, income=CODE, working=NO, apprentices=NO, m=NO),
        business_visits,
    ),
)
