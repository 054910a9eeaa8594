"""The versions of the plan: the last one loaded is in force, the earlier ones stay readable."""

import uuid

from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.partnership.enums import PlanState
from tabara.partnership.models import PlanObjective, PlanVersion
from tabara.partnership.queries.meetings import demand_reading

MOST = 100


def versions(*, by: Member) -> list[PlanVersion]:
    """List the workbooks that were sent, the newest first, without what was dropped."""
    demand_reading(by)
    found = PlanVersion.objects.exclude(state=PlanState.DROPPED).defer("sent")
    return list(found.order_by("-sent_at", "-id")[:MOST])


def version(*, by: Member, number: uuid.UUID) -> PlanVersion:
    """Give a workbook that was sent, or loaded as a version.

    Raises:
        NotFound: there is none of that number, or it was dropped.
    """
    demand_reading(by)
    found = PlanVersion.objects.filter(pk=number).exclude(state=PlanState.DROPPED).first()
    if found is None:
        raise NotFound
    return found


def version_in_force(*, by: Member) -> PlanVersion | None:
    """Return the last version that was loaded and not undone."""
    demand_reading(by)
    return PlanVersion.objects.filter(state=PlanState.LOADED).order_by("-number").first()


def version_before(*, by: Member, version: PlanVersion) -> PlanVersion | None:
    """Return the version that stood before this one; of a workbook that waits, the one in force."""
    demand_reading(by)
    found = PlanVersion.objects.filter(state=PlanState.LOADED).order_by("-number")
    return (found.filter(number__lt=version.number) if version.number is not None else found).first()


def objectives(*, by: Member, version: PlanVersion) -> list[PlanObjective]:
    """List the objectives of a version, in its order."""
    demand_reading(by)
    return list(version.objectives.all())
