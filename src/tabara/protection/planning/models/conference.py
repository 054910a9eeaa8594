"""A conference about a case: which agencies took part, and what each decided to do."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.planning.enums import ActionState


class Conference(models.Model):
    """One meeting on a day. What it was about is sealed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conferences")
    held_on = models.DateField()
    agenda = models.BinaryField(null=True)
    notes = models.BinaryField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]


class Attendance(models.Model):
    """An agency that took part, and the member where the member has an account."""

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="present")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)

    objects = OfCases()


class Decision(models.Model):
    """What somebody shall do by a day, as a conference decided."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conference_decisions")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.BinaryField(null=True)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=ActionState.OPEN)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    dropped_for = models.CharField(max_length=40, blank=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["due_on", "number"]
