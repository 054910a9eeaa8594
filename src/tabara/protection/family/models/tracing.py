"""The search for a relative, step by step; steps are added, none is altered."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.family.enums import TracingState


class Tracing(models.Model):
    """One relative searched for, because the person wants it."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tracings")
    tie = models.CharField(max_length=40)
    asked_on = models.DateField()
    state = models.CharField(max_length=20, default=TracingState.ASKED)
    look_on = models.DateField(null=True)  # when somebody has to ask how it stands; nothing once it has ended
    told = models.BinaryField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-asked_on", "-id"]


class TracingStep(models.Model):
    """What came of the search on a day."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    tracing = models.ForeignKey(Tracing, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20)
    on = models.DateField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    told = models.BinaryField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
