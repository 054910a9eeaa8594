"""What may happen to a case."""

from tabara.protection.cases.operations.care import (
    add_category,
    close_case,
    drop_view,
    edit_case,
    hand_over,
    reopen_case,
    save_view,
)
from tabara.protection.cases.operations.consent import (
    Rule,
    Told,
    acknowledge_notice,
    agree_to_share,
    answer_refusal,
    open_contact,
    record_asking,
    record_consent,
    refuse_contact,
    set_contact_rule,
    withdraw_consent,
)
from tabara.protection.cases.operations.decision import Findings, determine, screen
from tabara.protection.cases.operations.documents import (
    add_document,
    name_documents,
    open_document,
    take_document_back,
)
from tabara.protection.cases.operations.emergency import break_glass, review_emergency
from tabara.protection.cases.operations.opening import Situation, open_case
from tabara.protection.cases.operations.seeing import show_who_sees

__all__ = [
    "Findings",
    "Rule",
    "Situation",
    "Told",
    "acknowledge_notice",
    "add_category",
    "add_document",
    "agree_to_share",
    "answer_refusal",
    "break_glass",
    "close_case",
    "determine",
    "drop_view",
    "edit_case",
    "hand_over",
    "name_documents",
    "open_case",
    "open_contact",
    "open_document",
    "record_asking",
    "record_consent",
    "refuse_contact",
    "reopen_case",
    "review_emergency",
    "save_view",
    "screen",
    "set_contact_rule",
    "show_who_sees",
    "take_document_back",
    "withdraw_consent",
]
