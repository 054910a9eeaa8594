"""Append events, and give events their places in the chain."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connections, transaction
from django.utils import timezone

from tabara import sealing
from tabara.access.models import AuditEvent, AuditLink, Member
from tabara.sealing.signing import blinded

DATABASE = "default"
START = "0" * 64
LOCK = 0x7461626172610A  # one number for everybody who chains or signs
_collected: ContextVar[list[AuditEvent] | None] = ContextVar("collected_events", default=None)
_heard: ContextVar[list[AuditEvent] | None] = ContextVar("heard_events", default=None)


def note(
    *,
    by: Member | None,
    operation: str,
    outcome: str = "done",
    subject: uuid.UUID | None = None,
    reason: str = "",
    thing: str = "",
    asked: str = "",
) -> None:
    """Append an event that no operation appends: something was shown or refused, or somebody signed in.

    `subject` is the case that it is about, `thing` the number of anything else, `reason` a code. `asked` is what was
    searched for; it is never stored, only what our key makes of it and of the one who asked.
    """
    append(
        [
            AuditEvent(
                event=sealing.event(),
                at=timezone.now(),
                member=by.id if by else None,
                agency=by.agency_id if by else None,
                operation=operation[:60],
                outcome=outcome,
                subject=subject,
                thing=thing[:36],
                reason=reason[:40],
                query=query_of(by, asked),
            )
        ]
    )


def note_shown(
    *, by: Member, operation: str, subjects: Iterable[uuid.UUID], event: uuid.UUID, reason: str = ""
) -> None:
    """Append that something of several cases was shown: an event for each, which names the act that showed it."""
    now = timezone.now()
    append(
        [
            AuditEvent(
                event=sealing.event(),
                at=now,
                member=by.id,
                agency=by.agency_id,
                operation=operation,
                outcome="shown",
                subject=subject,
                thing=str(event),
                reason=reason[:40],
            )
            for subject in subjects
        ]
    )


def query_of(by: Member | None, asked: str) -> str:
    """Return the number that stands for what a member asked: the same only for the same member.

    Over all members together, how often each number comes would tell the commonest names.
    """
    return blinded(f"{by.id if by else ''}\n{asked}") if asked else ""


def append(events: Sequence[AuditEvent]) -> None:
    """Store the events, in the transaction of the acts themselves; in a batch, they are kept for its end."""
    kept = _collected.get()
    if kept is not None:
        kept.extend(events)
    elif events:
        _store(events)
    heard = _heard.get()
    if heard is not None:
        heard.extend(events)


@contextmanager
def collected(events: list[AuditEvent]) -> Iterator[None]:
    """Keep the events of the block in this list instead of storing them one by one; whoever calls appends them."""
    before = _collected.set(events)
    try:
        yield
    finally:
        _collected.reset(before)


@contextmanager
def listening() -> Iterator[list[AuditEvent]]:
    """Give a list of the events that the block appends."""
    heard: list[AuditEvent] = []
    before = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(before)


def _store(events: Sequence[AuditEvent]) -> None:
    for event in events:
        event.at = event.at.astimezone(dt.UTC)
    if connections[DATABASE].vendor == "postgresql":
        _insert(events)
        return
    with transaction.atomic(using=DATABASE):
        _insert(events)
        link(events)


def _insert(events: Sequence[AuditEvent]) -> None:
    if len(events) == 1:
        events[0].save(using=DATABASE, force_insert=True)  # one statement; several would open a transaction
    else:
        AuditEvent.objects.bulk_create(events, batch_size=500)


def link(events: Sequence[AuditEvent]) -> None:
    """Give stored events the next places in the chain. Whoever calls holds the lock."""
    seq, digest = head()
    links = []
    for event in events:
        seq, previous = seq + 1, digest
        event.at = event.at.astimezone(dt.UTC)
        digest = sealing.chain(previous, event.content(seq))
        links.append(AuditLink(seq=seq, entry_id=event.pk, previous=previous, digest=digest))
    AuditLink.objects.bulk_create(links, batch_size=500)


def head() -> tuple[int, str]:
    """Return the place and the digest of the last link: what a backup says of the chain it holds."""
    return AuditLink.objects.order_by("-seq").values_list("seq", "digest").first() or (0, START)


def digest_at(seq: int) -> str | None:
    """Return the digest of the link at a place; `None` where there is none. Before the first link stand zeros."""
    return AuditLink.objects.filter(seq=seq).values_list("digest", flat=True).first() if seq else START


def lock() -> None:
    """Wait until nobody else chains or signs, and keep others from it until the transaction ends.

    SQLite's transactions begin by taking the only pen there is. On PostgreSQL each statement after this one sees what
    the sealer before had committed.
    """
    connection = connections[DATABASE]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
