"""A service given to a person in a case."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Service(models.Model):
    """One service, delivered on a day. A wrong entry is retracted, never deleted."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    code = models.CharField(max_length=40)
    delivered_on = models.DateField()
    provider = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    unit = models.CharField(max_length=20, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    notes = models.BinaryField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    retracted_on = models.DateField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-delivered_on", "-id"]
