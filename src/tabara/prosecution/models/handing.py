"""A court file that goes from one agency of justice to another."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.prosecution.enums import HandingState
from tabara.prosecution.models.files import CourtFile


class Handing(models.Model):
    """That an agency asks another to take a court file over, and what it answered."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="handings")
    giver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default=HandingState.ASKED)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    declined_for = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file"], condition=models.Q(state="asked"), name="one_handing_at_a_time")
        ]
        indexes: ClassVar = [models.Index(fields=["to", "state"], name="handing_to_answer")]
