"""What members read of the plan: its versions, its activities and where they stand, what a version changed."""

from tabara.partnership.queries.plan.changes import Change, Changes, changes_between, said_of
from tabara.partnership.queries.plan.standing import Standing, activity, decisions_of, may_report, plan, standings
from tabara.partnership.queries.plan.versions import objectives, version, version_before, version_in_force, versions

__all__ = [
    "Change",
    "Changes",
    "Standing",
    "activity",
    "changes_between",
    "decisions_of",
    "may_report",
    "objectives",
    "plan",
    "said_of",
    "standings",
    "version",
    "version_before",
    "version_in_force",
    "versions",
]
