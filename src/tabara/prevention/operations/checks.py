"""What no record of prevention may say."""

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.protection.cases.operations import checks


def refuse(on: dt.date, at: dt.datetime, place: str, version: str, numbers: Mapping[str, int]) -> None:
    """Refuse a day to come, a place that there is not, and numbers that count nobody."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    if place:
        checks.known_place(place, version, "place")
    for field, number in numbers.items():
        if number <= 0:
            raise Refused(_("Write how many people it was, a number above zero."), field)
