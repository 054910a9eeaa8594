"""The people around a person, as codes in the clear and as words under seal."""

from tabara.protection.family.models.household import Guardian, HouseholdMember
from tabara.protection.family.models.network import Involvement, Suspect
from tabara.protection.family.models.ties import CaseTie
from tabara.protection.family.models.tracing import Tracing, TracingStep

__all__ = ["CaseTie", "Guardian", "HouseholdMember", "Involvement", "Suspect", "Tracing", "TracingStep"]
