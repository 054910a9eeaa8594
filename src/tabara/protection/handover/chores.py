"""What the room of what is handed over does by itself, once a day."""

import datetime as dt
import logging

from tabara import jobs
from tabara.access import queries as access
from tabara.access.founding import SYSTEM

log = logging.getLogger(__name__)


@jobs.task
def end_packets(at: str) -> int:
    """Erase what packets keep that were read, or that nobody opened in time; return how many.

    What can be opened does not wait for this: the door goes by the clock itself.
    """
    from tabara.protection.handover.operations.packet import end_packet  # after the models stand
    from tabara.protection.handover.queries.packet import to_end

    system = access.acting(username=SYSTEM)
    if system is None:
        log.warning("No packet is ended by its time: the instance has no account of its own")
        return 0
    instant = dt.datetime.fromisoformat(at)
    rows = to_end(at=instant)
    for packet in rows:
        end_packet(by=system, at=instant, packet=packet)
    return len(rows)
