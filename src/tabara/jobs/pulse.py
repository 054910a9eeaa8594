"""The pulse of a running job: a thread beside it that renews the lease and writes down how far it is."""

import datetime as dt
import logging
import threading
from contextvars import ContextVar
from typing import Any

from django.db import DatabaseError, connections
from django.utils import timezone

from tabara.jobs import queue

log = logging.getLogger(__name__)
BEATS = 4  # in one lease


class LeaseLost(Exception):
    """Another worker took the job over; this one stops."""


class Pulse:
    """Vouches for one job from `start` to `stop`, on a connection of its own: the job's transactions stay its own."""

    def __init__(self, held: queue.Claim, lease: dt.timedelta) -> None:
        self.held, self.lease = held, lease
        self.lost = False
        self._news: dict[str, Any] = {}
        self._wake, self._end = threading.Event(), False
        self._thread = threading.Thread(target=self._beat, name=f"pulse of {held.key}", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and wait until the last beat is over."""
        self._end = True
        self._wake.set()
        self._thread.join()

    def tell(self, percent: int, text: str) -> None:
        """Keep how far the job is for the next beat, which follows at once."""
        if self.lost:
            raise LeaseLost
        self._news = {"percent": max(0, min(100, percent)), "text": text[:200]}
        self._wake.set()

    def _beat(self) -> None:
        try:
            while not self._end:
                self._wake.wait(self.lease.total_seconds() / BEATS)
                self._wake.clear()
                if not self._end:
                    self._renew()
        finally:
            connections.close_all()

    def _renew(self) -> None:
        news, self._news = self._news, {}
        try:
            self.lost = not queue.renew(self.held, timezone.now() + self.lease, **news)
        except DatabaseError:
            log.warning("The lease of the job %s could not be renewed; trying again", self.held.key)
            connections.close_all()


class Quiet:
    """Vouches for nothing: for jobs worked off in the caller's own process, which dies with them."""

    def __init__(self, held: queue.Claim) -> None:
        self.held = held

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """End."""

    def tell(self, percent: int, text: str) -> None:
        """Write down how far the job is."""
        queue.renew(self.held, timezone.now() + queue.LEASE, percent=percent, text=text[:200])


running: ContextVar[Pulse | Quiet | None] = ContextVar("running", default=None)


def progress(percent: int, text: str = "") -> None:
    """Say how far the running job is and what it is doing; outside a job this does nothing.

    Raises:
        LeaseLost: where another worker has taken the job over meanwhile.
    """
    pulse = running.get()
    if pulse is not None:
        pulse.tell(percent, text)
