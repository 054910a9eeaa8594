"""Open what was written in this room, for a reason; and take it out where it is erased."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from django.db import models

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.reintegration import queries

# The sealed fields: what a row is called under its seal, and which of its fields are sealed.
OF_RETURN = ("document_number", "route", "receiver_words", "received_by", "handover")
OF_ENDING = ("summary", "way_back")


class Words(NamedTuple):
    """What was written on a day, and about what: the name of the row and of the field."""

    on: dt.date
    about: str
    text: str


@operation("reintegration.open_words", needs=Permission.NARRATIVE_OPEN, on="case", shared=True)
def open_words(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> tuple[Words, ...]:
    """Return everything that was written about return and reintegration, newest first. The reason is remembered."""
    if not queries.sees_plan(by=by, case=case):
        raise NotFound
    checks.for_reason(reason)
    checks.not_erased(case)
    rows = [
        (on, f"{kind}.{field}", f"{kind}.{row.pk}.{field}", getattr(row, field)) for on, kind, row, field in _all(case)
    ]
    texts = cases.opened(fields=[(case.pk, field, stored) for _on, _about, field, stored in rows])
    found = [Words(on, about, text) for (on, about, *_rest), text in zip(rows, texts, strict=True)]
    return tuple(sorted((one for one in found if one.text), key=lambda one: one.on, reverse=True))


def _all(case: Case) -> Iterator[tuple[dt.date, str, models.Model, str]]:
    for journey in case.returns.all():
        for field in OF_RETURN:
            yield journey.handed_over_on or journey.prepared_on, "return", journey, field
    for plan in case.reintegrations.prefetch_related("goals", "visits"):
        for goal in plan.goals.all():
            yield goal.set_on, "goal", goal, "words"
        for visit in plan.visits.all():
            yield visit.done_on or visit.due_on, "visit", visit, "notes"
    for ending in case.endings.all():
        for field in OF_ENDING:
            yield ending.ended_on, "ending", ending, field
