"""How lists overlap: a linkage of them, and what was counted of it. Counts of histories, never who has one."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.research.enums import Origin


class Linkage(models.Model):
    """Several lists whose people are compared in the vault: asked for here, done by a linkage officer, told as counts.

    The definitions are kept as they were when it was asked for. Or lists that were linked elsewhere and brought in as
    counts: these are never linked or counted here.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    origin = models.CharField(max_length=12, default=Origin.VAULT)
    lists = models.JSONField()  # their definitions, in the order of their keys
    seed = models.PositiveIntegerField()
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    run_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    run_at = models.DateTimeField(null=True)
    people = models.JSONField(default=dict)  # list -> how many were compared, and how many do not agree to research
    quality = models.JSONField(default=dict)  # thresholds, precision and recall as the model estimates them, pairs
    versions = models.JSONField(default=dict)
    account = models.JSONField(default=dict)  # of lists linked elsewhere: project, round, key, scheme, who was left out
    sha256 = models.CharField(max_length=64, blank=True)  # over the definitions, the model and what it found
    struck_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]

    @property
    def keys(self) -> list[str]:
        """Return the names of the lists, in the order of the bits of a history."""
        return [one["key"] for one in self.lists]

    @property
    def here(self) -> bool:
        """Return whether it is linked in the vault of this system."""
        return self.origin == Origin.VAULT


class CaptureCount(models.Model):
    """How many people had each capture history when a linkage was counted; counted anew it is another one."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    linkage = models.ForeignKey(Linkage, on_delete=models.PROTECT, related_name="counts")
    counted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    counted_at = models.DateTimeField()
    histories = models.JSONField()  # history as bits of the lists -> people
    impossible = models.JSONField(default=list)  # histories that nobody can have, as bits
    drawn = models.JSONField(default=list)  # the same, for linkages drawn from the probabilities of the pairs
    left_out = models.JSONField(default=dict)  # list -> people linked who took their agreement back since
    decided = models.PositiveIntegerField(default=0)  # pairs that a person had decided
    undecided = models.PositiveIntegerField(default=0)  # pairs that waited for a person
    sha256 = models.CharField(max_length=64)  # the digest of the capture table

    class Meta:
        ordering: ClassVar = ["-counted_at", "-id"]

    @property
    def observed(self) -> int:
        """Return how many people stand on one list or more."""
        return sum(self.histories.values())
