"""What one version of the plan changed beside another: activities added, dropped, altered. Reports are no change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tabara.access.models import Member
from tabara.partnership.models import PlanVersion
from tabara.partnership.queries.plan.standing import standings

Said = Mapping[str, Mapping[str, Any]]  # what a version says of each activity, by its number
SAME = ("owner", "starts_on", "due_on", "indicator", "measure", "counting", "baseline", "budget", "funded", "currency")


@dataclass(frozen=True)
class Change:
    """One thing that is said otherwise: the column, what stood there, what stands there now."""

    key: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Changes:
    """What differs between two versions, each activity by its number and title."""

    added: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str], ...]
    altered: tuple[tuple[str, str, tuple[Change, ...]], ...]
    same: int


def changes_between(before: Said, after: Said) -> Changes:
    """Return what the later one changed."""
    common = [code for code in after if code in before]
    altered = {code: _altered(before[code], after[code]) for code in common}
    return Changes(
        added=tuple((code, str(said["activity"])) for code, said in after.items() if code not in before),
        dropped=tuple((code, str(said["activity"])) for code, said in before.items() if code not in after),
        altered=tuple((code, str(after[code]["activity"]), found) for code, found in altered.items() if found),
        same=sum(not found for found in altered.values()),
    )


def said_of(*, by: Member, version: PlanVersion | None) -> Said:
    """Return what a version says of each activity, by the columns of the workbook."""
    if version is None:
        return {}
    found = {}
    for one in standings(by=by, version=version):
        row, objective = one.activity, one.activity.objective
        found[row.code] = {
            "pillar": objective.pillar,
            "objective_code": objective.code,
            "objective": objective.words,
            "activity": row.title,
            **{key: getattr(row, key) for key in SAME},
            **{f"target_{year}": value for year, value in one.targets.items()},
        }
    return found


def _altered(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    keys = dict.fromkeys((*before, *after))
    pairs = ((key, _bare(before.get(key)), _bare(after.get(key))) for key in keys)
    return tuple(Change(key, old, new) for key, old, new in pairs if old != new)


def _bare(value: Any) -> Any:
    return None if value == "" else value
