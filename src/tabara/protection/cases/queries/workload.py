"""Who of an agency carries how much, what is late, and which cases nobody touches: for whoever answers for them."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.protection.cases.enums import Why
from tabara.protection.cases.models import Case, CaseAccess, Flag, Task
from tabara.protection.cases.queries.listing import OPEN, quiet_before

SOON = dt.timedelta(days=7)
MOST_CASES = 200  # shown to give away at once


@dataclass(frozen=True)
class Load:
    """What somebody carries: open cases, and of them those with a flag, without any task, and quiet; tasks by day."""

    open: int = 0
    flagged: int = 0
    idle: int = 0
    quiet: int = 0
    late: int = 0
    soon: int = 0
    oldest: dt.datetime | None = None  # when the case was changed that nobody has touched for longest

    def __add__(self, other: "Load") -> "Load":
        numbers = {one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)[:-1]}
        return Load(**numbers, oldest=min(filter(None, (self.oldest, other.oldest)), default=None))


@dataclass(frozen=True)
class Workload:
    """The load of each worker of an agency, by number (nobody: cases that nobody carries), and of all together."""

    of: dict[uuid.UUID | None, Load]
    workers: dict[uuid.UUID, Member]  # who carries something, or could

    @property
    def whole(self) -> Load:
        """Return the sums."""
        return sum(self.of.values(), Load())


def workload(*, by: Member, at: dt.datetime, on: dt.date) -> Workload:
    """Return who carries how much among the cases that the member answers for, in three questions."""
    found: dict[uuid.UUID | None, Load] = {}
    for owner, numbers in _cases(by, at):
        found[owner] = Load(**numbers)
    late, soon = _tasks(by, on)
    for worker in {*late, *soon}:
        found[worker] = found.get(worker, Load()) + Load(late=late[worker], soon=soon[worker])
    return Workload(found, _workers(by, found))


def carried(
    *, by: Member, at: dt.datetime, owner: Member | None = None, of_nobody: bool = False, which: str = ""
) -> list[Case]:
    """Return the open cases that the member answers for, the one that nobody has touched for longest first.

    Of one worker where named, or those that nobody carries; `which` keeps the quiet ones, those with a flag, or those
    without any task.
    """
    rows = answered_for(by=by).select_related("owner").order_by("updated_at", "pk")
    rules = {"quiet": Q(updated_at__lt=quiet_before(at=at)), "flagged": Q(_flagged(by)), "idle": ~Q(_tasked(by))}
    rows = rows.filter(rules[which]) if which in rules else rows
    return list((rows.filter(owner=owner) if owner or of_nobody else rows)[:MOST_CASES])


def worker(*, by: Member, number: uuid.UUID) -> Member:
    """Return somebody of the agency who carries cases, or did.

    Raises:
        NotFound: where there is none.
    """
    found = Member.objects.filter(agency=by.agency_id, pk=number).first()
    if found is None or by.principal(Permission.PLAN_APPROVE) is None:
        raise NotFound
    return found


def answered_for(*, by: Member) -> QuerySet[Case]:
    """Give the open cases that the member answers for: as far as it is the member who approves their plans."""
    number = by.principal(Permission.PLAN_APPROVE)
    if number is None or not by.may_act:
        return Case.objects.visible_to(by).none()
    held = CaseAccess.objects.visible_to(by).filter(principal=number, why=Why.HOLDER).values("case")
    return Case.objects.visible_to(by).filter(pk__in=held, status__in=OPEN)


def _flagged(by: Member) -> Exists:
    return Exists(Flag.objects.visible_to(by).filter(case=OuterRef("pk"), lowered_at=None))


def _tasked(by: Member) -> Exists:
    return Exists(Task.objects.visible_to(by).filter(case=OuterRef("pk")))


def _cases(by: Member, at: dt.datetime) -> Iterable[tuple[uuid.UUID | None, dict[str, Any]]]:
    rows = answered_for(by=by).annotate(flag=_flagged(by), task=_tasked(by)).values("owner")
    for row in rows.annotate(
        open=Count("pk"),
        flagged=Count("pk", filter=Q(flag=True)),
        idle=Count("pk", filter=Q(task=False)),
        quiet=Count("pk", filter=Q(updated_at__lt=quiet_before(at=at))),
        oldest=Min("updated_at"),
    ).order_by():
        yield row.pop("owner"), row


def _workers(by: Member, found: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, Member]:
    carrying = {number for number in found if number}
    if by.principal(Permission.PLAN_APPROVE) is None:
        return {}
    rows = Member.objects.filter(Q(pk__in=carrying) | Q(agency=by.agency_id, is_active=True)).order_by("name")
    return {one.pk: one for one in rows if one.pk in carrying or one.may(Permission.CASE_EDIT)}


def _tasks(by: Member, on: dt.date) -> tuple[Counter[uuid.UUID | None], Counter[uuid.UUID | None]]:
    """Count tasks by whoever has to do them: who is named, or who carries the case where no active colleague is."""
    late: Counter[uuid.UUID | None] = Counter()
    soon: Counter[uuid.UUID | None] = Counter()
    rows = Task.objects.visible_to(by).filter(case__in=answered_for(by=by).values("pk"), due_on__lte=on + SOON)
    ours = Q(member__agency=F("case__agency"), member__is_active=True)
    named = rows.values("member", owner=F("case__owner")).annotate(
        ours=Count("pk", filter=ours), late=Count("pk", filter=Q(due_on__lt=on)), all=Count("pk")
    )
    for row in named.order_by():
        worker = row["member"] if row["ours"] else row["owner"]
        late[worker] += row["late"]
        soon[worker] += row["all"] - row["late"]
    return late, soon
