"""Open what was written in this room, for a reason; and take it out where it is erased."""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as _

from tabara.access.enums import Permission, Reason
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases.models import Case
from tabara.protection.reintegration import queries
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, has_key, unseal_many

log = logging.getLogger(__name__)
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
    if reason not in tuple(Reason):
        raise Refused(_("Say why you need the notes. Choose one of the reasons."), "reason")
    if not has_key(case.pk, Purpose.NARRATIVE):
        raise Refused(_("What was noted about this case has been erased. Only its course is left."))
    rows = [
        (on, f"{kind}.{field}", f"{kind}.{row.pk}.{field}", getattr(row, field)) for on, kind, row, field in _all(case)
    ]
    texts = unseal_many(Purpose.NARRATIVE, [(case.pk, field, stored) for _on, _about, field, stored in rows])
    found = [Words(on, about, _readable(text)) for (on, about, *_rest), text in zip(rows, texts, strict=True)]
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


def _readable(text: str | SealBroken | None) -> str:
    if isinstance(text, SealBroken):
        log.warning("%s", text)
        return _("This note cannot be opened: it was altered. The administrator can restore it from a backup.")
    return text or ""
