"""A period of whole months: the first day counts, the last does not."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara.indicators.errors import IndicatorError


@dataclass(frozen=True)
class Period:
    """From the first day of a month until the first day of another."""

    since: dt.date
    until: dt.date

    def __post_init__(self) -> None:
        if self.since.day != 1 or self.until.day != 1:
            raise IndicatorError(
                _("A period begins and ends with a month, but this one is %(since)s to %(until)s. Correct the dates.")
                % {"since": self.since, "until": self.until}
            )
        if self.until <= self.since:
            raise IndicatorError(
                _("A period ends after it began, but this one is %(since)s to %(until)s. Correct the dates.")
                % {"since": self.since, "until": self.until}
            )

    @property
    def first(self) -> int:
        """Return the first month as a number: 202001."""
        return _month(self.since)

    @property
    def end(self) -> int:
        """Return the month after the last one as a number."""
        return _month(self.until)

    @property
    def last_day(self) -> dt.date:
        """Return the last day."""
        return self.until - dt.timedelta(days=1)

    @property
    def months(self) -> int:
        """Return how many months it has."""
        return (self.until.year - self.since.year) * 12 + self.until.month - self.since.month

    @property
    def of_quarters(self) -> bool:
        """Return whether it is made of whole quarters."""
        return self.since.month % 3 == 1 and self.until.month % 3 == 1

    def quarters(self) -> list[str]:
        """Return every quarter that it touches: "2022-Q3"."""
        first, last = _quarter(self.since), _quarter(self.last_day)
        return [f"{one // 4}-Q{one % 4 + 1}" for one in range(first, last + 1)]

    def part(self, name: str) -> "Period":
        """Return what lies in it of a quarter ("2022-Q3") or a year ("2022"); all of it without a name."""
        if not name:
            return self
        year, _dash, quarter = name.partition("-Q")
        first = int(year) * 12 + (int(quarter) - 1) * 3 if quarter else int(year) * 12
        end = first + (3 if quarter else 12)
        return Period(max(self.since, _day(first)), min(self.until, _day(end)))

    def years(self) -> list[str]:
        """Return every year that it touches."""
        return [str(year) for year in range(self.since.year, self.last_day.year + 1)]


def _month(day: dt.date) -> int:
    return day.year * 100 + day.month


def _quarter(day: dt.date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _day(month: int) -> dt.date:
    """Give the first day of a month, counted from the year nought."""
    return dt.date(month // 12, month % 12 + 1, 1)
