"""Who lives with a person, and who answers for a child."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class HouseholdMember(models.Model):
    """Somebody of a person's household or family. A wrong entry is ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="household_members")
    tie = models.CharField(max_length=40)
    sex = models.CharField(max_length=10, blank=True)
    birth_year = models.SmallIntegerField(null=True)
    whereabouts = models.CharField(max_length=40)
    depends = models.BooleanField(default=False)  # on the person, for living
    told = models.BinaryField(null=True)  # who it is and how to be reached
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["recorded_at", "id"]


class Guardian(models.Model):
    """Somebody who answers for a child, from a day until a day, and on what ground."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="guardians")
    kind = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    ended_reason = models.CharField(max_length=40, blank=True)
    told = models.BinaryField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
