"""Awareness: campaigns, the sessions in them or alone, whom a session reached, and what people asked."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.community.models import FocalPoint


class Campaign(models.Model):
    """Sessions and broadcasts on one theme, planned together by an agency."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    theme = models.CharField(max_length=40)
    channels = models.JSONField(default=list)
    language = models.CharField(max_length=40, blank=True)
    materials = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]


class Awareness(models.Model):
    """One session that raised awareness, and how many people it reached: an additive count, nobody is known.

    Whom a broadcast reached (`heard`) is another measure and is never added to the people who were there.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, related_name="sessions")
    held_on = models.DateField()
    leader = models.CharField(max_length=40)
    point = models.ForeignKey(FocalPoint, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)
    theme = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=40, blank=True)
    materials = models.JSONField(default=list)
    counting = models.CharField(max_length=40, blank=True)  # how people were counted
    reached = models.PositiveIntegerField()
    heard = models.PositiveIntegerField(null=True)
    alerts = models.PositiveIntegerField(default=0)  # how many alerts and referrals came out of it
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)  # recorded by mistake: it counts no more
    struck_for = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural: ClassVar = "awareness sessions"
        ordering: ClassVar = ["-held_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["agency", "held_on"], name="awareness_of_agency")]


class Reach(models.Model):
    """How many people of one sex and age group a session reached."""

    session = models.ForeignKey(Awareness, on_delete=models.PROTECT, related_name="groups")
    sex = models.CharField(max_length=40)
    age_group = models.CharField(max_length=40)
    reached = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "sex", "age_group"], name="one_reach_of_a_group")
        ]


class Question(models.Model):
    """Something that people asked or said at a session, in a few words that name nobody."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    session = models.ForeignKey(Awareness, on_delete=models.PROTECT, related_name="questions")
    topic = models.CharField(max_length=40)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
