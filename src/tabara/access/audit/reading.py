"""Reads of the audit: who did, saw or was refused what, for those who watch over it."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from tabara.access.audit.chain import note
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import AuditEvent, Member

PAGE = 50
OF_PERSONS = "vault."  # parts of acts, which carry a person's number; the whole act carries the case's
After = tuple[dt.datetime, int]


@dataclass(frozen=True)
class Wanted:
    """Which events somebody wants to see; what is empty does not narrow them."""

    member: uuid.UUID | None = None
    subject: uuid.UUID | None = None  # a case that the one who asks may see: then acts of everybody on it
    operations: Sequence[str] = ()  # names, or what they begin with where they end in a dot
    outcome: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True)
class Row:
    """One event as a page shows it."""

    number: int
    at: dt.datetime
    who: str  # a member's name; empty where nobody was signed in
    operation: str
    outcome: str
    subject: uuid.UUID | None
    reason: str
    query: str


@dataclass(frozen=True)
class Exposed:
    """A case that an account opened in a window: how often, and how deep."""

    subject: Any  # the number of a case
    first: dt.datetime
    last: dt.datetime
    times: int
    opened: tuple[str, ...]  # the operations, each once


def page(*, by: Member, wanted: Wanted, after: After | None = None) -> tuple[list[Row], After | None]:
    """Return a page of events, the newest first, without counting them, and where the next page begins."""
    rows = _wanted(_within_reach(by, wanted.subject), wanted)
    if after:
        rows = rows.filter(Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1]), at__lte=after[0])
    found = list(rows.order_by("-at", "-pk")[: PAGE + 1])
    names = _names(found)
    shown = [
        Row(
            one.pk,
            one.at,
            names.get(one.member, "") if one.member else "",
            one.operation,
            one.outcome,
            one.subject,
            one.reason,
            one.query,
        )
        for one in found[:PAGE]
    ]
    return shown, (found[PAGE - 1].at, found[PAGE - 1].pk) if len(found) > PAGE else None


def exposed(*, by: Member, member: uuid.UUID, since: dt.datetime, until: dt.datetime) -> list[Exposed]:
    """Return the cases that an account opened, searched up or changed from one moment until another.

    Raises:
        NotFound: where there is no such member, or none whose acts the asking member may read.
    """
    rows = _within_reach(by, None).filter(member=member, at__gte=since, at__lt=until)
    if not _members(by).filter(pk=member).exists():
        raise NotFound
    note(by=by, operation="audit.exposed", outcome="shown", thing=str(member))
    rows = rows.exclude(subject=None).exclude(outcome="denied").exclude(operation__startswith=OF_PERSONS).order_by()
    kinds: dict[Any, set[str]] = {}
    for subject, operation in rows.values_list("subject", "operation").distinct():
        kinds.setdefault(subject, set()).add(operation)
    counted = rows.values("subject").annotate(first=Min("at"), last=Max("at"), times=Count("pk")).order_by("first")
    seen = counted.values_list("subject", "first", "last", "times")
    return [Exposed(case, first, last, times, tuple(sorted(kinds[case]))) for case, first, last, times in seen]


def watched(*, by: Member) -> list[Member]:
    """Return the members whose acts the asking member may read, by name."""
    if by.reach(Permission.AUDIT_READ) is None:
        raise NotAllowed
    return list(_members(by).order_by("name"))


def _within_reach(by: Member, subject: uuid.UUID | None) -> QuerySet[AuditEvent]:
    scope = by.reach(Permission.AUDIT_READ) if by.is_active else None
    if scope is None:
        raise NotAllowed
    rows = AuditEvent.objects.all()
    return rows if scope is Scope.ALL or subject else rows.filter(agency=by.agency_id)


def _members(by: Member) -> QuerySet[Member]:
    rows = Member.objects.all()
    return rows if by.reach(Permission.AUDIT_READ) is Scope.ALL else rows.filter(agency=by.agency_id)


def _wanted(rows: QuerySet[AuditEvent], wanted: Wanted) -> QuerySet[AuditEvent]:
    exact: dict[str, Any] = {"member": wanted.member, "subject": wanted.subject, "outcome": wanted.outcome}
    exact |= {"at__gte": wanted.since, "at__lt": wanted.until}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.operations:
        named = Q(operation__in=[one for one in wanted.operations if not one.endswith(".")])
        for one in wanted.operations:
            named |= Q(operation__startswith=one) if one.endswith(".") else Q()
        rows = rows.filter(named)
    return rows


def _names(rows: Sequence[AuditEvent]) -> Mapping[uuid.UUID, str]:
    return dict(Member.objects.filter(pk__in={row.member for row in rows}).values_list("pk", "name"))
