"""Persons by number, their cases, and what was said and decided about them."""

from tabara.protection.cases.models.case import Case, CaseAccess, Category, SavedView
from tabara.protection.cases.models.decision import Consent, Determination, Screening
from tabara.protection.cases.models.person import Person

__all__ = ["Case", "CaseAccess", "Category", "Consent", "Determination", "Person", "SavedView", "Screening"]
