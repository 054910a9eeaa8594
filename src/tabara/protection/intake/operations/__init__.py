"""What may happen where a person and a case meet."""

from tabara.protection.intake.operations.people import (
    Match,
    Names,
    Reason,
    Relative,
    add_photograph,
    birth_day,
    correct_identity,
    drop_draft,
    find_people,
    open_again,
    open_identity,
    open_photograph,
    refuse_names,
    register_person,
    save_draft,
    search,
)

__all__ = [
    "Match",
    "Names",
    "Reason",
    "Relative",
    "add_photograph",
    "birth_day",
    "correct_identity",
    "drop_draft",
    "find_people",
    "open_again",
    "open_identity",
    "open_photograph",
    "refuse_names",
    "register_person",
    "save_draft",
    "search",
]
