"""What may happen on the way home: return, plan, visits, and how a case ends and opens again."""

from tabara.protection.reintegration.operations.ending import begin_episode, end_case, resume_case
from tabara.protection.reintegration.operations.following import end_unwanted
from tabara.protection.reintegration.operations.goals import add_goal, end_goal, make_plan
from tabara.protection.reintegration.operations.preparing import Details, clear, prepare, record_item, take_item_back
from tabara.protection.reintegration.operations.travelling import call_off, confirm_arrival, depart, hand_over
from tabara.protection.reintegration.operations.visiting import Found, keep_visit, miss_visit
from tabara.protection.reintegration.operations.words import Words, open_words

__all__ = [
    "Details",
    "Found",
    "Words",
    "add_goal",
    "begin_episode",
    "call_off",
    "clear",
    "confirm_arrival",
    "depart",
    "end_case",
    "end_goal",
    "end_unwanted",
    "hand_over",
    "keep_visit",
    "make_plan",
    "miss_visit",
    "open_words",
    "prepare",
    "record_item",
    "resume_case",
    "take_item_back",
]
