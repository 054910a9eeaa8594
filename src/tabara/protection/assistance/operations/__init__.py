"""What is done about help: given, planned, paid, handed out of a store; school and businesses."""

from tabara.protection.assistance.operations.appointments import attend, cancel, miss, move, plan_service
from tabara.protection.assistance.operations.money.business import (
    Part,
    ask_business,
    decide_business,
    end_business,
    pay_instalment,
    visit_business,
)
from tabara.protection.assistance.operations.money.ledger import Money
from tabara.protection.assistance.operations.money.paying import (
    ask_payment,
    cancel_payment,
    decide_payment,
    pay,
    pay_approved,
    reverse_entry,
)
from tabara.protection.assistance.operations.notes import (
    BUSINESS,
    DETERMINATION,
    PAID_TO,
    SCREENING,
    Note,
    open_notes,
)
from tabara.protection.assistance.operations.schooling import end_enrolment, enrol, plan_term, record_term
from tabara.protection.assistance.operations.services import record_service, retract_service
from tabara.protection.assistance.operations.sessions import ATTENDED, hold_session, plan_session
from tabara.protection.assistance.operations.stock.keeping import (
    count_stock,
    issue_item,
    mark_low,
    move_stock,
    open_store,
)

__all__ = [
    "ATTENDED",
    "BUSINESS",
    "DETERMINATION",
    "PAID_TO",
    "SCREENING",
    "Money",
    "Note",
    "Part",
    "ask_business",
    "ask_payment",
    "attend",
    "cancel",
    "cancel_payment",
    "count_stock",
    "decide_business",
    "decide_payment",
    "end_business",
    "end_enrolment",
    "enrol",
    "hold_session",
    "issue_item",
    "mark_low",
    "miss",
    "move",
    "move_stock",
    "open_notes",
    "open_store",
    "pay",
    "pay_approved",
    "pay_instalment",
    "plan_service",
    "plan_session",
    "plan_term",
    "record_service",
    "record_term",
    "retract_service",
    "reverse_entry",
    "visit_business",
]
