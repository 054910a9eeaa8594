"""Open what was written in this room, for a reason."""

import datetime as dt
import uuid
from typing import NamedTuple

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.reintegration import queries


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
    rows = list(queries.written(case))
    texts = cases.opened(fields=[(case.pk, one.field, one.sealed) for one in rows])
    found = [Words(one.on, one.about, text) for one, text in zip(rows, texts, strict=True)]
    return tuple(sorted((one for one in found if one.text), key=lambda one: one.on, reverse=True))
