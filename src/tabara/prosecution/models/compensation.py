"""What a court ordered to be paid to victims, and what was paid of it."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.prosecution.models.files import CourtFile


class Compensation(models.Model):
    """An order to pay victims, in the currency of the pack on that day."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="compensations")
    ordered_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering: ClassVar = ["ordered_on", "id"]


class CompensationPayment(models.Model):
    """A payment of what was ordered. Added, never altered."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    compensation = models.ForeignKey(Compensation, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["paid_on", "id"]
