"""Record what was done to prevent trafficking."""

from tabara.prevention.operations.awareness import Told, add_question, record_awareness, strike_awareness
from tabara.prevention.operations.campaigns import end_campaign, open_campaign
from tabara.prevention.operations.certificates import certify, certify_all, count_sessions, print_certificates
from tabara.prevention.operations.context.importing import import_context, undo_context
from tabara.prevention.operations.context.sending import drop_context, plan, send_context, shape_held
from tabara.prevention.operations.context.sheets import example, wrong_rows
from tabara.prevention.operations.recruitment import (
    About,
    Licence,
    answer_complaint,
    issue_warning,
    list_firm,
    move_licence,
    open_complaint,
    pass_complaint_on,
    record_complaint,
    relist_firm,
    strike_complaint,
    withdraw_warning,
)
from tabara.prevention.operations.trainees import Who, add_trainee, open_trainee
from tabara.prevention.operations.training import add_course, record_training, set_register, strike_training

__all__ = [
    "About",
    "Licence",
    "Told",
    "Who",
    "add_course",
    "add_question",
    "add_trainee",
    "answer_complaint",
    "certify",
    "certify_all",
    "count_sessions",
    "drop_context",
    "end_campaign",
    "example",
    "import_context",
    "issue_warning",
    "list_firm",
    "move_licence",
    "open_campaign",
    "open_complaint",
    "open_trainee",
    "pass_complaint_on",
    "plan",
    "print_certificates",
    "record_awareness",
    "record_complaint",
    "record_training",
    "relist_firm",
    "send_context",
    "set_register",
    "shape_held",
    "strike_awareness",
    "strike_complaint",
    "strike_training",
    "undo_context",
    "withdraw_warning",
    "wrong_rows",
]
