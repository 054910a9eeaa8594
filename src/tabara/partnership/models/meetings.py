"""Meetings of a group: what was to be discussed, who came, what was decided, and what became of it."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.partnership.enums import DecisionState, MeetingState
from tabara.partnership.models.membership import Membership


class Meeting(models.Model):
    """A meeting of a group, planned, held or cancelled. Nothing of it names anybody who was helped or accused."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # whose member keeps its record
    group = models.CharField(max_length=40)
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    venue = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=12, default=MeetingState.PLANNED)
    cancelled_for = models.CharField(max_length=200, blank=True)
    seats = models.PositiveIntegerField(null=True)  # how many organisations the group had when it was held
    quorum = models.PositiveIntegerField(null=True)  # how many of them had to take part for it to decide
    closed_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["group", "held_on"], name="meeting_by_group")]


class AgendaItem(models.Model):
    """One point of a meeting's agenda, and what was said on it, sealed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    minutes = models.BinaryField(null=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]


class Presence(models.Model):
    """How an organisation took part in a meeting."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="presences")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="one_presence_of_an_organisation")
        ]


class Decision(models.Model):
    """What a meeting decided: who does it, by when, and what became of it."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="decisions")
    number = models.PositiveSmallIntegerField()  # within its meeting
    words = models.CharField(max_length=500)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=12, default=DecisionState.OPEN)
    settled_on = models.DateField(null=True)
    plan_line = models.UUIDField(null=True)  # of the activity of the plan that it serves, through all its versions

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="decision_by_state")]


class Told(models.Model):
    """What was told of a decision later: at the next meeting, or between two."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tellings")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    told_on = models.DateField()
    words = models.CharField(max_length=500)
    state = models.CharField(max_length=12)  # of the decision from then on
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["told_on", "id"]
