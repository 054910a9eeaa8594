"""What the room of cases does by itself, once a day."""

import datetime as dt
import logging

from tabara import codelists, jobs
from tabara.access import queries as access
from tabara.access.founding import SYSTEM

log = logging.getLogger(__name__)


@jobs.task
def forget_changes(at: str) -> None:
    """Remove what changed longer ago than the pack says."""
    from tabara.protection.cases import operations  # after the models stand

    system = access.acting(username=SYSTEM)
    if system is None:
        log.warning("No line of what changed is removed: the instance has no account of its own")
        return
    instant = dt.datetime.fromisoformat(at)
    days = int(codelists.pack().parameters["change_days"])
    operations.forget_changes(by=system, at=instant, before=instant - dt.timedelta(days=days))
