"""An interview as it goes: its answers are sealed while it lasts, and a screening is made from them at the end."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.enums import InterviewState
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.decision import Screening
from tabara.protection.cases.models.reach import OfCases


class Interview(models.Model):
    """The questions of the pack and what one person said to them, section by section. Of a case one is open at most."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="interviews")
    state = models.CharField(max_length=10, default=InterviewState.OPEN)
    begun_on = models.DateField()
    begun_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    answers = models.BinaryField(null=True)  # section -> what was said in it, and which save it was
    ended_on = models.DateField(null=True)
    screening = models.OneToOneField(Screening, on_delete=models.PROTECT, related_name="interview", null=True)
    led = models.JSONField(default=dict)  # indicator -> the questions whose answers spoke for it

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-begun_on", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(state="open"), name="one_open_interview_of_a_case")
        ]

    def sealed_as(self) -> str:
        """Return the name under which the answers are sealed."""
        return f"interview.{self.pk}.answers"
