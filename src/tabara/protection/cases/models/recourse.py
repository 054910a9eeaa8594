"""A decision looked at again: by the agency itself, or because the person does not accept it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.enums import RecourseState
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.decision import Determination
from tabara.protection.cases.models.reach import OfCases


class Recourse(models.Model):
    """One review or appeal of one determination. The determination stays as it was; what changes follows it."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recourses")
    of = models.ForeignKey(Determination, on_delete=models.PROTECT, related_name="recourses")
    kind = models.CharField(max_length=10)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=40)  # as a role: no name is needed to be heard
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    grounds = models.BinaryField(null=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=RecourseState.OPEN)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    reasons = models.BinaryField(null=True)
    result = models.OneToOneField(Determination, on_delete=models.PROTECT, related_name="made_by", null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["asked_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="open"), name="one_open_recourse_of_a_case")
        ]
