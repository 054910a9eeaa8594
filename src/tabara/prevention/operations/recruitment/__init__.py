"""Record who may recruit for work abroad, what is complained of, and what people are warned of."""

from tabara.prevention.operations.recruitment.cautions import issue_warning, withdraw_warning
from tabara.prevention.operations.recruitment.complaints import (
    About,
    answer_complaint,
    open_complaint,
    pass_complaint_on,
    record_complaint,
    strike_complaint,
)
from tabara.prevention.operations.recruitment.firms import Licence, list_firm, move_licence, relist_firm
from tabara.prevention.operations.recruitment.lists import (
    Effect,
    Planned,
    Weighed,
    drop_firm_list,
    empty_list,
    import_firm_list,
    lines_to_correct,
    plan_of,
    send_firm_list,
    undo_firm_list,
)

__all__ = [
    "About",
    "Effect",
    "Licence",
    "Planned",
    "Weighed",
    "answer_complaint",
    "drop_firm_list",
    "empty_list",
    "import_firm_list",
    "issue_warning",
    "lines_to_correct",
    "list_firm",
    "move_licence",
    "open_complaint",
    "pass_complaint_on",
    "plan_of",
    "record_complaint",
    "relist_firm",
    "send_firm_list",
    "strike_complaint",
    "undo_firm_list",
    "withdraw_warning",
]
