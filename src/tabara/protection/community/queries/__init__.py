"""Reads of focal points, of the ground they cover, and of alerts."""

from tabara.protection.community.queries.alerts import (
    MOST_LISTED,
    agencies_to_pass_to,
    alert,
    around,
    can_be_taken,
    elsewhere,
    of_case,
    own,
    settled,
    steps,
    to_triage,
    triagers,
    waiting,
)
from tabara.protection.community.queries.cover import Commune, Province, cover, uncovered
from tabara.protection.community.queries.ended import alerts_ended, points_ended, subjects
from tabara.protection.community.queries.hours import due_after, due_for_triage, suggested
from tabara.protection.community.queries.points import (
    agencies,
    alerts_of,
    colleagues,
    commune_of,
    own_points,
    place_of,
    point,
    points,
)

__all__ = [
    "MOST_LISTED",
    "Commune",
    "Province",
    "agencies",
    "agencies_to_pass_to",
    "alert",
    "alerts_ended",
    "alerts_of",
    "around",
    "can_be_taken",
    "colleagues",
    "commune_of",
    "cover",
    "due_after",
    "due_for_triage",
    "elsewhere",
    "of_case",
    "own",
    "own_points",
    "place_of",
    "point",
    "points",
    "points_ended",
    "settled",
    "steps",
    "subjects",
    "suggested",
    "to_triage",
    "triagers",
    "uncovered",
    "waiting",
]
