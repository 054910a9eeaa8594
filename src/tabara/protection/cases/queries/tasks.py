"""What falls due, for whoever has to do it."""

import datetime as dt

from django.db.models import F, Q, QuerySet

from tabara.access.models import Member
from tabara.protection.cases.enums import Why
from tabara.protection.cases.models import Case, CaseAccess, Task

MOST_TASKS = 200


def tasks(*, by: Member, own: bool, until: dt.date | None = None) -> list[Task]:
    """Return what is due, the oldest day first: the member's own, or all of the cases held within reach.

    What is expected of nobody by name, or of somebody elsewhere, is looked after by whoever carries the case. Of a case
    that is only shared, nothing is told but what is expected of the member.
    """
    return list(_rows(by, own, until).select_related("case", "case__owner", "member")[:MOST_TASKS])


def task_count(*, by: Member, own: bool, until: dt.date, most: int) -> int:
    """Return how many tasks are due until a day, none counted further than `most`."""
    return len(_rows(by, own, until).values_list("pk", flat=True)[:most])


def tasks_of(*, by: Member, case: Case) -> list[Task]:
    """Return what is due in one case and is the member's to know."""
    rows = case.tasks.select_related("member").order_by("due_on", "kind")
    return list(rows.filter(_told(by)))


def _rows(by: Member, own: bool, until: dt.date | None) -> QuerySet[Task]:
    rows = Task.objects.visible_to(by).filter(_told(by))
    if own:
        rows = rows.filter(Q(member=by.pk) | Q(case__owner=by.pk) & _carried())
    return (rows if until is None else rows.filter(due_on__lte=until)).order_by("due_on", "pk")


def _carried() -> Q:
    """Return the condition that whoever carries the case has to look after it: nobody else of the holder's people does.

    What is expected of another agency's member, or of an account that was closed, would else be forgotten.
    """
    ours = Q(member__agency=F("case__agency"), member__is_active=True)
    return Q(member=None) | ~ours


def _told(by: Member) -> Q:
    held = CaseAccess.objects.visible_to(by).filter(why=Why.HOLDER).values("case")
    return Q(case__in=held) | Q(member=by.pk)
