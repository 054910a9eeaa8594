"""Take the ministry's list in from a file: sent, looked at, imported as one act, undone as one."""

from tabara.prevention.operations.recruitment.lists.importing import import_firm_list, undo_firm_list
from tabara.prevention.operations.recruitment.lists.sending import drop_firm_list, plan_of, send_firm_list
from tabara.prevention.operations.recruitment.lists.sheets import empty_list, lines_to_correct
from tabara.prevention.operations.recruitment.lists.weighing import Effect, Planned, Weighed

__all__ = [
    "Effect",
    "Planned",
    "Weighed",
    "drop_firm_list",
    "empty_list",
    "import_firm_list",
    "lines_to_correct",
    "plan_of",
    "send_firm_list",
    "undo_firm_list",
]
