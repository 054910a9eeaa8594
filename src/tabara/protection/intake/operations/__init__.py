"""What may happen where a person and a case meet."""

from tabara.protection.intake.operations.elsewhere import ask_elsewhere
from tabara.protection.intake.operations.erasing import erase_case, erase_identity
from tabara.protection.intake.operations.export import SealedFile, consent_for, export_identities, most_rows
from tabara.protection.intake.operations.finding import Match, find_deep, find_people, search
from tabara.protection.intake.operations.holds import lift_hold, place_hold, review_case
from tabara.protection.intake.operations.people import (
    Names,
    Reason,
    Relative,
    add_photograph,
    birth_day,
    correct_identity,
    drop_draft,
    open_again,
    open_identity,
    open_photograph,
    refuse_names,
    register_person,
    save_draft,
    stopped,
)
from tabara.protection.intake.operations.recipients import close_recipient, confirm_recipient, name_recipient
from tabara.protection.intake.operations.report import HeldAboutPerson, subject_access_report
from tabara.protection.intake.operations.schedule import (
    drop_old_alert,
    drop_old_draft,
    drop_old_point,
    erase_by_schedule,
    erase_told_by_schedule,
    keep_terms,
)
from tabara.protection.intake.operations.transferring import accept_transfer

__all__ = [
    "HeldAboutPerson",
    "Match",
    "Names",
    "Reason",
    "Relative",
    "SealedFile",
    "accept_transfer",
    "add_photograph",
    "ask_elsewhere",
    "birth_day",
    "close_recipient",
    "confirm_recipient",
    "consent_for",
    "correct_identity",
    "drop_draft",
    "drop_old_alert",
    "drop_old_draft",
    "drop_old_point",
    "erase_by_schedule",
    "erase_case",
    "erase_identity",
    "erase_told_by_schedule",
    "export_identities",
    "find_deep",
    "find_people",
    "keep_terms",
    "lift_hold",
    "most_rows",
    "name_recipient",
    "open_again",
    "open_identity",
    "open_photograph",
    "place_hold",
    "refuse_names",
    "register_person",
    "review_case",
    "save_draft",
    "search",
    "stopped",
    "subject_access_report",
]
