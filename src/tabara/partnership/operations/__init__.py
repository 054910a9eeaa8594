"""Record who works together, and on what."""

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
from tabara.partnership.operations.meetings import call_meeting, cancel_meeting, change_meeting
from tabara.partnership.operations.membership import join, leave
from tabara.partnership.operations.sitting import close_meeting, record_presence, write_minutes

__all__ = [
    "Line",
    "add_counterpart",
    "add_follow_up",
    "add_item",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "close_meeting",
    "confirm_counterpart",
    "decide",
    "end_counterpart",
    "join",
    "leave",
    "move_agreement",
    "move_item",
    "open_counterpart",
    "record_encounter",
    "record_presence",
    "renew_agreement",
    "settle_follow_up",
    "strike_encounter",
    "take_item_out",
    "tell_decision",
    "write_agreement",
    "write_minutes",
]
