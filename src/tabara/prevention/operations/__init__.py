"""Record what was done to prevent trafficking."""

from tabara.prevention.operations.awareness import Told, add_question, record_awareness, strike_awareness
from tabara.prevention.operations.campaigns import end_campaign, open_campaign
from tabara.prevention.operations.certificates import certify, certify_all, count_sessions, print_certificates
from tabara.prevention.operations.context.bringing import AT_ONCE, ask_context, import_key
from tabara.prevention.operations.context.importing import import_context, undo_context
from tabara.prevention.operations.context.sending import drop_context, plan, send_context, shape_held
from tabara.prevention.operations.context.sheets import example, wrong_rows
from tabara.prevention.operations.recruitment import (
    About,
    Effect,
    Licence,
    answer_complaint,
    drop_firm_list,
    empty_list,
    import_firm_list,
    issue_warning,
    lines_to_correct,
    list_firm,
    move_licence,
    open_complaint,
    pass_complaint_on,
    plan_of,
    record_complaint,
    relist_firm,
    send_firm_list,
    strike_complaint,
    undo_firm_list,
    withdraw_warning,
)
from tabara.prevention.operations.trainees import Who, add_trainee, open_trainee
from tabara.prevention.operations.training import add_course, record_training, set_register, strike_training

__all__ = [
    "AT_ONCE",
    "About",
    "Effect",
    "Licence",
    "Told",
    "Who",
    "add_course",
    "add_question",
    "add_trainee",
    "answer_complaint",
    "ask_context",
    "certify",
    "certify_all",
    "count_sessions",
    "drop_context",
    "drop_firm_list",
    "empty_list",
    "end_campaign",
    "example",
    "import_context",
    "import_firm_list",
    "import_key",
    "issue_warning",
    "lines_to_correct",
    "list_firm",
    "move_licence",
    "open_campaign",
    "open_complaint",
    "open_trainee",
    "pass_complaint_on",
    "plan",
    "plan_of",
    "print_certificates",
    "record_awareness",
    "record_complaint",
    "record_training",
    "relist_firm",
    "send_context",
    "send_firm_list",
    "set_register",
    "shape_held",
    "strike_awareness",
    "strike_complaint",
    "strike_training",
    "undo_context",
    "undo_firm_list",
    "withdraw_warning",
    "wrong_rows",
]
