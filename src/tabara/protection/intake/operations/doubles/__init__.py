"""People who may be registered twice: found, looked at side by side, decided, merged, and parted again (ADR 0075)."""

from tabara.protection.intake.operations.doubles.answering import answer_inquiry, open_inquired
from tabara.protection.intake.operations.doubles.asking import ask_agency, withdraw_inquiry
from tabara.protection.intake.operations.doubles.comparing import Both, Line, compare_pair, name_pair
from tabara.protection.intake.operations.doubles.deciding import ask_colleague, say_different, say_same
from tabara.protection.intake.operations.doubles.looking import look_for, look_for_duplicates
from tabara.protection.intake.operations.doubles.merging import merge_persons
from tabara.protection.intake.operations.doubles.undoing import undo_merge

__all__ = [
    "Both",
    "Line",
    "answer_inquiry",
    "ask_agency",
    "ask_colleague",
    "compare_pair",
    "look_for",
    "look_for_duplicates",
    "merge_persons",
    "name_pair",
    "open_inquired",
    "say_different",
    "say_same",
    "undo_merge",
    "withdraw_inquiry",
]
