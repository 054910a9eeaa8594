"""The year of birth, and how well it is known.

The 1st of January stands for "some time that year" in every register, so it is a year and no date. Stated ages are
rounded to five, which widens what may be the same year. Of a year of two digits the year of registration tells the
century; without it, only those are read of which one century is possible.
"""

import re
from datetime import date
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR, OLDEST = 1880, 2100, 120
HEAP = 5
CENTURY = 100
NOBODY_YET = 31  # from these two digits on, one century is possible without a clock: nobody is born in 2031 or later
_BEFORE, _SHORT, _MONTHS = 1900, 2, 12

_ORDERS = (
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d{2})"),
)
_TIME = re.compile(r"[T ]\d{1,2}:.*")
_YEAR_ALONE = re.compile(r"\d{4}")


class Birth(NamedTuple):
    """A year of birth; the date where a document says it; whether the year comes from a round age."""

    year: int | None = None
    on: str | None = None
    rounded: bool = False


def birth(dob: str, age: str, reg_year: str, est_birth_year: str) -> Birth:
    """Read a birth from whichever columns say something, the most exact first; what makes no sense says nothing.

    >>> birth("1998-08-03", "", "2025", ""), birth("1998-01-01", "", "", "").on
    (Birth(year=1998, on='1998-08-03', rounded=False), None)
    >>> birth("", "30", "2024", "1994"), birth("31/12/1990", "", "", "").on, birth("", "", "", "").year
    (Birth(year=1994, on=None, rounded=True), '1990-12-31', None)
    >>> birth("3.8.98", "", "2024", "").on, birth("02/20/1998", "", "", "").on, birth("1998-08-03 00:00", "", "", "").on
    ('1998-08-03', '1998-02-20', '1998-08-03')
    >>> birth("3.8.98", "", "", "").on, birth("3.8.08", "", "2024", "").on, birth("3.8.08", "", "", "").on
    ('1998-08-03', '2008-08-03', None)
    """
    seen = _number(reg_year, FIRST_YEAR, LAST_YEAR)
    known = _date(_TIME.sub("", dob.strip()), seen)
    if known is not None:
        first = (known.month, known.day) == (1, 1)
        return Birth(known.year, None if first else known.isoformat())
    years = _number(age, 0, OLDEST)
    if years is not None and seen is not None:
        return Birth(seen - years, None, years % HEAP == 0)
    alone = dob if _YEAR_ALONE.fullmatch(dob.strip()) else est_birth_year
    return Birth(_number(alone, FIRST_YEAR, LAST_YEAR))


def _date(text: str, seen: int | None) -> date | None:
    found = next(filter(None, (order.fullmatch(text) for order in _ORDERS)), None)
    if found is None:
        return None
    month, day = int(found["month"]), int(found["day"])
    year = int(found["year"]) if len(found["year"]) > _SHORT else _whole_year(int(found["year"]), seen)
    if year is None:
        return None
    if month > _MONTHS >= day:  # no month has such a number: the month was written first
        month, day = day, month
    try:
        read = date(year, month, day)
    except ValueError:
        return None
    return read if FIRST_YEAR <= read.year <= LAST_YEAR else None


def _whole_year(digits: int, seen: int | None) -> int | None:
    """Give the year that two digits mean, if one alone is possible: none after the year in which it was told."""
    if seen is None:
        return _BEFORE + digits if digits >= NOBODY_YET else None
    return digits + CENTURY * ((seen - digits) // CENTURY)


def _number(text: str, least: int, most: int) -> int | None:
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits) if least <= int(digits) <= most else None
