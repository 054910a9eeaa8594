"""What may happen to a case."""

from tabara.protection.cases.operations.care import (
    add_category,
    close_case,
    drop_view,
    edit_case,
    hand_over,
    record_consent,
    reopen_case,
    save_view,
    withdraw_consent,
)
from tabara.protection.cases.operations.decision import Findings, determine, screen
from tabara.protection.cases.operations.opening import Situation, open_case

__all__ = [
    "Findings",
    "Situation",
    "add_category",
    "close_case",
    "determine",
    "drop_view",
    "edit_case",
    "hand_over",
    "open_case",
    "record_consent",
    "reopen_case",
    "save_view",
    "screen",
    "withdraw_consent",
]
