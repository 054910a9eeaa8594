"""Record who works together, and on what."""

from tabara.partnership.operations.agenda import add_item, move_item, take_item_out
from tabara.partnership.operations.decisions import decide, tell_decision
from tabara.partnership.operations.meetings import call_meeting, cancel_meeting, change_meeting
from tabara.partnership.operations.membership import join, leave
from tabara.partnership.operations.sitting import close_meeting, record_presence, write_minutes

__all__ = [
    "add_item",
    "call_meeting",
    "cancel_meeting",
    "change_meeting",
    "close_meeting",
    "decide",
    "join",
    "leave",
    "move_item",
    "record_presence",
    "take_item_out",
    "tell_decision",
    "write_minutes",
]
