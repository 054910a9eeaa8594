"""What envelopes ask for once a day."""

import datetime as dt
import logging

from tabara import jobs
from tabara.access import queries as access
from tabara.access.founding import SYSTEM

log = logging.getLogger(__name__)


@jobs.task
def drop_expired(at: str) -> int:
    """Drop what is in envelopes that nobody answered in time; return how many there were."""
    from tabara.exchange.handover.operations import drop_expired as drop  # after the models stand

    system = access.acting(username=SYSTEM)
    if system is None:
        log.warning("No envelope is dropped by its time: the instance has no account of its own")
        return 0
    return drop(by=system, at=dt.datetime.fromisoformat(at))
