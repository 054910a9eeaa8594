"""Take out what is sealed of an alert or a focal point; whoever calls this destroys the key.

Called within the operations of the schedule, and where a restored backup brought back what had been erased.
"""

import datetime as dt
import uuid

from tabara.access.protected import Whole
from tabara.access.unit import write
from tabara.protection.community.models import Alert, FocalPoint


def forget_alert(number: uuid.UUID, *, on: dt.date) -> bool:
    """Forget what was told in an alert, and return whether there was any; that there was an alert stays, as codes."""
    row = Alert.objects.everything(Whole.RETENTION).filter(pk=number, erased_on=None).first()
    if row is None:
        return False
    row.told = row.reach = row.spot = None
    row.erased_on = on
    write(row, "told", "reach", "spot", "erased_on")
    return True


def forget_point(number: uuid.UUID, *, on: dt.date) -> bool:
    """Forget who a focal point was, and return whether she was known; that a hill had one stays."""
    row = FocalPoint.objects.filter(pk=number, erased_on=None).first()
    if row is None:
        return False
    row.sealed, row.erased_on = None, on
    write(row, "sealed", "erased_on")
    return True
