"""Say how an activity of a plan stands, and why: arithmetic on dates, targets and money, without a database.

An activity is late when its last day is over and it is not done. Before that it is held against what was to be expected
by today: a target of the year counts in proportion to the part of the year that is over. At least the threshold's share
of that is on track. What nobody reported is "no data", and what the catalogue cannot give is "cannot be computed":
neither is ever taken for nothing reached.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Light(StrEnum):
    """How an activity stands."""

    DONE = "done"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    LATE = "late"
    NO_DATA = "no_data"
    UNKNOWN = "unknown"  # cannot be computed
    WAITING = "waiting"  # it has not begun, and need not have
    DROPPED = "dropped"


class Why(StrEnum):
    """The reason of a light; who shows it says it in words."""

    IS_DONE = "is done"
    IS_DROPPED = "is dropped"
    PAST_ITS_DAY = "its last day is over"
    NOT_BEGUN_YET = "its first day is to come"
    SHOULD_HAVE_BEGUN = "its first day is over, and it is still planned"
    ENOUGH = "reached enough of what was expected by today"
    TOO_LITTLE = "reached too little of what was expected by today"
    NOTHING_REPORTED = "nobody reported what was reached"
    WITHHELD = "the figure is withheld to protect people"
    NO_FIGURES = "the figures were not built yet"
    NO_SUCH_INDICATOR = "the catalogue has no such indicator any more"
    NO_TARGET_YET = "its first target is of a later year"
    WITHIN_ITS_DAYS = "nothing is measured, and its days are not over"
    SILENT = "nothing was told of it for long"


class Lack(StrEnum):
    """Why there is no actual where an indicator should give one."""

    WITHHELD = "withheld"
    NO_FIGURES = "no figures"
    NO_SUCH_INDICATOR = "no such indicator"
    NOT_REPORTED = "not reported"


@dataclass(frozen=True)
class Thresholds:
    """From which share on something is on track, and after how many days silence or standing still counts."""

    on_track: float
    start_days: int
    silent_days: int


@dataclass(frozen=True)
class Facts:
    """What is known of an activity on a day. `actual` is of the year of `target_year_of`."""

    starts_on: dt.date
    due_on: dt.date
    progress: str  # planned, under_way, done, dropped
    targets: Mapping[int, float] = field(default_factory=dict)
    yearly: bool = True  # each year begins at nothing; else the targets go on from the baseline
    baseline: float = 0.0
    actual: float | None = None
    lack: Lack | None = None
    told_on: dt.date | None = None
    measured_on: dt.date | None = None  # the last day that `actual` counts, where it is not the day of the verdict


@dataclass(frozen=True)
class Verdict:
    """A light, its reason, and what was held against what."""

    light: Light
    why: Why
    expected: float | None = None  # by today
    share: float | None = None  # of what was expected; 1 is all of it
    days: int = 0  # over its day, or silent


def verdict(facts: Facts, *, on: dt.date, by: Thresholds) -> Verdict:
    """Return how an activity stands on a day."""
    if facts.progress == "dropped":
        return Verdict(Light.DROPPED, Why.IS_DROPPED)
    if facts.progress == "done":
        return Verdict(Light.DONE, Why.IS_DONE)
    if facts.due_on < on:
        return Verdict(Light.LATE, Why.PAST_ITS_DAY, days=(on - facts.due_on).days)
    if facts.starts_on > on and facts.progress == "planned":
        return Verdict(Light.WAITING, Why.NOT_BEGUN_YET)
    still = (on - facts.starts_on).days
    if facts.progress == "planned" and still > by.start_days:
        return Verdict(Light.BEHIND, Why.SHOULD_HAVE_BEGUN, days=still)
    return _measured(facts, on, by) if facts.targets else _unmeasured(facts, on, by)


def target_year(targets: Mapping[int, float], on: dt.date) -> int | None:
    """Return the year whose target counts on a day: this one, or the latest before it; none where all are to come."""
    past = [year for year in targets if year <= on.year]
    return max(past) if past else None


def expected(facts: Facts, *, on: dt.date) -> float | None:
    """Return what was to be reached by a day: of this year's target the part of the year that is over."""
    year = target_year(facts.targets, on)
    if year is None:
        return None
    earlier = [one for one in facts.targets if one < year]
    before = 0.0 if facts.yearly else facts.targets[max(earlier)] if earlier else facts.baseline
    return before + (facts.targets[year] - before) * _over(year, on)


