"""Reads of returns, plans of reintegration, visits and endings: the groups that are not shared are left out."""

from tabara.protection.reintegration.queries.checklist import Item, checklist, missing, wish
from tabara.protection.reintegration.queries.ending import earlier, endings, episodes, later, resumable
from tabara.protection.reintegration.queries.returning import journey, returns, sees_plan, under_way
from tabara.protection.reintegration.queries.told import written
from tabara.protection.reintegration.queries.visiting import (
    Week,
    agrees_to_visits,
    measured,
    outcome,
    plan,
    plans,
    plans_visited,
    to_come,
    trend,
    trend_of,
    visit,
    weeks,
)

__all__ = [
    "Item",
    "Week",
    "agrees_to_visits",
    "checklist",
    "earlier",
    "endings",
    "episodes",
    "journey",
    "later",
    "measured",
    "missing",
    "outcome",
    "plan",
    "plans",
    "plans_visited",
    "resumable",
    "returns",
    "sees_plan",
    "to_come",
    "trend",
    "trend_of",
    "under_way",
    "visit",
    "weeks",
    "wish",
    "written",
]
