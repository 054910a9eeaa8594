"""Envelopes that came: sealed apart until they are a case, and dropped where the person no longer agrees."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import afterwards, write
from tabara.protection.cases.enums import NoticeAnswer
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.handover.enums import ARRIVAL_STEPS, ArrivalState
from tabara.protection.handover.models import Arrival
from tabara.protection.handover.operations.abroad.due import follow_arrived
from tabara.sealing.keys import Purpose, create_key, destroy_key, seal, unseal

Told = Mapping[str, Any]


def keep(row: Arrival, told: Told) -> None:
    """Remember an envelope that came, sealed under a key of its own, within the act that takes it in."""
    create_key(row.pk, row.agency_id, Purpose.NARRATIVE)
    row.content = seal(row.pk, Purpose.NARRATIVE, _place(row), dict(told))
    write(row)


def told_in(row: Arrival) -> Told | None:
    """Return what is in an envelope that came; nothing where it was dropped or erased."""
    found: Told | None = unseal(row.case_id or row.pk, Purpose.NARRATIVE, _place(row), row.content)
    return found


def become(row: Arrival, case: Case) -> None:
    """Let what is in an envelope go with the case that it became, within the act that accepts it."""
    told = told_in(row)
    row.case, row.code = case, case.code
    row.content = seal(case.pk, Purpose.NARRATIVE, _place(row), dict(told or {}))
    afterwards(lambda: destroy_key(row.pk, Purpose.NARRATIVE))


def empty(row: Arrival) -> None:
    """Drop what is in an envelope that never became a case, with its key, once everything else is stored."""
    row.content = None
    afterwards(lambda: destroy_key(row.pk, Purpose.NARRATIVE))


def step(row: Arrival, to: ArrivalState) -> None:
    """Put an envelope into another state, where a step leads there.

    Raises:
        Refused: where none does, with what it is now.
    """
    if to not in ARRIVAL_STEPS[ArrivalState(row.state)]:
        raise Refused(_("Somebody has answered this envelope already, or its sender took it back. Look at it again."))
    row.state = to


@operation("handover.drop_taken_back", needs=Permission.CASE_EDIT, on="case")
def drop_taken_back(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, arrival: uuid.UUID, answer: str, law: str = ""
) -> Arrival:
    """Say, in one's own name, what became of an envelope that its sender took back: dropped, or kept by a law."""
    row = case.arrivals.filter(pk=arrival).first()
    if row is None:
        raise NotFound
    if row.state != ArrivalState.TAKEN_BACK:
        raise Refused(_("Nobody has taken this envelope back."))
    if row.dropped_at is not None:
        raise Refused(_("Somebody of your agency has answered this notice already."))
    if answer not in tuple(NoticeAnswer):
        raise Refused(_("Say what your agency did with what it had received."), "answer")
    if answer == NoticeAnswer.KEPT:
        checks.known("notice_law", law, "law", on=timezone.localdate(at))
    else:
        row.content = None
    row.drop_answer, row.law = answer, law if answer == NoticeAnswer.KEPT else ""
    row.dropped_by, row.dropped_at = by, at
    write(row, "content", "drop_answer", "law", "dropped_by", "dropped_at")
    follow_arrived(case, row)
    touch(case, at)
    return row


def _place(row: Arrival) -> str:
    return f"arrival.{row.pk}.content"
