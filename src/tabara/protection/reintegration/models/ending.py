"""How a case ends and opens again, and that one episode of a person follows another."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Ending(models.Model):
    """One closing of a case, and that it was opened again where it was."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    reason = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField()
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.CharField(max_length=20, blank=True)  # whether the person agrees with it
    summary = models.BinaryField(null=True)
    way_back = models.BinaryField(null=True)  # what she was told of how to come back
    reopened_on = models.DateField(null=True)
    reopened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    reopen_reason = models.CharField(max_length=40, blank=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-ended_on", "-id"]


class Episode(models.Model):
    """Why a new case of the same person begins, and which earlier one it follows."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="episode")
    follows = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="followed_by")
    reason = models.CharField(max_length=40)
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects = OfCases()
