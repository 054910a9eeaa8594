"""The way home in words: how a return stands, what its checklist says, and the line of the visits."""

from tabara.interfaces.web.homeward.following import about, ending_of, heeded, months, plan_of
from tabara.interfaces.web.homeward.journeys import RETURN_STATES, checklist_of, journey_of, kept_of

__all__ = [
    "RETURN_STATES",
    "about",
    "checklist_of",
    "ending_of",
    "heeded",
    "journey_of",
    "kept_of",
    "months",
    "plan_of",
]
