"""How long each kind of record is kept, and on what ground: data of the pack, so that a country can decide."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 12  # months


@dataclass(frozen=True)
class Term:
    """The rule for one kind of record. Exactly one of the four says how long."""

    kind: str
    title: Mapping[str, str]
    basis: Mapping[str, str]  # the legal ground, in words
    source: str
    days: int = 0
    months: int = 0
    years_after_majority: int = 0
    keep: bool = False  # for as long as the instance lives

    def ends(self, since: date) -> date | None:
        """Give the day from which a record is erased that began to wait on `since`; None where it is kept."""
        if self.keep or self.years_after_majority:
            return None
        return since + timedelta(days=self.days) if self.days else months_later(since, self.months)


def months_later(day: date, months: int) -> date:
    """Give the same day so many months later, or the last day of that month where it is shorter."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
