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

__all__ = [
    "About",
    "Licence",
    "answer_complaint",
    "issue_warning",
    "list_firm",
    "move_licence",
    "open_complaint",
    "pass_complaint_on",
    "record_complaint",
    "relist_firm",
    "strike_complaint",
    "withdraw_warning",
]
