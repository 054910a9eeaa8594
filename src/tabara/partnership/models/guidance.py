"""What the Commission publishes: documents and campaigns' products, for whom, in which languages and versions."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.partnership.enums import Audience


class Guidance(models.Model):
    """A document in one or more languages, each with its versions. Who may read it is its audience."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # under whose keys its files lie
    kind = models.CharField(max_length=40)
    theme = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=12, default=Audience.COMMISSION)
    campaign = models.CharField(max_length=120, blank=True)  # the title of the campaign that it is a product of
    withdrawn_on = models.DateField(null=True)
    withdrawn_for = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "id"]


class GuidanceVersion(models.Model):
    """One version of a document in one language; a newer one is added beside it and this one stays."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    guidance = models.ForeignKey(Guidance, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField()  # within its document and language
    published_on = models.DateField()
    changes = models.CharField(max_length=300, blank=True)  # what is new in it
    kind = models.CharField(max_length=12)  # of the file: picture, pdf, text
    at_most = models.PositiveIntegerField()  # kilobytes, as a class
    sealed = models.BinaryField()
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["language", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["guidance", "language", "number"], name="one_guidance_version_of_a_number")
        ]
