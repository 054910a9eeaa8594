"""Returns with their checklist, plans with their visits, and how cases end and begin."""

from tabara.protection.reintegration.models.ending import Ending, Episode
from tabara.protection.reintegration.models.plan import Goal, Reintegration, Visit
from tabara.protection.reintegration.models.returning import CheckItem, Return

__all__ = ["CheckItem", "Ending", "Episode", "Goal", "Reintegration", "Return", "Visit"]
