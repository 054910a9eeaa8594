"""What is kept of help: planned and given, money, things, schooling, businesses."""

from tabara.protection.assistance.models.appointment import Appointment, Session
from tabara.protection.assistance.models.business import BusinessGrant, BusinessVisit, Instalment
from tabara.protection.assistance.models.money import Entry, PaidTo, Payment
from tabara.protection.assistance.models.schooling import Enrolment, SchoolTerm
from tabara.protection.assistance.models.service import Service
from tabara.protection.assistance.models.stock import Movement, OnHand, Store

__all__ = [
    "Appointment",
    "BusinessGrant",
    "BusinessVisit",
    "Enrolment",
    "Entry",
    "Instalment",
    "Movement",
    "OnHand",
    "PaidTo",
    "Payment",
    "SchoolTerm",
    "Service",
    "Session",
    "Store",
]
