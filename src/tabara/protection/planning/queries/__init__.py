"""Reads of needs and plans. Each takes `by`, the member asking, and returns nothing that member may not see."""

from tabara.protection.planning.queries.assessing import (
    VITAL,
    Advice,
    Course,
    advice,
    assessments,
    courses,
    days_until_next,
    scale,
)
from tabara.protection.planning.queries.conferences import (
    conferences,
    decision,
    may_take_part,
    who_may_take_part,
)
from tabara.protection.planning.queries.interests import (
    best_interests,
    is_child,
    lacks_best_interests,
    of_child,
    records,
)
from tabara.protection.planning.queries.plans import (
    Progress,
    action,
    current,
    draft,
    goal,
    in_force,
    plan,
    plans,
    progress,
    to_approve,
)
from tabara.protection.planning.queries.told import may_see, notes, readable, words

__all__ = [
    "VITAL",
    "Advice",
    "Course",
    "Progress",
    "action",
    "advice",
    "assessments",
    "best_interests",
    "conferences",
    "courses",
    "current",
    "days_until_next",
    "decision",
    "draft",
    "goal",
    "in_force",
    "is_child",
    "lacks_best_interests",
    "may_see",
    "may_take_part",
    "notes",
    "of_child",
    "plan",
    "plans",
    "progress",
    "readable",
    "records",
    "scale",
    "to_approve",
    "who_may_take_part",
    "words",
]
