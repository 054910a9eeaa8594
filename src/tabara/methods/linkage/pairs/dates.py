"""The year of birth, and how well it is known.

The 1st of January stands for "some time that year" in every register, so it is a year and no date. Stated ages are
rounded to five, which widens what may be the same year.
"""

import re
from datetime import date
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR, OLDEST = 1880, 2100, 120
HEAP = 5

_ORDERS = (
    re.compile(r"(?P<year>\d{4})[-/.]?(?P<month>\d{2})[-/.]?(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)
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
    """
    known = _date(dob.strip())
    if known is not None:
        first = (known.month, known.day) == (1, 1)
        return Birth(known.year, None if first else known.isoformat())
    years, seen = _number(age, 0, OLDEST), _number(reg_year, FIRST_YEAR, LAST_YEAR)
    if years is not None and seen is not None:
        return Birth(seen - years, None, years % HEAP == 0)
    alone = dob if _YEAR_ALONE.fullmatch(dob.strip()) else est_birth_year
    return Birth(_number(alone, FIRST_YEAR, LAST_YEAR))


def _date(text: str) -> date | None:
    for order in _ORDERS:
        found = order.fullmatch(text)
        if found:
            try:
                read = date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
            return read if FIRST_YEAR <= read.year <= LAST_YEAR else None
    return None


def _number(text: str, least: int, most: int) -> int | None:
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits) if least <= int(digits) <= most else None
