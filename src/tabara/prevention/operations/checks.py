"""What no record of prevention may say."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.prevention.models import Awareness, Training
from tabara.protection.cases.operations import checks
from tabara.protection.community import queries as community

LONGEST_TITLE, LONGEST_WORDS = 120, 200
MOST = 1_000_000_000  # listeners; more than any broadcast has


def refuse(on: dt.date, at: dt.datetime, place: str, version: str, numbers: Mapping[str, int]) -> None:
    """Refuse a day to come, a place that there is not, and numbers that count nobody."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    if place:
        checks.known_place(place, version, "place")
    for field, number in numbers.items():
        if number <= 0:
            raise Refused(_("Write how many people it was, a number above zero."), field)
        refuse_many(number, field)


def refuse_many(number: int, field: str) -> None:
    """Refuse a number that no count of people can be."""
    if not 0 <= number <= MOST:
        raise Refused(_("Write a number between 0 and %(most)s.") % {"most": MOST}, field)


def titled(text: str, field: str, longest: int = LONGEST_TITLE) -> str:
    """Return a short text without its margins; refuse none, and one that is too long."""
    said = text.strip()
    if not said:
        raise Refused(_("Write a few words here."), field)
    return short(said, field, longest)


def short(text: str, field: str, longest: int = LONGEST_WORDS) -> str:
    """Return a text that may be empty without its margins; refuse one that is too long."""
    if len(text.strip()) > longest:
        raise Refused(_("Write at most %(most)s letters.") % {"most": longest}, field)
    return text.strip()


def refuse_struck(row: Awareness | Training) -> None:
    """Refuse to add to what was struck out."""
    if row.struck_at is not None:
        raise Refused(_("This record was struck out and counts no more. Record it anew."))


def own_point(by: Member, number: uuid.UUID | None, on: dt.date) -> uuid.UUID | None:
    """Return the number of a focal point of the own agency who served on that day; refuse another."""
    if number is None:
        return None
    if number not in {one.pk for one in community.own_points(by=by, on=on)}:
        raise Refused(_("This focal point did not serve for your agency on that day. Choose another one."), "point")
    return number
