"""Where a person is not safe."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.directory.models.provider import Provider


class Exclusion(models.Model):
    """A provider that must not be chosen for the person of one case, and why; it is lifted, never deleted."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exclusions")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    note = models.BinaryField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    noted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
