"""Context: public numbers about places, layer by layer, in the files they came in; nobody is known by them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.prevention.enums import STANDING, FileState


class ContextFile(models.Model):
    """A file of one layer: looked at first, then imported as one act, and undone as one.

    Of what was sent only the columns that are known are kept, and these only until it is imported or dropped.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    layer = models.CharField(max_length=40)
    source = models.CharField(max_length=120)  # whom to credit
    division = models.CharField(max_length=8, blank=True)  # of the names of places, where no row says it
    fingerprint = models.CharField(max_length=64)
    held = models.JSONField(null=True)  # the known columns and their lines, until it is done with
    lines = models.PositiveIntegerField()
    brought = models.PositiveIntegerField(default=0)
    is_invented = models.BooleanField(default=False)
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=FileState.READ)
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    done_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)
    undone_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["layer", "fingerprint"], condition=Q(state__in=STANDING), name="one_import_of_a_context_file"
            )
        ]


class ContextValue(models.Model):
    """What a layer says of one place on one day, in the place and division that the row named: never overwritten."""

    file = models.ForeignKey(ContextFile, on_delete=models.PROTECT, related_name="values")
    line = models.PositiveIntegerField()
    place = models.CharField(max_length=20)
    place_version = models.CharField(max_length=8)
    as_of = models.DateField()
    value = models.BigIntegerField()
    cause = models.CharField(max_length=40, blank=True)
    round = models.CharField(max_length=20, blank=True)
    origin = models.CharField(max_length=20, blank=True)  # where the people came from, as the source writes it

    class Meta:
        ordering: ClassVar = ["file", "line"]
        indexes: ClassVar = [models.Index(fields=["file", "as_of"], name="context_of_file")]
