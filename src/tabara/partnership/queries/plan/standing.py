"""Where the activities of the plan stand: what the workbook says, and what was reported since."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.partnership.enums import PlanState, Progress
from tabara.partnership.models import Decision, PlanActivity, PlanReport, PlanVersion
from tabara.partnership.queries.meetings import demand_reading
from tabara.partnership.queries.plan.versions import version_in_force


@dataclass(frozen=True)
class Standing:
    """An activity with everything that was reported of it, through all versions, the oldest first."""

    activity: PlanActivity
    version: PlanVersion
    reports: Sequence[PlanReport]

    @cached_property
    def since(self) -> Sequence[PlanReport]:
        """Return what was reported since the version was loaded: it holds over the workbook."""
        loaded = self.version.loaded_at
        return [one for one in self.reports if loaded is None or one.told_at >= loaded]

    @property
    def progress(self) -> Progress:
        """Return how far it is: as reported since the version was loaded, as it says, as reported before."""
        told = [*(one.progress for one in self.reports[-1:]), self.activity.progress]
        if self.since:
            told = [self.since[-1].progress]
        return Progress(next((one for one in reversed(told) if one), Progress.PLANNED))

    @property
    def spent(self) -> Decimal | None:
        """Return what was spent in all, as last reported."""
        return next((one.spent for one in reversed(self.reports) if one.spent is not None), None)

    @property
    def funded(self) -> Decimal | None:
        """Return what is promised or paid: as reported since the version was loaded, as it says, as reported before."""
        later = next((one.funded for one in reversed(self.since) if one.funded is not None), None)
        before = next((one.funded for one in reversed(self.reports) if one.funded is not None), None)
        said = self.activity.funded
        return later if later is not None else said if said is not None else before

    @property
    def settled_on(self) -> dt.date | None:
        """Return the day from which it is told to be done, where it is."""
        if self.progress is not Progress.DONE:
            return None
        done: dt.date | None = None
        for one in self.reports:
            done = (done or one.told_on) if one.progress == Progress.DONE else None
        return done

    @property
    def targets(self) -> dict[int, Decimal]:
        """Return the targets by year."""
        return {one.year: one.value for one in self.activity.targets.all()}

    def told(self, year: int) -> PlanReport | None:
        """Return the last report of what was reached in a year, by hand."""
        found = [one for one in self.reports if one.actual is not None and one.actual_year == year]
        return found[-1] if found else None


def plan(*, by: Member) -> tuple[PlanVersion | None, list[Standing]]:
    """Return the version in force with its activities; nothing and none where no plan was loaded."""
    found = version_in_force(by=by)
    return (found, standings(by=by, version=found)) if found else (None, [])


def standings(*, by: Member, version: PlanVersion) -> list[Standing]:
    """Return the activities of a version, in its order."""
    demand_reading(by)
    rows = PlanActivity.objects.filter(objective__version=version).select_related("objective", "owner_agency")
    found = list(rows.prefetch_related("targets").order_by("position"))
    reports = _reports([one.line for one in found])
    return [Standing(one, version, reports.get(one.line, [])) for one in found]


def activity(*, by: Member, number: uuid.UUID) -> Standing:
    """Give one activity of a version.

    Raises:
        NotFound: there is none of that number in a version that was loaded.
    """
    demand_reading(by)
    rows = PlanActivity.objects.select_related("objective__version", "owner_agency").prefetch_related("targets")
    found = rows.filter(pk=number, objective__version__state=PlanState.LOADED).first()
    if found is None:
        raise NotFound
    return Standing(found, found.objective.version, _reports([found.line]).get(found.line, []))


def may_report(*, by: Member, activity: PlanActivity) -> bool:
    """Return whether somebody may tell how far it is: the secretariat, and who reads the plan where it is done."""
    own = activity.owner_agency_id is not None and activity.owner_agency_id == by.agency_id
    return by.may(Permission.COMMISSION_KEEP) or (own and by.may(Permission.COMMISSION_READ))


def decisions_of(*, by: Member, activity: PlanActivity) -> list[Decision]:
    """List the decisions of meetings that serve an activity."""
    demand_reading(by)
    return list(Decision.objects.filter(plan_line=activity.line).select_related("meeting", "owner"))


def _reports(lines: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[PlanReport]]:
    found: dict[uuid.UUID, list[PlanReport]] = {}
    rows = PlanReport.objects.filter(activity__line__in=lines, activity__objective__version__state=PlanState.LOADED)
    for one in rows.select_related("activity", "told_by__agency").order_by("told_on", "told_at", "id"):
        found.setdefault(one.activity.line, []).append(one)
    return found
