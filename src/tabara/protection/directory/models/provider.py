"""A provider and what it offers. The directory is every member's to read; where a refuge is, is sealed."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member


@dataclass(frozen=True)
class Whereabouts:
    """Where a confidential place is, and how to reach it: shown once, and stored only sealed."""

    address: str = ""
    phone: str = ""


class Provider(models.Model):
    """A place that gives services: of an agency with accounts here, or of nobody who has one."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    is_confidential = models.BooleanField(default=False)
    place = models.CharField(max_length=20, blank=True)  # a commune at the finest; of a hidden one, its province
    place_version = models.CharField(max_length=8, blank=True)
    phone = models.CharField(max_length=40, blank=True)  # of an open place
    hours = models.CharField(max_length=200, blank=True)
    sealed = models.BinaryField(null=True)  # of a confidential one: address and telephone
    languages = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    verified_on = models.DateField()
    verified_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        indexes: ClassVar = [models.Index(fields=["place_version", "place"], name="providers_of_a_place")]

    # Kept by its agency; one of no agency is within nobody's scope but that which reaches all.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None
    opened: Whereabouts | None = None  # set by the operation that opens it

    @property
    def in_network(self) -> bool:
        """Return whether its agency takes part in the referral mechanism."""
        return self.agency is not None and self.agency.in_network

    def stands_on(self, day: dt.date) -> bool:
        """Return whether it gives services on a day."""
        return self.since <= day and (self.until is None or day < self.until)


class Offer(models.Model):
    """One service of a provider: for whom it is, what it costs, when and for how many."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    service = models.CharField(max_length=40)
    cost = models.CharField(max_length=20)
    hours = models.CharField(max_length=200, blank=True)
    closed_days = models.JSONField(default=list)  # codes of weekdays
    capacity = models.PositiveSmallIntegerField(null=True)  # persons at a time
    full_until = models.DateField(null=True)  # the first day on which somebody is taken again
    sexes = models.JSONField(default=list)  # none said: of any
    age_from = models.PositiveSmallIntegerField(null=True)
    age_to = models.PositiveSmallIntegerField(null=True)  # the last age that is taken
    takes_children = models.BooleanField(default=False)  # of a parent who comes with them
    child_age_to = models.PositiveSmallIntegerField(null=True)
    disabilities = models.JSONField(default=list)  # the difficulties it can receive; none said: not known
    categories = models.JSONField(default=list)  # none said: any
    needs_determination = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["service", "id"]
        indexes: ClassVar = [models.Index(fields=["service", "provider"], name="offers_of_a_service")]
