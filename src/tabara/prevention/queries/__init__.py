"""What members read of prevention."""

from tabara.prevention.queries.awareness import campaign, campaigns, in_charge, questions, reach, session, sessions
from tabara.prevention.queries.reached import demand, visible
from tabara.prevention.queries.training import (
    Due,
    Share,
    course,
    courses,
    due,
    shares,
    trainee,
    training,
    trainings,
)

__all__ = [
    "Due",
    "Share",
    "campaign",
    "campaigns",
    "course",
    "courses",
    "demand",
    "due",
    "in_charge",
    "questions",
    "reach",
    "session",
    "sessions",
    "shares",
    "trainee",
    "training",
    "trainings",
    "visible",
]
