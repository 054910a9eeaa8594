"""What intake does by itself, once a day."""

import datetime as dt
import logging

from tabara import jobs
from tabara.access import queries as access
from tabara.access.founding import SYSTEM

log = logging.getLogger(__name__)


@jobs.task
def keep_terms(at: str) -> dict[str, int]:
    """Erase what has stood its time by the schedule; nothing, where the instance has no account of its own."""
    from tabara.protection.intake.operations import keep_terms as keep  # after the models stand

    system = access.acting(username=SYSTEM)
    if system is None:
        log.warning("Nothing is erased by the schedule: the instance has no account of its own")
        return {}
    return keep(by=system, at=dt.datetime.fromisoformat(at))


@jobs.task
def look_for_duplicates(at: str) -> int:
    """Compare whoever nobody has compared yet with those who resemble them; nothing without an own account."""
    from tabara.protection.intake.operations import look_for_duplicates as look  # after the models stand

    system = access.acting(username=SYSTEM)
    return look(by=system, at=dt.datetime.fromisoformat(at)) if system else 0


@jobs.task
def forget_linkages(at: str) -> int:
    """Forget who stood on lists that were linked long ago; nothing without an own account."""
    from tabara.protection.intake.operations.linking import forget_old_linkages as forget  # after the models stand

    system = access.acting(username=SYSTEM)
    return forget(by=system, at=dt.datetime.fromisoformat(at)) if system else 0
