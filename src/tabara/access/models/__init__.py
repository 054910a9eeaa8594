"""Accounts, and what was done with them."""

from tabara.access.models.account import Agency, Member, Team
from tabara.access.models.audit import AuditEvent, AuditHead

__all__ = ["Agency", "AuditEvent", "AuditHead", "Member", "Team"]
