"""Places to sleep, who holds them from when until when, and who asks for one."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.directory.enums import AskState, StayState
from tabara.protection.directory.models.provider import Provider

NOBODYS = uuid.UUID(int=0)


class Room(models.Model):
    """The places of one kind that a provider has."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="rooms")
    kind = models.CharField(max_length=20)
    places = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "kind"], name="one_room_of_a_kind")]


class Taken(models.Model):
    """Places of a room that nobody else can have from a day until a day: a stay's, or out of order.

    It names no case, so that everybody may count what is free without learning who is there.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="taken")
    places = models.PositiveSmallIntegerField(default=1)
    since = models.DateField()
    until = models.DateField(null=True)  # the first day on which they are free again
    occupied = models.BooleanField(default=False)  # somebody is in: not free before she has left, whatever was planned
    out_of_order = models.CharField(max_length=40, blank=True)  # why, where nobody stays in them

    class Meta:
        indexes: ClassVar = [models.Index(fields=["room", "since"], name="taken_in_a_room")]


class AtShelters(OfCases[Any]):
    """Gives a member what belongs to the cases that the member sees, and what is at the agency's own shelters."""

    shelter: ClassVar[str]  # leads from the record to the agency of the shelter

    def visible_to(self, by: Member) -> models.QuerySet[Any]:
        """Give the rows of both sides; the shelter's go to whoever answers there."""
        ours = Q(**{self.shelter: by.agency_id}) if by.may_act and by.may(Permission.REFERRAL_ANSWER) else Q(pk=None)
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(Q(pk__in=super().visible_to(by).values("pk")) | ours)


class Stays(AtShelters):
    """The stays."""

    shelter = "taken__room__provider__agency"


class Asks(AtShelters):
    """The requests for a place."""

    shelter = "provider__agency"


class AtShelter:
    """Held, for whoever acts on the shelter's side, by the agency of the shelter."""

    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None
    provider: Any

    @property
    def agency_id(self) -> uuid.UUID:
        """Return the agency of the shelter: nobody's, where it has no accounts here."""
        return self.provider.agency_id or NOBODYS

    @property
    def in_network(self) -> bool:
        """Return whether that agency takes part in the referral mechanism."""
        return bool(self.provider.in_network)


class Stay(AtShelter, models.Model):
    """One person's stay in one place. The shelter knows her by the code of the stay, not by the case."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    code = models.CharField(max_length=12, default=sealing.code, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stays")
    taken = models.OneToOneField(Taken, on_delete=models.PROTECT, related_name="stay")
    state = models.CharField(max_length=10, default=StayState.PLANNED)
    booked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField()
    arrived_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    left_to = models.CharField(max_length=40, blank=True)
    left_safe = models.CharField(max_length=10, blank=True)

    objects = Stays()

    class Meta:
        ordering: ClassVar = ["-booked_at", "-id"]

    @property
    def provider(self) -> Provider:
        """Return the shelter."""
        return self.taken.room.provider


class Ask(AtShelter, models.Model):
    """A request for a place at another agency's shelter, which sees what is asked and nothing of who it is for."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="asks")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="asks")
    kind = models.CharField(max_length=20)
    child_ages = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_from = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=AskState.SENT)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=40, blank=True)
    stay = models.OneToOneField(Stay, on_delete=models.PROTECT, related_name="ask", null=True)

    objects = Asks()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
