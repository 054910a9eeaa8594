"""A court file and the stages that it went through."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.prosecution.enums import Stage


class CourtFile(models.Model):
    """What an agency of justice follows from the complaint to the end. Its number says nothing; names are sealed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    code = models.CharField(max_length=12, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    brought_by = models.CharField(max_length=40)
    complained_on = models.DateField()
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)
    stage = models.CharField(max_length=20, default=Stage.COMPLAINT)
    moved_on = models.DateField()  # the day of the latest stage or hearing
    closed_for = models.CharField(max_length=40, blank=True)  # why without a charge
    words = models.BinaryField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    owner_id: ClassVar[None] = None  # an agency's, nobody's own
    team_id: ClassVar[None] = None
    in_network: ClassVar[bool] = False  # never shared with the referral mechanism

    class Meta:
        ordering: ClassVar = ["-complained_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["agency", "stage"], name="court_file_by_stage")]


class StageEntry(models.Model):
    """The day on which a court file came to a stage. Added, never altered: from these the time in each is computed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=20)
    since = models.DateField()
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["since", "id"]
