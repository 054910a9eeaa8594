"""What the door keeps: who is signed in, who may begin, and what was tried in vain. Never an address, never a name."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from tabara import sealing
from tabara.access.models.account import Member


class Session(AbstractBaseSession):
    """A browser that is signed in, or on the way to it. Its key is a digest: this row opens no session."""

    member = models.UUIDField(null=True, db_index=True)  # none before the member has shown all that is asked
    since = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=60, blank=True)

    class Meta(AbstractBaseSession.Meta):
        ordering: ClassVar = ["-seen_at"]


class StartCode(models.Model):
    """What an administrator hands over in person: with it a member chooses a password, once."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="start")
    digest = models.CharField(max_length=64)
    until = models.DateTimeField()


class CalendarKey(models.Model):
    """What opens a member's calendar feed to a program that cannot sign in: days and codes of cases, nothing else."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    read_on = models.DateField(null=True)  # the last day on which it was fetched


class Knock(models.Model):
    """How often one account, one network, or one from the other was tried in vain; forgotten after a day."""

    key = models.CharField(primary_key=True, max_length=64)  # a keyed digest: what was typed stands nowhere
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    known_until = models.DateTimeField(null=True)  # until then this network counts as one the member comes from
