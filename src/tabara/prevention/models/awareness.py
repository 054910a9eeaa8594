"""Awareness sessions."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency


class Awareness(models.Model):
    """One session that raised awareness, and how many people it reached: an additive count, nobody is known."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    leader = models.CharField(max_length=40)
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)
    reached = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural: ClassVar = "awareness sessions"
