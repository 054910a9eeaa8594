"""Who works together, and on what."""

from tabara.partnership.models.countries import Agreement, AgreementStep, Counterpart, Encounter, FollowUp
from tabara.partnership.models.guidance import Guidance, GuidanceVersion
from tabara.partnership.models.meetings import AgendaItem, Decision, Meeting, Presence, Told
from tabara.partnership.models.membership import Membership
from tabara.partnership.models.plan import PlanActivity, PlanObjective, PlanReport, PlanTarget, PlanVersion
from tabara.partnership.models.reviews import (
    Correction,
    Evidence,
    Recommendation,
    RecommendationStep,
    RecommendationTie,
    ReviewEdition,
)

__all__ = [
    "AgendaItem",
    "Agreement",
    "AgreementStep",
    "Correction",
    "Counterpart",
    "Decision",
    "Encounter",
    "Evidence",
    "FollowUp",
    "Guidance",
    "GuidanceVersion",
    "Meeting",
    "Membership",
    "PlanActivity",
    "PlanObjective",
    "PlanReport",
    "PlanTarget",
    "PlanVersion",
    "Presence",
    "Recommendation",
    "RecommendationStep",
    "RecommendationTie",
    "ReviewEdition",
    "Told",
]
