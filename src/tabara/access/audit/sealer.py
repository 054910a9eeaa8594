"""The sealer: chains what was committed, in one place, in one order; and signs how far it came."""

import logging
import time
from typing import Protocol

from django.db import DatabaseError, close_old_connections, connections, transaction
from django.db.models import Q
from django.utils import timezone

from tabara.access.audit.chain import DATABASE, link, lock
from tabara.access.audit.checkpoints import Unsound, checkpoint_when_due
from tabara.access.models import AuditEvent, AuditLink
from tabara.sealing import KeyUnavailable, SealBroken

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two rounds
AT_ONCE = 2_000  # events linked in one transaction
SWEEP = 3600.0  # seconds between two looks at every event there is
RECENT = 10_000  # numbers among which a sweep looks for those that are drawn but not committed yet


class Stop(Protocol):
    """What the sealer asks whether to go on."""

    def is_set(self) -> bool:
        """Return whether the word was said."""
        ...

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until the word is said, at most so many seconds."""
        ...


class Sealer:
    """Remembers up to which number it has looked, and which numbers below were not there yet.

    A number is drawn before its transaction commits, so a later one may be visible first. Such a gap stays in
    `_missing` and is asked for in each round. Once an hour every event without a link is looked for, whatever this
    memory says; so does a sealer that has just begun. Nothing is ever passed over for good.
    """

    def __init__(self) -> None:
        self._upto, self._missing, self._sweep_at = 0, set[int](), 0.0

    def round(self) -> int:
        """Chain everything that waits; return how many events that were."""
        chained = 0
        if time.monotonic() >= self._sweep_at:
            chained = self._sweep()
        if connections[DATABASE].vendor == "postgresql":
            while numbers := _chained(Q(pk__gt=self._upto) | Q(pk__in=list(self._missing))):
                self._learn(numbers)
                chained += len(numbers)
            self._forget_what_others_chained()
        return chained

    def _sweep(self) -> int:
        """Chain every event without a link. The gaps are noted first: what fills one meanwhile is asked for again."""
        last = AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        recent = range(max(last - RECENT, 0) + 1, last + 1)
        there = AuditEvent.objects.filter(pk__gte=recent.start, pk__lt=recent.stop).values_list("pk", flat=True)
        missing = set(recent).difference(there)
        chained, after = 0, 0
        while numbers := _chained(Q(pk__gt=after, pk__lte=last)):
            chained, after = chained + len(numbers), numbers[-1]
        self._upto, self._missing, self._sweep_at = last, missing, time.monotonic() + SWEEP
        return chained

    def _learn(self, numbers: list[int]) -> None:
        new = [number for number in numbers if number > self._upto]
        self._missing.difference_update(numbers)
        if new:
            self._missing.update(set(range(self._upto + 1, new[-1])).difference(new))
            self._upto = new[-1]

    def _forget_what_others_chained(self) -> None:
        if self._missing:
            links = AuditLink.objects.filter(entry__in=list(self._missing))
            self._missing.difference_update(links.values_list("entry_id", flat=True))
        if len(self._missing) > RECENT:  # a large act that was undone; the next sweep sees what comes of the rest
            self._missing = set(sorted(self._missing)[-RECENT:])


def _chained(which: Q) -> list[int]:
    """Chain some of the events that wait, and return their numbers in order; an empty list where none does."""
    with transaction.atomic(using=DATABASE):
        lock()
        events = list(AuditEvent.objects.filter(which, link=None).order_by("pk")[:AT_ONCE])
        if events:
            link(events)
    return [event.pk for event in events]


def seal() -> int:
    """Chain everything that is committed and waits, here and now; return how many events that were."""
    return Sealer().round()


def keep(stop: Stop, pause: float = PAUSE) -> None:
    """Chain and sign until told to stop; an unreachable database is waited for."""
    sealer = Sealer()
    while True:
        last = stop.is_set()
        try:
            close_old_connections()
            sealer.round()
            checkpoint_when_due(at=timezone.now())
        except DatabaseError as error:
            log.warning("The database cannot be reached (%s); the sealer waits", type(error).__qualname__)
            connections.close_all()
            sealer = Sealer()
        except (KeyUnavailable, SealBroken) as error:
            log.error("No checkpoint can be signed (%s)", type(error).__qualname__)
        except Unsound:
            log.error("The audit chain is not what was signed before. Run: tabara audit verify")
        if last:
            break
        stop.wait(pause)
    connections.close_all()