def reached(facts: Facts, *, on: dt.date) -> float | None:
    """Return the share of what was expected that was reached; a target below its baseline is reached downwards."""
    aim = expected(facts, on=on)
    if aim is None or facts.actual is None:
        return None
    start = 0.0 if facts.yearly else facts.baseline
    if aim == start:
        return 1.0 if facts.actual >= aim else 0.0
    return max(0.0, (facts.actual - start) / (aim - start))


def _measured(facts: Facts, on: dt.date, by: Thresholds) -> Verdict:
    day = facts.measured_on or on
    aim = expected(facts, on=day)
    if aim is None:
        return Verdict(Light.WAITING, Why.NO_TARGET_YET)
    share = reached(facts, on=day)
    if share is None:
        lacks = {
            Lack.WITHHELD: Verdict(Light.UNKNOWN, Why.WITHHELD, aim),
            Lack.NO_FIGURES: Verdict(Light.UNKNOWN, Why.NO_FIGURES, aim),
            Lack.NO_SUCH_INDICATOR: Verdict(Light.UNKNOWN, Why.NO_SUCH_INDICATOR, aim),
        }
        return lacks.get(facts.lack or Lack.NOT_REPORTED, Verdict(Light.NO_DATA, Why.NOTHING_REPORTED, aim))
    if share >= by.on_track:
        return Verdict(Light.ON_TRACK, Why.ENOUGH, aim, share)
    return Verdict(Light.BEHIND, Why.TOO_LITTLE, aim, share)


def _unmeasured(facts: Facts, on: dt.date, by: Thresholds) -> Verdict:
    quiet = (on - max(facts.told_on or facts.starts_on, facts.starts_on)).days
    if quiet > by.silent_days:
        return Verdict(Light.NO_DATA, Why.SILENT, days=quiet)
    return Verdict(Light.ON_TRACK, Why.WITHIN_ITS_DAYS)


def _over(year: int, on: dt.date) -> float:
    """Return which part of a year is over on a day, that day with it."""
    first, next_first = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    return min(1.0, ((on - first).days + 1) / (next_first - first).days)


@dataclass(frozen=True)
class Money:
    """What activities cost in one currency, what is promised of it, what was spent, and how much is lacking."""

    currency: str
    budget: float
    funded: float
    spent: float
    gap: float  # of those where somebody told what is promised
    unknown: int  # activities with a budget of which nobody told what is promised

    @property
    def rate(self) -> float | None:
        """Return the share of the budget that was spent; nothing where there is no budget."""
        return self.spent / self.budget if self.budget else None


@dataclass(frozen=True)
class Purse:
    """The money of one activity; `None` is what nobody told."""

    currency: str
    budget: float | None = None
    funded: float | None = None
    spent: float | None = None

    @property
    def gap(self) -> float:
        """Return how much is lacking, where both sides are known."""
        return max(0.0, self.budget - self.funded) if self.budget is not None and self.funded is not None else 0.0


def money(purses: Iterable[Purse]) -> tuple[Money, ...]:
    """Return the sums of each currency; nothing is changed from one into another."""
    found: dict[str, list[Purse]] = {}
    for one in purses:
        if one.currency:
            found.setdefault(one.currency, []).append(one)
    return tuple(_sum(currency, some) for currency, some in found.items())


def lights(verdicts: Iterable[Verdict]) -> dict[Light, int]:
    """Return how many activities stand how, those without any left out."""
    told = [one.light for one in verdicts]
    return {light: told.count(light) for light in Light if light in told}


def _sum(currency: str, some: Sequence[Purse]) -> Money:
    return Money(
        currency=currency,
        budget=sum(one.budget or 0 for one in some),
        funded=sum(one.funded or 0 for one in some),
        spent=sum(one.spent or 0 for one in some),
        gap=sum(one.gap for one in some),
        unknown=sum(one.budget is not None and one.funded is None for one in some),
    )
