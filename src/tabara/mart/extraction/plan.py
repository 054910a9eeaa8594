"""The National Action Plan as counts: no word of it, and of its money the currency of the pack alone."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.utils import timezone

from tabara.mart.extraction.reading import Reading, Row, Source, month
from tabara.partnership.enums import PlanState, Progress
from tabara.partnership.models import PlanActivity, PlanObjective, PlanReport, PlanTarget, PlanVersion

NO, CODE, YES, SUM, DAY = pa.int32(), pa.string(), pa.bool_(), pa.float64(), pa.date32()
ENDED = (Progress.DONE, Progress.DROPPED)
ACTIVITY = (
    *("id", "line", "objective__pillar", "objective__version", "starts_on", "due_on", "progress"),
    *("indicator", "budget", "funded", "currency"),
)
REPORT = ("activity__line", "told_on", "told_at", "progress", "spent", "funded", "actual", "actual_year")


def activities(reading: Reading) -> Iterator[Row]:
    """Give the activities of each version with the days on which it was in force, and where the last ones stand."""
    periods, reports = _periods(), _reports()
    targets: dict[UUID, dict[int, Any]] = {}
    for number, year, aim in PlanTarget.objects.values_list("activity", "year", "value"):
        targets.setdefault(number, {})[year] = aim
    rows = PlanActivity.objects.filter(objective__version__in=periods).order_by("objective__version", "position")
    for one in rows.values_list(*ACTIVITY, named=True):
        since, until, loaded = periods[one.objective__version]
        told = reports.get(one.line, [])
        progress, settled = _progress(one, told, loaded)
        late = until is None and progress not in ENDED and one.due_on < reading.until
        in_time = settled is not None and settled <= one.due_on
        months = (month(one.starts_on), month(one.due_on))
        money = _money(one, told, loaded, reading.pack.currency)
        met = _met({} if one.indicator else targets.get(one.id, {}), told, reading.until.year)
        yield one.objective__pillar, *months, progress, since, until, until is None, late, in_time, *money, *met


def objectives(reading: Reading) -> Iterator[Row]:
    """Give the objectives of each version, when it was in force, and whether any activity serves them."""
    periods = _periods()
    served = set(PlanActivity.objects.order_by().values_list("objective", flat=True).distinct())
    rows = PlanObjective.objects.filter(version__in=periods).order_by("version", "position")
    for number, pillar, version in rows.values_list("id", "pillar", "version"):
        since, until, _loaded = periods[version]
        yield pillar, since, until, number in served


def _periods() -> dict[UUID, tuple[dt.date, dt.date | None, dt.datetime]]:
    """Return from when until when each version was in force."""
    rows = PlanVersion.objects.filter(state=PlanState.LOADED).order_by("number").values_list("id", "loaded_at")
    found = [(number, loaded, timezone.localdate(loaded)) for number, loaded in rows if loaded is not None]
    ends: list[dt.date | None] = [since for _number, _loaded, since in found[1:]]
    return {
        number: (since, until, loaded) for (number, loaded, since), until in zip(found, [*ends, None], strict=False)
    }


def _reports() -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    rows = PlanReport.objects.filter(activity__objective__version__state=PlanState.LOADED)
    for one in rows.order_by("told_on", "told_at", "id").values_list(*REPORT, named=True):
        found.setdefault(one.activity__line, []).append(one)
    return found


def _progress(one: Any, told: list[Any], loaded: dt.datetime) -> tuple[str, dt.date | None]:
    """Return how far an activity is, and since when it is done: as `partnership.queries.plan` says it."""
    later = [row for row in told if row.told_at >= loaded]
    said = later[-1].progress if later else one.progress or (told[-1].progress if told else Progress.PLANNED)
    done: dt.date | None = None
    for row in told:
        done = (done or row.told_on) if row.progress == Progress.DONE else None
    return said, done if said == Progress.DONE else None


def _money(one: Any, told: list[Any], loaded: dt.datetime, currency: str) -> tuple[bool, bool, float, float, float]:
    """Return whether it has a budget and lacks money, and its sums where they are in the pack's currency."""
    later = [row.funded for row in told if row.funded is not None and row.told_at >= loaded]
    before = [row.funded for row in told if row.funded is not None]
    funded = next((some[-1] for some in (later, [one.funded] if one.funded is not None else [], before) if some), None)
    spent = next((row.spent for row in reversed(told) if row.spent is not None), None)
    short = one.budget is not None and funded is not None and funded < one.budget
    sums = (float(amount or 0) if one.currency == currency else 0.0 for amount in (one.budget, funded, spent))
    budget, promised, paid = sums
    return one.budget is not None, short, budget, promised, paid


def _met(targets: dict[int, Any], told: list[Any], year: int) -> tuple[bool, bool]:
    """Return whether a target of a year that is over is reported by hand, and whether the last of them was reached."""
    past = [one for one in sorted(targets) if one < year]
    if not past:
        return False, False
    reached = [row.actual for row in told if row.actual is not None and row.actual_year == past[-1]]
    return True, bool(reached) and reached[-1] >= targets[past[-1]]


def _table(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


SOURCES = (
    Source(
        "plan_activities",
        _table(
            pillar=CODE,
            m=NO,
            due_m=NO,
            plan_progress=CODE,
            since=DAY,
            until=DAY,
            in_force=YES,
            late=YES,
            in_time=YES,
            budgeted=YES,
            unfunded=YES,
            budget=SUM,
            funded=SUM,
            spent=SUM,
            aimed=YES,
            met=YES,
        ),
        activities,
    ),
    Source("plan_objectives", _table(pillar=CODE, since=DAY, until=DAY, served=YES), objectives),
)
