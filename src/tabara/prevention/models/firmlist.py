"""The ministry's list of licensed agencies as a file: looked at first, then imported as one act, and undone as one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.prevention.enums import STANDING, FileState


class FirmList(models.Model):
    """A list that was sent. Its lines are public facts; they are kept until it is imported or dropped."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    listed_on = models.DateField()
    source = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    held = models.JSONField(null=True)  # the known columns and their lines, until it is done with
    before = models.JSONField(null=True)  # what it changed, as it was: for the undo
    lines = models.PositiveIntegerField()
    brought = models.PositiveIntegerField(default=0)
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=FileState.READ)
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fingerprint", "listed_on"],
                condition=Q(state__in=STANDING),
                name="one_import_of_a_firm_list",
            )
        ]
