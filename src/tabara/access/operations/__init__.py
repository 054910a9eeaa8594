"""What may happen to accounts, and what two persons do together."""

from tabara.access.operations.accounts import add_agency, add_member, close_member
from tabara.access.operations.approvals import ask_approval, decide_approval, do_approved
from tabara.access.operations.grants import change_roles

__all__ = [
    "add_agency",
    "add_member",
    "ask_approval",
    "change_roles",
    "close_member",
    "decide_approval",
    "do_approved",
]
