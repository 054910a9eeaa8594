"""What the room of referrals does by itself, once a day."""

import datetime as dt
import logging

from tabara import jobs
from tabara.access import queries as access
from tabara.access.founding import SYSTEM

log = logging.getLogger(__name__)


@jobs.task
def expire_referrals(at: str) -> int:
    """Write down which referrals are over by the clock, so that whoever carries the case is told; return how many.

    What may be seen does not wait for this: a right ends by the clock itself.
    """
    from tabara.protection.referral.operations import expire_referral  # after the models stand
    from tabara.protection.referral.queries import over

    system = access.acting(username=SYSTEM)
    if system is None:
        log.warning("No referral is ended by its time: the instance has no account of its own")
        return 0
    instant, number = dt.datetime.fromisoformat(at), 0
    for referral in over(at=instant):
        expire_referral(by=system, at=instant, referral=referral)
        number += 1
    return number
