"""Assessments, best interests, plans and conferences: each with the case that it hangs on."""

from tabara.protection.planning.models.assessment import Assessment, Score
from tabara.protection.planning.models.conference import Attendance, Conference, Decision
from tabara.protection.planning.models.interests import BestInterests, Panelist
from tabara.protection.planning.models.plan import Action, Goal, Plan

__all__ = [
    "Action",
    "Assessment",
    "Attendance",
    "BestInterests",
    "Conference",
    "Decision",
    "Goal",
    "Panelist",
    "Plan",
    "Score",
]
