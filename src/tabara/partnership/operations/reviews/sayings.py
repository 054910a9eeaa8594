"""What every act on a review refuses, and how a correction keeps what stood before."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.unit import write, write_many
from tabara.partnership.models import Correction
from tabara.protection.cases.operations import checks

LONGEST, LONGEST_SOURCE, LONGEST_REASON = 500, 300, 200
FIRST_YEAR = 2000


def written(words: str, field: str, otherwise: str, longest: int = LONGEST) -> str:
    """Return words without the space around them; refuse none, and too many."""
    if not words.strip():
        raise Refused(otherwise, field)
    if len(words.strip()) > longest:
        raise Refused(_("Write at most %(most)s letters.") % {"most": longest}, field)
    return words.strip()


def known_review(review: str) -> codelists.Review:
    """Return a review of the pack; refuse another."""
    try:
        return codelists.pack().reviews.review(review)
    except codelists.CodelistError:
        raise Refused(_("The pack knows no such review. Choose one of the list."), "review") from None


def known_year(year: int, at: dt.datetime) -> None:
    """Refuse a year that no edition can be of."""
    this = timezone.localdate(at).year
    if not FIRST_YEAR <= year <= this:
        raise Refused(_("Write a year from %(first)s to %(last)s.") % {"first": FIRST_YEAR, "last": this}, "year")


def no_future(day: dt.date, at: dt.datetime, field: str) -> None:
    """Refuse a day after today."""
    checks.not_after(day, timezone.localdate(at), field, _("today"))


def put_right(
    row: models.Model, changes: Mapping[str, Any], *, by: Member, at: dt.datetime, reason: str, **of: models.Model
) -> None:
    """Change the fields that differ, and keep what stood before; `of` names the row in the correction."""
    why = written(reason, "reason", _("Say why it is corrected."), LONGEST_REASON)
    differ = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not differ:
        raise Refused(_("Nothing is different. Change what is wrong, or go back."))
    kept = {"reason": why, "corrected_by": by, "corrected_at": at, **of}
    write_many(
        [
            Correction(field=name, before=_said(getattr(row, name)), after=_said(value), **kept)
            for name, value in differ.items()
        ]
    )
    for name, value in differ.items():
        setattr(row, name, value)
    write(row, *differ)


def _said(value: object) -> str:
    return "" if value is None else str(value)
