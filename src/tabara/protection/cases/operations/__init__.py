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
from tabara.protection.cases.operations.changes import choose_changes, forget_changes, read_changes
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
from tabara.protection.cases.operations.decision import Findings, Ruling, determine, screen
from tabara.protection.cases.operations.documents import (
    add_document,
    name_documents,
    open_document,
    take_document_back,
)
from tabara.protection.cases.operations.emergency import break_glass, review_emergency
from tabara.protection.cases.operations.flags import keep_flag, lower_flag, raise_flag
from tabara.protection.cases.operations.giving import give_cases
from tabara.protection.cases.operations.identification.interview import (
    begin_interview,
    drop_interview,
    keep_interview,
)
from tabara.protection.cases.operations.identification.recourse import (
    ask_review,
    decide_appeal,
    decide_review,
    record_appeal,
    withdraw_recourse,
)
from tabara.protection.cases.operations.identification.reflection import (
    begin_reflection,
    end_reflection,
    extend_reflection,
    tell_of_reflection,
)
from tabara.protection.cases.operations.opening import Situation, open_case
from tabara.protection.cases.operations.printing import print_summary
from tabara.protection.cases.operations.seeing import show_who_sees

__all__ = [
    "Findings",
    "Rule",
    "Ruling",
    "Situation",
    "Told",
    "acknowledge_notice",
    "add_category",
    "add_document",
    "agree_to_share",
    "answer_refusal",
    "ask_review",
    "begin_interview",
    "begin_reflection",
    "break_glass",
    "choose_changes",
    "close_case",
    "decide_appeal",
    "decide_review",
    "determine",
    "drop_interview",
    "drop_view",
    "edit_case",
    "end_reflection",
    "extend_reflection",
    "forget_changes",
    "give_cases",
    "hand_over",
    "keep_flag",
    "keep_interview",
    "lower_flag",
    "name_documents",
    "open_case",
    "open_contact",
    "open_document",
    "print_summary",
    "raise_flag",
    "read_changes",
    "record_appeal",
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
    "tell_of_reflection",
    "withdraw_consent",
    "withdraw_recourse",
]
