"""What is left of a clock, or since when it has run out, as people say it."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tabara.interfaces.web import texts

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
IN_HOURS = 2 * DAY  # what is further away is said in days


def clock_words(until: dt.datetime, at: dt.datetime) -> str:
    """Return how much time is left until an instant, or since when it is overdue."""
    left = until - at
    if left <= dt.timedelta():
        return _overdue(until, at)
    if left < HOUR:
        number = max(1, left // MINUTE)
        return ngettext("%(number)s minute left", "%(number)s minutes left", number) % {"number": number}
    if left < IN_HOURS:
        number = left // HOUR
        return ngettext("%(number)s hour left", "%(number)s hours left", number) % {"number": number}
    number = left // DAY
    return ngettext("%(number)s day left", "%(number)s days left", number) % {"number": number}


def _overdue(until: dt.datetime, at: dt.datetime) -> str:
    day, today = timezone.localdate(until), timezone.localdate(at)
    if day == today:
        return _("overdue since %(time)s") % {"time": timezone.localtime(until).strftime("%H:%M")}
    if day == today - DAY:
        return _("overdue since yesterday")
    return _("overdue since %(day)s") % {"day": texts.day(day)}
