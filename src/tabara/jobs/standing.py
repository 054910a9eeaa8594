"""How a job stands, as a page shows it."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _


class Status(StrEnum):
    """Where a job is on its way."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Problem(StrEnum):
    """Why a job was given up, or put off."""

    CRASHED = "crashed"  # its worker died, again and again
    ERROR = "error"  # it raised an error, again and again
    REFUSED = "refused"  # it said that trying again is of no use


class GiveUp(Exception):
    """Raised by a job that another attempt cannot help; the sentence is for whoever asked for the job."""


@dataclass(frozen=True)
class State:
    """How a job stands; `text` says what it is doing, `sentence` why it failed."""

    key: str
    status: Status
    percent: int
    text: str
    attempts: int
    problem: str
    reason: str
    value: Any
    enqueued_at: dt.datetime
    finished_at: dt.datetime | None

    @property
    def ended(self) -> bool:
        """Return whether nothing more will happen."""
        return self.status in (Status.DONE, Status.FAILED)

    @property
    def sentence(self) -> str:
        """Return why the job failed and what to do, for a reader; empty where it did not."""
        if self.status is not Status.FAILED:
            return ""
        times = {"attempts": self.attempts}
        return {
            Problem.CRASHED: _("The program stopped %(attempts)s times while doing this. Tell your administrator."),
            Problem.ERROR: _("This failed %(attempts)s times. Tell your administrator: the reason is in the log."),
            Problem.REFUSED: self.reason,
        }[Problem(self.problem)] % (times if self.problem != Problem.REFUSED else {})
