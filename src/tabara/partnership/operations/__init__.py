"""Record who works together, and on what."""

from tabara.partnership.operations import plan
from tabara.partnership.operations.agenda import add_item, move_item, take_item_out
from tabara.partnership.operations.countries import (
    Line,
    add_counterpart,
    add_follow_up,
    confirm_counterpart,
    end_counterpart,
    move_agreement,
    open_counterpart,
    record_encounter,
    renew_agreement,
    settle_follow_up,
    strike_encounter,
    write_agreement,
)
from tabara.partnership.operations.decisions import decide, tell_decision
from tabara.partnership.operations.guidance import (
    add_guidance_version,
    publish_guidance,
    set_audience,
    withdraw_guidance,
)
from tabara.partnership.operations.meetings import call_meeting, cancel_meeting, change_meeting
from tabara.partnership.operations.membership import join, leave
from tabara.partnership.operations.reviews import (
    add_evidence,
    add_recommendation,
    assign_recommendation,
    correct_edition,
    correct_recommendation,
    record_edition,
    strike_evidence,
    take_up,
    tell_recommendation,
    tie_answer,
    untie_answer,
)
from tabara.partnership.operations.sitting import close_meeting, record_presence, write_minutes

__all__ = [
    "Line",
    "add_counterpart",
    "add_evidence",
    "add_follow_up",
    "add_guidance_version",
    "add_item",
    "add_recommendation",
    "assign_recommendation",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "close_meeting",
    "confirm_counterpart",
    "correct_edition",
    "correct_recommendation",
    "decide",
    "end_counterpart",
    "join",
    "leave",
    "move_agreement",
    "move_item",
    "open_counterpart",
    "plan",
    "publish_guidance",
    "record_edition",
    "record_encounter",
    "record_presence",
    "renew_agreement",
    "set_audience",
    "settle_follow_up",
    "strike_encounter",
    "strike_evidence",
    "take_item_out",
    "take_up",
    "tell_decision",
    "tell_recommendation",
    "tie_answer",
    "untie_answer",
    "withdraw_guidance",
    "write_agreement",
    "write_minutes",
]
