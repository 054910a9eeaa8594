"""The register of releases: every number that was ever given out, so that no later one gives it away."""

from django.db import models

from tabara.access.models import Member
from tabara.access.operation import new_event


class Release(models.Model):
    """What left: which report or dossier, of which period, under which profile, and each of its numbers.

    `numbers` are entries as `indicators.entries` writes them. Where the same numbers left before, as in another
    language, they stand there, and `digest` says so.
    """

    id = models.UUIDField(primary_key=True, default=new_event, editable=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=8)
    since = models.DateField()
    until = models.DateField()
    counts_since = models.DateField()  # some lines of a sheet have a period of their own
    counts_until = models.DateField()
    profile = models.CharField(max_length=40)
    threshold = models.PositiveSmallIntegerField()
    built_at = models.DateTimeField()  # the mart behind it
    digest = models.CharField(max_length=64, db_index=True)
    numbers = models.JSONField(default=list)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
