"""The scorecard of the plan: each activity held against what was to be expected, with figures that protect people."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tabara import codelists
from tabara.access.models import Member
from tabara.codelists import Surface
from tabara.indicators import Figure, compute, indicators
from tabara.indicators.profiles import rule_at
from tabara.mart import Mart
from tabara.methods import scorecard as arithmetic
from tabara.methods.scorecard import Facts, Lack, Light, Money, Purse, Thresholds, Verdict
from tabara.partnership.enums import Counting
from tabara.partnership.models import PlanVersion
from tabara.partnership.queries import plan
from tabara.partnership.queries.plan import Standing
from tabara.publication.releases.finished import finished_until

Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Scored:
    """An activity, how it stands, and what was reached of the target that counts."""

    standing: Standing
    verdict: Verdict
    year: int | None  # whose target counts
    target: float | None
    actual: float | None
    figure: Figure | None  # where the catalogue computes it
    purse: Purse
    measured_on: dt.date | None = None  # the last day that counts, where that is not the day of the card

    @property
    def pillar(self) -> str:
        """Return its pillar."""
        return str(self.standing.activity.objective.pillar)


@dataclass(frozen=True)
class Card:
    """A version of the plan, scored on a day."""

    version: PlanVersion
    rows: tuple[Scored, ...]
    empty: tuple[str, ...]  # objectives without an activity

    def of(self, pillar: str) -> "Card":
        """Return the part of one pillar."""
        return Card(self.version, tuple(one for one in self.rows if one.pillar == pillar), ())

    @property
    def pillars(self) -> list[str]:
        """Return the pillars with an activity, in the order of the plan."""
        return list(dict.fromkeys(one.pillar for one in self.rows))

    @property
    def lights(self) -> Mapping[Light, int]:
        """Return how many activities stand how."""
        return arithmetic.lights(one.verdict for one in self.rows)

    @property
    def money(self) -> tuple[Money, ...]:
        """Return the sums of each currency; what was dropped costs nothing any more."""
        return arithmetic.money(one.purse for one in self.rows if one.verdict.light is not Light.DROPPED)

    @property
    def late(self) -> list[Scored]:
        """Return what is late, the longest first."""
        found = [one for one in self.rows if one.verdict.light is Light.LATE]
        return sorted(found, key=lambda one: one.standing.activity.due_on)

    @property
    def unfunded(self) -> list[Scored]:
        """Return what lacks money and is not over."""
        over = (Light.DROPPED, Light.DONE)
        return [one for one in self.rows if one.purse.gap > 0 and one.verdict.light not in over]


def card(
    *,
    by: Member,
    mart: Mart | None,
    on: dt.date,
    version: PlanVersion | None = None,
    measured_on: dt.date | None = None,
) -> Card | None:
    """Return the scorecard of a version, of the one in force where none is named; nothing where there is no plan.

    Actuals of the catalogue pass the public rule of disclosure: a scorecard is handed round. They count until today, or
    until the end of `measured_on`, and are held against what was to be expected by then.
    """
    found = version or plan.version_in_force(by=by)
    if found is None:
        return None
    standings = plan.standings(by=by, version=found)
    day = measured_on or on
    figures = _figures(standings, mart, day, measured_on)
    empty = {one.pk: one.words for one in plan.objectives(by=by, version=found)}
    for one in standings:
        empty.pop(one.activity.objective_id, None)
    rows = tuple(_scored(one, figures, mart, on, measured_on) for one in standings)
    return Card(found, rows, tuple(empty.values()))


def printed_card(*, by: Member, mart: Mart | None, on: dt.date) -> Card | None:
    """Return the scorecard of the plan in force as it is handed round: its figures end with the last quarter over.

    A number of the year under way, given out once, would bind the sheet of the whole year (docs/adr/0101).
    """
    last = None if mart is None else finished_until(mart, on) - dt.timedelta(days=1)
    return card(by=by, mart=mart, on=on, measured_on=last)


def _scored(
    one: Standing,
    figures: Mapping[tuple[str, Period], Figure],
    mart: Mart | None,
    on: dt.date,
    measured_on: dt.date | None,
) -> Scored:
    row = one.activity
    measured = measured_on if row.indicator else None  # what is told by hand is told until today
    targets = {year: float(value) for year, value in one.targets.items()}
    year = arithmetic.target_year(targets, measured or on)
    figure = figures.get((row.indicator, _period(one, year, measured))) if row.indicator and year else None
    actual, lack = _actual(one, year, figure, mart)
    facts = Facts(
        starts_on=row.starts_on,
        due_on=row.due_on,
        progress=one.progress.value,
        targets=targets,
        yearly=row.counting == Counting.YEARLY,
        baseline=float(row.baseline or 0),
        actual=actual,
        lack=lack,
        told_on=one.reports[-1].told_on if one.reports else None,
        measured_on=measured,
    )
    purse = Purse(row.currency, *(_float(amount) for amount in (row.budget, one.funded, one.spent)))
    found = arithmetic.verdict(facts, on=on, by=thresholds())
    return Scored(one, found, year, targets.get(year) if year else None, actual, figure, purse, measured)


def thresholds() -> Thresholds:
    """Return what the pack takes for on track, for a late beginning, and for silence."""
    told = codelists.pack().parameters
    return Thresholds(float(told["plan_on_track"]), int(told["plan_start_days"]), int(told["plan_silent_days"]))


def _actual(
    one: Standing, year: int | None, figure: Figure | None, mart: Mart | None
) -> tuple[float | None, Lack | None]:
    """Return what was reached, or why nobody can say."""
    if year is None:
        return None, None
    if not one.activity.indicator:
        told = one.told(year)
        return (float(told.actual), None) if told and told.actual is not None else (None, Lack.NOT_REPORTED)
    if mart is None:
        return None, Lack.NO_FIGURES
    if figure is None or not isinstance(figure.value, int | float | None):
        return None, Lack.NO_SUCH_INDICATOR
    return (None, Lack.WITHHELD) if figure.value is None else (float(figure.value), None)


def _figures(
    standings: Sequence[Standing], mart: Mart | None, on: dt.date, measured_on: dt.date | None
) -> dict[tuple[str, Period], Figure]:
    """Return the figures that the targets ask for, each period at once."""
    if mart is None:
        return {}
    known, asked = indicators(), dict[Period, dict[str, None]]()
    for one in standings:
        year = arithmetic.target_year({key: float(value) for key, value in one.targets.items()}, on)
        if year and one.activity.indicator in known:
            asked.setdefault(_period(one, year, measured_on), {})[one.activity.indicator] = None
    return {
        (figure.key, period): figure
        for period, keys in asked.items()
        for figure in compute(list(keys), mart=mart, since=period[0], until=period[1], rule=rule_at(Surface.SCORECARD))
    }


def _period(one: Standing, year: int | None, measured_on: dt.date | None) -> Period:
    """Return over which years a target counts: its own, or all since the plan began, to the last day that counts."""
    last = year or one.activity.starts_on.year
    first = last if one.activity.counting == Counting.YEARLY else min(last, _began())
    until = dt.date(last + 1, 1, 1)
    return dt.date(first, 1, 1), min(until, measured_on + dt.timedelta(days=1)) if measured_on else until


def _began() -> int:
    return min(int(year) for year in codelists.pack().parameters["plan_years"])


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
