"""Record the work with other countries."""

from tabara.partnership.operations.countries.agreements import move_agreement, renew_agreement, write_agreement
from tabara.partnership.operations.countries.counterparts import (
    Line,
    add_counterpart,
    confirm_counterpart,
    end_counterpart,
    open_counterpart,
)
from tabara.partnership.operations.countries.encounters import (
    add_follow_up,
    record_encounter,
    settle_follow_up,
    strike_encounter,
)

__all__ = [
    "Line",
    "add_counterpart",
    "add_follow_up",
    "confirm_counterpart",
    "end_counterpart",
    "move_agreement",
    "open_counterpart",
    "record_encounter",
    "renew_agreement",
    "settle_follow_up",
    "strike_encounter",
    "write_agreement",
]
