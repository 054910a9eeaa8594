"""What falls due around possible duplicates: a colleague's look, a case to close, another agency's answer."""

import datetime as dt
import uuid
from collections.abc import Iterator

from django.utils import timezone

from tabara import codelists
from tabara.access.protected import Whole
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import tasks
from tabara.protection.intake.doubles import standing
from tabara.protection.intake.enums import InquiryState, PairState
from tabara.protection.intake.models import Inquiry, Merge, Pair

LOOK, CLOSE, ANSWER = "duplicate.look", "duplicate.close", "inquiry.answer"


def days(parameter: str) -> dt.timedelta:
    """Return how long something may take, as the pack says."""
    return dt.timedelta(days=int(codelists.pack().parameters[parameter]))


def close_by(merge: Merge) -> dt.date:
    """Return by which day a case that was entered twice is closed."""
    return timezone.localdate(merge.merged_at + days("duplicate_days"))


def expect_close(merge: Merge, case: Case) -> None:
    """Expect whoever carries a case that was entered twice to close it."""
    tasks.expect(case=case, kind=CLOSE, about=merge.pk, due_on=close_by(merge))


@tasks.derives(LOOK, ends_with_case=True)
def looks(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Give the pairs that a colleague was asked to look at."""
    rows = Pair.objects.everything(Whole.REBUILD).filter(state=PairState.ASKED).exclude(case=None)
    for row in rows.filter(case=case) if case else rows:
        if row.case_id and row.due_on:
            yield tasks.Expected(row.case_id, row.pk, row.due_on, row.asked_id)


@tasks.derives(CLOSE, ends_with_case=True)
def closings(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Give the cases that were entered twice."""
    rows = standing().exclude(twice=None)
    for row in rows.filter(twice=case) if case else rows:
        if row.twice_id:
            yield tasks.Expected(row.twice_id, row.pk, close_by(row))


@tasks.derives(ANSWER, ends_with_case=True)
def answers(case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    """Give the questions that another agency has not answered."""
    rows = Inquiry.objects.everything(Whole.REBUILD).filter(state=InquiryState.OPEN)
    for row in rows.filter(case=case) if case else rows:
        yield tasks.Expected(row.case_id, row.pk, row.due_on)
