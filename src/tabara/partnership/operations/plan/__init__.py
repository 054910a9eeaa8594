"""Load the plan from a workbook in versions, hand workbooks out, and report how far its activities are."""

from tabara.partnership.operations.plan import example
from tabara.partnership.operations.plan.columns import columns, title
from tabara.partnership.operations.plan.handing_out import keys_with, template, wrong_rows
from tabara.partnership.operations.plan.loading import draft_of, drop_plan, load_plan, seen_of, send_plan, undo_plan
from tabara.partnership.operations.plan.reporting import Told, report_progress, tie_decision
from tabara.partnership.operations.plan.weighing import Draft, said_in

__all__ = [
    "Draft",
    "Told",
    "columns",
    "draft_of",
    "drop_plan",
    "example",
    "keys_with",
    "load_plan",
    "report_progress",
    "said_in",
    "seen_of",
    "send_plan",
    "template",
    "tie_decision",
    "title",
    "undo_plan",
    "wrong_rows",
]
