"""Accounts, and what was done with them."""

from tabara.access.models.account import Agency, Member, Team
from tabara.access.models.approval import Approval
from tabara.access.models.audit import AuditCheckpoint, AuditEvent, AuditLink
from tabara.access.models.door import CalendarKey, Knock, Session, StartCode

__all__ = [
    "Agency",
    "Approval",
    "AuditCheckpoint",
    "AuditEvent",
    "AuditLink",
    "CalendarKey",
    "Knock",
    "Member",
    "Session",
    "StartCode",
    "Team",
]
