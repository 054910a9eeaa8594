"""Persons by number, their cases, and what was said and decided about them."""

from tabara.protection.cases.models.access import CaseAccess
from tabara.protection.cases.models.case import Case, Category, SavedView
from tabara.protection.cases.models.decision import Consent, Determination, Screening
from tabara.protection.cases.models.document import Document
from tabara.protection.cases.models.emergency import Emergency
from tabara.protection.cases.models.grant import Grant
from tabara.protection.cases.models.person import Person
from tabara.protection.cases.models.task import Task

__all__ = [
    "Case",
    "CaseAccess",
    "Category",
    "Consent",
    "Determination",
    "Document",
    "Emergency",
    "Grant",
    "Person",
    "SavedView",
    "Screening",
    "Task",
]
