"""What may happen where a person and a case meet."""

from tabara.protection.intake.operations.export import SealedFile, export_identities
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
from tabara.protection.intake.operations.recipients import close_recipient, confirm_recipient, name_recipient

__all__ = [
    "Match",
    "Names",
    "Reason",
    "Relative",
    "SealedFile",
    "add_photograph",
    "birth_day",
    "close_recipient",
    "confirm_recipient",
    "correct_identity",
    "drop_draft",
    "export_identities",
    "find_people",
    "name_recipient",
    "open_again",
    "open_identity",
    "open_photograph",
    "refuse_names",
    "register_person",
    "save_draft",
    "search",
]
