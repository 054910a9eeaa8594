"""What envelopes leave to be done, on both sides: the file to carry, the answer to wait for, the word to pass on."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.utils import timezone

from tabara import codelists
from tabara.access.protected import Whole
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import tasks
from tabara.protection.handover.enums import ArrivalState, EnvelopeState
from tabara.protection.handover.models import Arrival, Envelope

RECEIPT, READ, NOTICE = "envelope.receipt", "envelope.read", "envelope.notice"
CARRY, OUTCOME, DROP = "arrival.receipt", "arrival.outcome", "arrival.drop"
OF_SENT, OF_ARRIVED = (RECEIPT, READ, NOTICE), (CARRY, OUTCOME, DROP)
ANSWERED = (EnvelopeState.ACCEPTED, EnvelopeState.DECLINED, EnvelopeState.DONE)


def days(parameter: str) -> dt.timedelta:
    """Return a number of days that the pack sets."""
    return dt.timedelta(days=int(codelists.pack().parameters[parameter]))


def of_sent(row: Envelope) -> dict[str, dt.date]:
    """Return what an envelope that went waits for, and by which day."""
    if row.state == EnvelopeState.MADE:
        return {RECEIPT: timezone.localdate(row.receipt_by)}
    if row.state in ANSWERED and row.read_at is None and row.answered_at:
        return {READ: row.outcome_on or timezone.localdate(row.answered_at)}
    if row.state == EnvelopeState.TAKEN_BACK and row.taken_at and row.told_at is None and row.back_at:
        return {NOTICE: timezone.localdate(row.back_at)}
    return {}


def of_arrived(row: Arrival) -> dict[str, dt.date]:
    """Return what an envelope that came and became a case waits for, and by which day."""
    found = {}
    if row.answered_at is not None:
        day = timezone.localdate(row.answered_at)
        if row.receipt_at is None and row.state in (ArrivalState.ACCEPTED, ArrivalState.DONE):
            found[CARRY] = day
        if row.state == ArrivalState.ACCEPTED:
            found[OUTCOME] = day + days("envelope_outcome_days")
    if row.state == ArrivalState.DONE and row.outcome_at is None and row.outcome_on:
        found[OUTCOME] = row.outcome_on
    if row.state == ArrivalState.TAKEN_BACK and row.dropped_at is None and row.back_at:
        found[DROP] = timezone.localdate(row.back_at) + days("notice_days")
    return found


def follow_sent(case: Case, row: Envelope) -> None:
    """Let the tasks of a case follow what an envelope that went waits for now."""
    _follow(case, row.pk, OF_SENT, of_sent(row))


def follow_arrived(case: Case, row: Arrival) -> None:
    """Let the tasks of a case follow what the envelope that it came in waits for now."""
    _follow(case, row.pk, OF_ARRIVED, of_arrived(row))


def _follow(case: Case, about: uuid.UUID, kinds: tuple[str, ...], waits: dict[str, dt.date]) -> None:
    for kind in kinds:
        if kind in waits:
            tasks.expect(case=case, kind=kind, about=about, due_on=waits[kind])
        else:
            tasks.met(kind=kind, about=about)


def _derived(
    model: Any, waits: Callable[[Any], dict[str, dt.date]], kind: str, case: uuid.UUID | None
) -> Iterator[tasks.Expected]:
    rows = model.objects.everything(Whole.REBUILD).exclude(case=None)
    for row in rows.filter(case=case) if case else rows:
        if kind in (found := waits(row)):
            yield tasks.Expected(row.case_id, row.pk, found[kind])


for one in OF_SENT:
    tasks.derives(one, ends_with_case=one == READ)(partial(_derived, Envelope, of_sent, one))
for one in OF_ARRIVED:
    tasks.derives(one)(partial(_derived, Arrival, of_arrived, one))
