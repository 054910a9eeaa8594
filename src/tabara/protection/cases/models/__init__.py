"""Persons by number, their cases, and what was said and decided about them."""

from tabara.protection.cases.models.access import CaseAccess
from tabara.protection.cases.models.asking import Asking
from tabara.protection.cases.models.case import Case, Category, SavedView
from tabara.protection.cases.models.change import Change, ChangeChoice, ChangeRead
from tabara.protection.cases.models.contact import ContactRule
from tabara.protection.cases.models.decision import Consent, Determination, Screening
from tabara.protection.cases.models.document import Document
from tabara.protection.cases.models.emergency import Emergency
from tabara.protection.cases.models.flag import Flag
from tabara.protection.cases.models.grant import Grant
from tabara.protection.cases.models.interview import Interview
from tabara.protection.cases.models.notice import Notice
from tabara.protection.cases.models.person import Person
from tabara.protection.cases.models.recourse import Recourse
from tabara.protection.cases.models.reflection import Reflection
from tabara.protection.cases.models.task import Task

__all__ = [
    "Asking",
    "Case",
    "CaseAccess",
    "Category",
    "Change",
    "ChangeChoice",
    "ChangeRead",
    "Consent",
    "ContactRule",
    "Determination",
    "Document",
    "Emergency",
    "Flag",
    "Grant",
    "Interview",
    "Notice",
    "Person",
    "Recourse",
    "Reflection",
    "SavedView",
    "Screening",
    "Task",
]
