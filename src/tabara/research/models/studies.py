"""A study of how many there are, and the second person without whom none of its numbers leaves."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.research.enums import StudyState
from tabara.research.models.overlaps import CaptureCount


class Study(models.Model):
    """One study of one capture table: how it was set, and what came of it, as the report tells it."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    counts = models.ForeignKey(CaptureCount, on_delete=models.PROTECT, related_name="studies")
    title = models.CharField(max_length=120)
    settings = models.JSONField(default=dict)
    seed = models.PositiveIntegerField()
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)  # ESTIMATED, LOWER_BOUND_ONLY or NOT_ESTIMABLE
    result = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]

    @property
    def signed(self) -> "SignOff | None":
        """Return what the second person said last."""
        return next(iter(self.signatures.all()), None)

    @property
    def state(self) -> StudyState:
        """Return where it stands."""
        if self.finished_at is None:
            return StudyState.RUNNING
        last = self.signed
        if last is None:
            return StudyState.DONE
        return StudyState.SIGNED if last.agrees else StudyState.REFUSED


class SignOff(models.Model):
    """What a second person said of a study: that its number may leave, or why it may not. The last word counts."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="signatures")
    agrees = models.BooleanField()
    words = models.CharField(max_length=300)
    signed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-signed_at", "-id"]
