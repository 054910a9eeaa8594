"""What of alerts and focal points has stood its time: numbers and days alone, for the schedule of what is kept."""

import datetime as dt
import uuid

from tabara.access.protected import Whole
from tabara.protection.community.enums import AlertState
from tabara.protection.community.models import Alert, AlertCase, FocalPoint


def alerts_ended() -> list[tuple[uuid.UUID, dt.datetime, list[uuid.UUID]]]:
    """Return the alerts that ended and of which something is still sealed: when, and the cases they led to."""
    rows = Alert.objects.everything(Whole.RETENTION).filter(ended_at__isnull=False, erased_on=None).order_by()
    led_to: dict[uuid.UUID, list[uuid.UUID]] = {}
    taken = AlertCase.objects.everything(Whole.RETENTION).filter(alert__erased_on=None).order_by()
    for alert, case in taken.values_list("alert", "case"):
        led_to.setdefault(alert, []).append(case)
    closed = rows.filter(state__in=(AlertState.CLOSED, AlertState.TAKEN)).values_list("pk", "ended_at")
    return [(number, ended_at, led_to.get(number, [])) for number, ended_at in closed if ended_at]


def points_ended(*, on: dt.date) -> list[tuple[uuid.UUID, dt.date]]:
    """Return the focal points who no longer serve and whose names are still sealed here, with their last day."""
    rows = FocalPoint.objects.filter(until__lte=on, erased_on=None).order_by()
    return [(number, until) for number, until in rows.values_list("pk", "until") if until]


def subjects() -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    """Return the numbers of all focal points and of all alerts that have keys, for the check of the whole."""
    points = set(FocalPoint.objects.values_list("pk", flat=True))
    return points, set(Alert.objects.everything(Whole.CHECK).values_list("pk", flat=True))
