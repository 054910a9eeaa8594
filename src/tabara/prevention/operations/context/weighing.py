"""What a file of context would bring, row by row: the readings that are in order, and why the others are not."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tabara import codelists, jobs
from tabara.prevention.enums import YES_OR_NO
from tabara.prevention.operations.context.placing import Finder, Unplaced
from tabara.prevention.operations.context.shapes import Shape, cause_of

MISSING = frozenset(("", "not available", "n/a", "na", "#n/a", "null", "none", "nan", "-", "nd", "non disponible"))
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
YES = {"1": 1, "yes": 1, "oui": 1, "true": 1, "0": 0, "no": 0, "non": 0, "false": 0}
OLDEST = dt.date(1990, 1, 1)
MOST = 1_000_000_000  # people; more than any country has by far
LONGEST = 20  # letters of a round or an origin
SAY_AFTER, OF_ALL = 2_000, 70  # lines between two words on how far it is; per cent of a job that weighing is


@dataclass(frozen=True)
class Flaw:
    """One thing that is wrong with a row: the column at fault, what stands there, and why it stays out."""

    role: str
    said: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """One row that is in order."""

    line: int
    place: str
    place_version: str
    as_of: dt.date
    value: int
    cause: str
    round: str
    origin: str


@dataclass(frozen=True)
class Wrong:
    """One row that stays out."""

    line: int
    cells: tuple[str, ...]
    flaws: tuple[Flaw, ...]


@dataclass
class Weighed:
    """What a file would bring. Rows that hold no value are neither right nor wrong: nothing was known there."""

    readings: list[Reading] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    without: int = 0

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """Return the first and the last day of what is in order."""
        days = [one.as_of for one in self.readings]
        return (min(days), max(days)) if days else None


def weigh(shape: Shape, *, layer: str, division: str, on: dt.date) -> Weighed:
    """Weigh every row of a file against the places, the day of today, and the rows before it."""
    pack = codelists.pack()
    unit = pack.codelist("context_layer").require(layer).more.get("unit", "")
    rows, found = _Rows(Finder(pack.places, division), unit, on), Weighed()
    for nth, (line, cells) in enumerate(shape.lines):
        if nth % SAY_AFTER == 0:
            jobs.progress(OF_ALL * nth // len(shape.lines))
        told = {role: _said(cell) for role, cell in zip(shape.roles, cells, strict=True)}
        if not told["value"]:
            found.without += 1
            continue
        reading, flaws = rows.weighed(line, told)
        if reading is None:
            found.wrong.append(Wrong(line, cells, tuple(flaws)))
        else:
            found.readings.append(reading)
    return found


def _said(cell: str) -> str:
    return "" if cell.strip().lower() in MISSING else cell.strip()


class _Rows:
    """Weighs rows one after the other, and remembers what was said already."""

    def __init__(self, finder: Finder, unit: str, on: dt.date) -> None:
        self.finder, self.unit, self.on = finder, unit, on
        self.lines: dict[tuple[object, ...], int] = {}
        self.causes: dict[str, str] = {}

    def weighed(self, line: int, told: Mapping[str, str]) -> tuple[Reading | None, list[Flaw]]:
        flaws: list[Flaw] = []
        value, day, place = self._value(told, flaws), self._day(told, flaws), None
        try:
            place = self.finder.place(told, day or self.on)
        except Unplaced as problem:
            flaws.append(Flaw(problem.role, told.get(problem.role, ""), problem.reason))
        short = [self._short(told, role, flaws) for role in ("round", "origin")]
        if flaws or value is None or day is None or place is None:
            return None, flaws
        reading = Reading(line, place.code, place.version, day, value, self._cause(told.get("cause", "")), *short)
        words = told.get("cause", "").lower()
        key = (reading.place, reading.place_version, day, words, reading.round, reading.origin)
        first = self.lines.setdefault(key, line)
        if first != line:
            reason = _("Line %(line)s says this of the same place and day. Leave one of them out.") % {"line": first}
            return None, [Flaw("value", told["value"], reason)]
        return reading, []

    def _value(self, told: Mapping[str, str], flaws: list[Flaw]) -> int | None:
        said = told["value"]
        plain = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?:\D|$))", "", said)
        number = YES.get(plain.lower()) if self.unit == YES_OR_NO else _whole(plain)
        if number is not None and 0 <= number <= MOST:
            return number
        flaws.append(Flaw("value", said, self._wrong_value(plain, number)))
        return None

    def _wrong_value(self, said: str, number: int | None) -> str:
        if self.unit == YES_OR_NO:
            return _("“%(said)s” is neither yes nor no. Write 1 or 0.") % {"said": said}
        if number is not None and number < 0:
            return _("A number of people is never below zero. Correct it.")
        if number is not None:
            return _("This is more than there are people. Correct it.")
        return _("“%(said)s” is no whole number. Write it in digits alone, as 1234.") % {"said": said}

    def _day(self, told: Mapping[str, str], flaws: list[Flaw]) -> dt.date | None:
        role = "year" if told.get("year") and not told.get("date") else "date" if "date" in told else "year"
        said = told.get(role, "")
        day = _day(said)
        if day is None:
            reason = (
                _("“%(said)s” is no date. Write it as 2024-01-31.") if said else _("The date is missing. Write it.")
            )
            flaws.append(Flaw(role, said, reason % {"said": said}))
        elif day > self.on:
            flaws.append(Flaw(role, said, _("This date, or the end of this period, is still to come. Correct it.")))
        elif day < OLDEST:
            flaws.append(Flaw(role, said, _("This date is before 1990. Correct it.")))
        else:
            return day
        return None

    def _short(self, told: Mapping[str, str], role: str, flaws: list[Flaw]) -> str:
        said = told.get(role, "")
        if len(said) > LONGEST:
            flaws.append(Flaw(role, said, _("Write at most %(most)s letters.") % {"most": LONGEST}))
        return said

    def _cause(self, words: str) -> str:
        if words not in self.causes:
            self.causes[words] = cause_of(words)
        return self.causes[words]


def _whole(said: str) -> int | None:
    """Return a whole number; 12.0 is one, 12.5 is none."""
    if not NUMBER.fullmatch(said) or len(said) > LONGEST:
        return None
    number = float(said)
    return int(number) if number.is_integer() else None


def _day(said: str) -> dt.date | None:
    """Return a day: an instant's day, the last day of a month or of a year."""
    try:
        if re.fullmatch(r"\d{4}", said):
            return dt.date(int(said), 12, 31)
        if re.fullmatch(r"\d{4}-\d{2}", said):
            year, month = int(said[:4]), int(said[5:])
            return dt.date(year, month, monthrange(year, month)[1])
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?", said):
            return dt.date.fromisoformat(said[:10])
    except ValueError:
        pass
    return None
