"""What was mistyped in a court file and is right now: what stood there before is never lost."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.prosecution.models.files import CourtFile


class Correction(models.Model):
    """A charge, a verdict or the day of a hearing put right: what stood there, why, by whom. Added, never altered."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="corrections")
    what = models.CharField(max_length=12)
    row = models.UUIDField()  # of the charge, the verdict or the hearing
    before = models.JSONField()  # the fields that were changed, as they stood
    reason = models.CharField(max_length=40)
    corrected_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["corrected_at", "id"]
