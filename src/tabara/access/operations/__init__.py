"""What may happen to accounts, and what two persons do together."""

from tabara.access.operations.accounts import add_agency, add_member, close_member
from tabara.access.operations.approvals import ask_approval, decide_approval, do_approved, forget_approvals
from tabara.access.operations.calendars import close_calendar, open_calendar
from tabara.access.operations.factors import add_app, add_passkey, new_recovery_codes, remove_factor, reset_factors
from tabara.access.operations.grants import change_roles
from tabara.access.operations.releasing import release_pace
from tabara.access.operations.starting import change_password, new_start_code, start, tidy_door

__all__ = [
    "add_agency",
    "add_app",
    "add_member",
    "add_passkey",
    "ask_approval",
    "change_password",
    "change_roles",
    "close_calendar",
    "close_member",
    "decide_approval",
    "do_approved",
    "forget_approvals",
    "new_recovery_codes",
    "new_start_code",
    "open_calendar",
    "release_pace",
    "remove_factor",
    "reset_factors",
    "start",
    "tidy_door",
]
