"""Trainings, and how many of each profile attended them."""

from django.db import models

from tabara import sealing
from tabara.access.models import Agency


class Training(models.Model):
    """One training."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)


class Attendance(models.Model):
    """How many people of one profile attended a training, and how many such people the register holds, where known."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="attendances")
    profile = models.CharField(max_length=40)
    attended = models.PositiveIntegerField()
    register = models.PositiveIntegerField(null=True)
