"""Who works together, and on what."""

from tabara.partnership.models.meetings import AgendaItem, Decision, Meeting, Presence, Told
from tabara.partnership.models.membership import Membership

__all__ = ["AgendaItem", "Decision", "Meeting", "Membership", "Presence", "Told"]
