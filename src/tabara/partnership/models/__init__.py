"""Who works together, and on what."""

from tabara.partnership.models.countries import Agreement, AgreementStep, Counterpart, Encounter, FollowUp
from tabara.partnership.models.meetings import AgendaItem, Decision, Meeting, Presence, Told
from tabara.partnership.models.membership import Membership

__all__ = [
    "AgendaItem",
    "Agreement",
    "AgreementStep",
    "Counterpart",
    "Decision",
    "Encounter",
    "FollowUp",
    "Meeting",
    "Membership",
    "Presence",
    "Told",
]
