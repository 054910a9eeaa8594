"""Money with which somebody opens a small business: approved, paid in instalments, visited afterwards."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.assistance.enums import BusinessState
from tabara.protection.assistance.models.held import OfAgency, OfCasesAndAgency
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class BusinessGrant(OfAgency):
    """Money for one business; another member approves it as a whole. Its state follows BUSINESS_STEPS."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="businesses")
    sector = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, default=BusinessState.ASKED)
    reason = models.CharField(max_length=40, blank=True)  # why it was refused
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    objects = OfCasesAndAgency()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]


class Instalment(models.Model):
    """One part of the money, to be paid on a day; it is paid where the ledger says so."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="instalments")
    business = models.ForeignKey(BusinessGrant, on_delete=models.PROTECT, related_name="instalments")
    due_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["due_on", "id"]


class BusinessVisit(models.Model):
    """One look at the business, on a day that the pack's months give; without a day of its own it is still to come."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="business_visits")
    business = models.ForeignKey(BusinessGrant, on_delete=models.PROTECT, related_name="visits")
    due_on = models.DateField()
    on = models.DateField(null=True)
    found = models.CharField(max_length=10, blank=True)
    income = models.CharField(max_length=10, blank=True)
    working = models.PositiveSmallIntegerField(null=True)  # people who work there, herself among them
    apprentices = models.PositiveSmallIntegerField(null=True)
    notes = models.BinaryField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
