"""A community focal point: whom an agency supports on which hill, the visits to her, and what she was taught."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.enums import Permission, Scope
from tabara.access.models import Agency, Member


class Points(models.Manager["FocalPoint"]):
    """Gives a member the focal points of the agencies that the member's role reaches."""

    def visible_to(self, by: Member) -> models.QuerySet["FocalPoint"]:
        """Give the points of the own agency; of those of the referral mechanism to whoever watches over it."""
        reach = by.reach(Permission.COMMUNITY_KEEP) if by.may_act else None
        if reach is None:
            return self.none()
        own = Q(agency=by.agency_id)
        return self.filter(own | Q(agency__in_network=True) if reach >= Scope.NETWORK else own)


class FocalPoint(models.Model):
    """A person of trust in a community. Who she is, is sealed: whoever hurts people would look for her, too."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    mandate = models.CharField(max_length=40)
    place = models.CharField(max_length=20)
    place_version = models.CharField(max_length=10)
    languages = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    sealed = models.BinaryField(null=True)  # name and telephone
    supervise_on = models.DateField()  # when somebody visits her next
    active_on = models.DateField(null=True)  # the last alert, visit or training
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    erased_on = models.DateField(null=True)  # when who she was went, by the schedule

    objects = Points()

    # Nobody's own and no team's: what a scope is held against is the agency.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        indexes: ClassVar = [models.Index(fields=["place_version", "place"], name="points_of_a_place")]

    @property
    def in_network(self) -> bool:
        """Return whether the agency that supports her takes part in the referral mechanism."""
        return self.agency.in_network

    def is_active(self, on: dt.date) -> bool:
        """Return whether she serves on a day."""
        return self.since <= on and (self.until is None or on < self.until)

    def is_late(self, on: dt.date) -> bool:
        """Return whether a visit to her is overdue."""
        return self.is_active(on) and self.supervise_on < on


def serving(on: dt.date) -> Q:
    """Return the condition that a focal point serves on a day."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gt=on))


class Supervision(models.Model):
    """One visit to a focal point, and what was found. Written once."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    point = models.ForeignKey(FocalPoint, on_delete=models.PROTECT, related_name="supervisions")
    on = models.DateField()
    found = models.CharField(max_length=40)
    next_on = models.DateField()
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-on", "-id"]


class TrainingAttended(models.Model):
    """One course that a focal point went through. Written once."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    point = models.ForeignKey(FocalPoint, on_delete=models.PROTECT, related_name="trainings")
    on = models.DateField()
    course = models.CharField(max_length=40)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-on", "-id"]
