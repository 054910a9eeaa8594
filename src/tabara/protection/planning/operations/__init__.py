"""What may happen to needs and plans."""

from tabara.protection.planning.operations.actions import Responsible, add_action, do_action, drop_action
from tabara.protection.planning.operations.assessing import assess
from tabara.protection.planning.operations.conferences import Decided, drop_decision, hold_conference, keep_decision
from tabara.protection.planning.operations.goals import add_goal, edit_goal, judge_goal, take_goal_out
from tabara.protection.planning.operations.interests import (
    Considered,
    Seat,
    Told,
    open_best_interests,
    record_best_interests,
)
from tabara.protection.planning.operations.plans import (
    begin_plan,
    close_plan,
    decide_plan,
    record_agreement,
    review_plan,
    revise_plan,
    submit_plan,
)

__all__ = [
    "Considered",
    "Decided",
    "Responsible",
    "Seat",
    "Told",
    "add_action",
    "add_goal",
    "assess",
    "begin_plan",
    "close_plan",
    "decide_plan",
    "do_action",
    "drop_action",
    "drop_decision",
    "edit_goal",
    "hold_conference",
    "judge_goal",
    "keep_decision",
    "open_best_interests",
    "record_agreement",
    "record_best_interests",
    "review_plan",
    "revise_plan",
    "submit_plan",
    "take_goal_out",
]
