"""What changed, for whoever follows a case: who carries it, and who answers for whoever does."""

import datetime as dt
import uuid
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from tabara.access.models import Member
from tabara.protection.cases.mattering import ALWAYS, BY_TOPIC, Topic
from tabara.protection.cases.models import Case, Change, ChangeChoice, ChangeRead

MOST_LINES = 200


class Line(NamedTuple):
    """One thing that somebody else did: which act, when, who, and whether the member has read of it."""

    number: uuid.UUID
    act: str
    at: dt.datetime
    who: Member
    is_new: bool


@dataclass(frozen=True)
class Changed:
    """A case with what somebody else did in it, the last first."""

    case: Case
    lines: list[Line]

    @property
    def new(self) -> list[uuid.UUID]:
        """Return the numbers of the lines that the member has not read."""
        return [line.number for line in self.lines if line.is_new]


def changes(*, by: Member, new: bool = False) -> tuple[list[Changed], bool]:
    """Return what changed, case by case, where something happened last first; and whether there is more of it.

    With `new`, only what the member has not read. A line goes with the member's right to see the case.
    """
    read = Exists(ChangeRead.objects.visible_to(by).filter(change=OuterRef("pk")))
    rows = _told(by).annotate(read=read).select_related("case__owner", "case__agency", "done_by__agency")
    found = list((rows.filter(read=False) if new else rows)[: MOST_LINES + 1])
    place = {row.case_id: number for number, row in reversed(list(enumerate(found)))}  # of its last change
    shown = sorted(found[:MOST_LINES], key=lambda row: place[row.case_id])
    grouped = [Changed(case, [_line(row) for row in same]) for case, same in groupby(shown, key=lambda row: row.case)]
    return grouped, len(found) > MOST_LINES


def changes_new(*, by: Member, most: int) -> int:
    """Return in how many lines the member has not read what changed; none is counted beyond `most`."""
    read = Exists(ChangeRead.objects.visible_to(by).filter(change=OuterRef("pk")))
    return len(_told(by).filter(~read).values_list("pk", flat=True)[:most])


def topics_left_out(*, by: Member) -> list[str]:
    """Return the topics that the member does not want to be told of."""
    row = ChangeChoice.objects.visible_to(by).first()
    return list(row.left_out) if row else []


def _told(by: Member) -> QuerySet[Change]:
    silent = [act for topic in set(topics_left_out(by=by)) - ALWAYS for act in BY_TOPIC[Topic(topic)]]
    rows = Change.objects.visible_to(by).order_by("-told_at", "-pk")
    return rows.exclude(act__in=silent) if silent else rows


def _line(row: Change) -> Line:
    return Line(row.pk, row.act, row.at, row.done_by, not row.read)  # type: ignore[attr-defined]  # annotated above
