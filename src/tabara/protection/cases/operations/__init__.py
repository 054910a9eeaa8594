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
from tabara.protection.cases.operations.documents import (
    add_document,
    name_documents,
    open_document,
    take_document_back,
)
from tabara.protection.cases.operations.opening import Situation, open_case

__all__ = [
    "Findings",
    "Situation",
    "add_category",
    "add_document",
    "close_case",
    "determine",
    "drop_view",
    "edit_case",
    "hand_over",
    "name_documents",
    "open_case",
    "open_document",
    "record_consent",
    "reopen_case",
    "save_view",
    "screen",
    "take_document_back",
    "withdraw_consent",
]
