"""Cases handed over to other countries and taken over from them, by the group of the country and by no finer one."""

from collections.abc import Iterator
from dataclasses import replace

from tabara.mart.extraction.protection.hung import BIT, CODE, NO, hung, month_at, table
from tabara.mart.extraction.reading import Reading, Row, Source
from tabara.protection.handover.models import Arrival, Envelope


def sent(reading: Reading) -> Iterator[Row]:
    """Give the envelopes of people who agree to be counted: whether a receipt came, and whether by its day."""
    names = ("partner__agency__country", "purpose", "state", "made_at", "answered_at", "receipt_by")
    for *keys, country, purpose, state, made, answered, due in hung(_whole(reading), Envelope, *names):
        in_time = None if answered is None else answered <= due
        yield *keys, _group(reading, country), purpose, state, month_at(made), answered is not None, in_time


def came(reading: Reading) -> Iterator[Row]:
    """Give the envelopes that became cases here, of people who agree to be counted."""
    names = ("partner__agency__country", "purpose", "answered_at", "outcome")
    for *keys, country, purpose, answered, outcome in hung(_whole(reading), Arrival, *names):
        yield *keys, _group(reading, country), purpose, month_at(answered), bool(outcome)


def _whole(reading: Reading) -> Reading:
    """Read them all in every build: what a partner answers is no act on the case."""
    return replace(reading, persons=None)


def _group(reading: Reading, country: str) -> str:
    return reading.pack.destination_group(country) if country else ""


DAILY = (
    Source(
        "sent_abroad",
        table(sent_to_group=CODE, handover_purpose=CODE, envelope_state=CODE, m=NO, answered=BIT, answered_in_time=BIT),
        sent,
    ),
    Source("came_from_abroad", table(origin_group=CODE, handover_purpose=CODE, m=NO, outcome_told=BIT), came),
)
