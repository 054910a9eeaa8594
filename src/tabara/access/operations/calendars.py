"""A calendar feed of one's own tasks: opened by a key that stands nowhere, ended with the sessions."""

import datetime as dt
import uuid

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.fresh import demand_fresh
from tabara.access.models import CalendarKey, Member
from tabara.access.operation import operation
from tabara.access.signin import calendars
from tabara.access.unit import write

LENGTH = 26  # letters and digits: 31**26, about 128 bits, cannot be guessed


@operation("access.open_calendar", needs=Permission.ACCOUNT_KEEP)
def open_calendar(*, by: Member, event: uuid.UUID, at: dt.datetime) -> CalendarKey:
    """Make a new key for the member's own calendar feed; the one before ends. It stands on the instance alone."""
    demand_fresh(by)
    calendars.end(by)
    key = sealing.code(LENGTH)
    row = CalendarKey(member_id=by.pk, digest=calendars.kept_as(key), since=at)
    write(row)
    row.key = key  # type: ignore[attr-defined]  # to be shown once
    return row


@operation("access.close_calendar", needs=Permission.ACCOUNT_KEEP)
def close_calendar(*, by: Member, event: uuid.UUID, at: dt.datetime) -> None:
    """End the member's calendar feed."""
    calendars.end(by)
