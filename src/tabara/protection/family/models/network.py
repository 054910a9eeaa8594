"""Suspected traffickers as codes: the same code in two cases says that they may be the same person's deeds."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Suspect(models.Model):
    """A code of one agency for somebody suspected. Who that is, each case says for itself, under its own seal."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    code = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    named_on = models.DateField()


class Involvement(models.Model):
    """What part somebody suspected had in a case, as its person told it. A wrong entry is ended, never deleted."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="involvements")
    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="involvements")
    roles = models.JSONField(default=list)
    on = models.DateField()
    told = models.BinaryField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
