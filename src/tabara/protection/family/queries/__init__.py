"""Reads of what belongs to a person."""

from tabara.protection.family.queries import told as told
from tabara.protection.family.queries.around import guardians, household, needs_guardian, tracings
from tabara.protection.family.queries.network import Known, suspects, suspects_of_agency
from tabara.protection.family.queries.ties import Tied, ties

__all__ = [
    "Known",
    "Tied",
    "guardians",
    "household",
    "needs_guardian",
    "suspects",
    "suspects_of_agency",
    "ties",
    "tracings",
]
