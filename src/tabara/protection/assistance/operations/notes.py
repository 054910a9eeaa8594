"""Open what was noted about a case, wherever it was written."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.assistance import queries
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.planning import queries as planning

SCREENING, DETERMINATION, PAID_TO, BUSINESS = "screening", "determination", "paid_to", "business"
Written = tuple[dt.date, str, str, Any]  # the last is what is stored, sealed


@dataclass(frozen=True)
class Note:
    """What was written on a day about a screening, a determination, or the service of a code."""

    on: dt.date
    about: str
    text: str


@operation("assistance.open_notes", needs=Permission.NARRATIVE_OPEN, on="case", shared=True)
def open_notes(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> tuple[Note, ...]:
    """Return everything that was noted about a case, newest first. The reason stands in the audit chain."""
    checks.for_reason(reason)
    checks.not_erased(case)
    written = noted(by=by, case=case)
    texts = cases.opened(fields=[(case.pk, field, sealed) for _on, _about, field, sealed in written])
    notes = [Note(on, about, text) for (on, about, *_sealed), text in zip(written, texts, strict=True)]
    return tuple(sorted((note for note in notes if note.text), key=lambda note: note.on, reverse=True))


def noted(*, by: Member, case: Case) -> list[Written]:
    """Return, still sealed, what was noted about a case, as far as the member is shown what it was noted about."""
    return [*_judged(case), *cases.noted(case=case), *_helped(by, case), *planning.notes(by=by, case=case)]


def _judged(case: Case) -> Iterator[Written]:
    for screening in cases.screenings(case=case):
        yield screening.screened_on, SCREENING, f"screening.{screening.pk}.notes", screening.notes
    for decision in cases.determinations(case=case):
        yield decision.decided_on, DETERMINATION, f"determination.{decision.pk}.grounds", decision.grounds


def _helped(by: Member, case: Case) -> Iterator[Written]:
    for service in queries.services(by=by, case=case):
        yield service.delivered_on, service.code, f"service.{service.pk}.notes", service.notes
    for account in queries.accounts(by=by, case=case):
        yield account.entry.on, PAID_TO, f"paid_to.{account.pk}.sealed", account.sealed
    for visit in queries.visits(by=by, case=case):
        yield visit.on or visit.due_on, BUSINESS, f"business_visit.{visit.pk}.notes", visit.notes
