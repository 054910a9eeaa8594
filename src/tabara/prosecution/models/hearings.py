"""Hearings of a court file."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.prosecution.enums import HearingState
from tabara.prosecution.models.files import CourtFile


class Hearing(models.Model):
    """A day in court: planned, then held, or adjourned for a reason."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="hearings")
    held_on = models.DateField()
    state = models.CharField(max_length=12, default=HearingState.PLANNED)
    adjourned_for = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["held_on", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "held_on"], name="hearing_by_day")]
