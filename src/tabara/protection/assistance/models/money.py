"""The ledger of money: what was paid, to whom, from which agency; and what waits for a second member."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.assistance.enums import PaymentState
from tabara.protection.assistance.models.business import Instalment
from tabara.protection.assistance.models.held import OfAgency, OfCasesAndAgency, WrittenOnce
from tabara.protection.assistance.models.service import Service
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Payment(OfAgency):
    """Money that somebody wants to pay, and that another member has to approve. Its state follows PAYMENT_STEPS."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+", null=True)  # it belongs to
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    purpose = models.CharField(max_length=40)
    way = models.CharField(max_length=40)
    received_by = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default=PaymentState.ASKED)
    reason = models.CharField(max_length=40, blank=True)  # why it was refused
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    objects = OfCasesAndAgency()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["agency", "state"], name="payments_waiting")]


class Entry(WrittenOnce, OfAgency):
    """One line of an agency's ledger: what it paid for somebody. A line with `reverses` takes another one back."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="entries")
    on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)  # below zero where it reverses
    currency = models.CharField(max_length=3)
    purpose = models.CharField(max_length=40)
    way = models.CharField(max_length=40)
    receipt = models.CharField(max_length=20)
    received_by = models.CharField(max_length=40)
    paid_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    recorded_at = models.DateTimeField()
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, related_name="reversal", null=True)
    reason = models.CharField(max_length=40, blank=True)  # why it was reversed
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="entry", null=True)
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="entries", null=True)

    objects = OfCasesAndAgency()

    class Meta:
        ordering: ClassVar = ["on", "recorded_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "receipt"], name="one_receipt_of_each_number"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "on"], name="the_ledger")]


class PaidTo(models.Model):
    """The number of a telephone or an account that money was sent to, sealed with the notes of the case."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="accounts")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="account")
    sealed = models.BinaryField(null=True)

    objects = OfCases()
