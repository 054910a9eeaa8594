"""Append to the chain, and check it."""

import datetime as dt
from collections.abc import Sequence

from tabara import sealing
from tabara.access.models import AuditEvent, AuditHead


def append(events: Sequence[AuditEvent]) -> None:
    """Give the events their places in the chain and store them, in the transaction of the acts themselves."""
    if not events:
        return
    head = AuditHead.objects.select_for_update().filter(pk=1).first() or _first_head()
    for event in events:
        head.seq += 1
        event.seq, event.previous = head.seq, head.digest
        event.at = event.at.astimezone(dt.UTC)
        head.digest = event.digest = sealing.chain(event.previous, event.content())
    AuditEvent.objects.bulk_create(events, batch_size=500)
    head.save()


def _first_head() -> AuditHead:
    AuditHead.objects.get_or_create(pk=1)
    return AuditHead.objects.select_for_update().get(pk=1)


def broken_link() -> int | None:
    """Return the place of the first link that was altered, dropped or moved; `None` where the chain is whole."""
    seq, digest = 0, "0" * 64
    for event in AuditEvent.objects.order_by("seq").iterator():
        if event.seq != seq + 1 or event.previous != digest:
            return seq + 1
        event.at = event.at.astimezone(dt.UTC)
        if event.digest != sealing.chain(digest, event.content()):
            return event.seq
        seq, digest = event.seq, event.digest
    head = AuditHead.objects.filter(pk=1).first()
    return seq + 1 if head and (head.seq, head.digest) != (seq, digest) else None


def head() -> tuple[int, str]:
    """Return the place and the digest of the last link: what a backup says of the chain it holds."""
    found = AuditHead.objects.filter(pk=1).first()
    return (found.seq, found.digest) if found else (0, "0" * 64)


def digest_at(seq: int) -> str | None:
    """Return the digest of the link at a place; `None` where there is none. Before the first link stand zeros."""
    return AuditEvent.objects.filter(seq=seq).values_list("digest", flat=True).first() if seq else "0" * 64
