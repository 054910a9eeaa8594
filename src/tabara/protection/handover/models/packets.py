"""A packet: what one recipient without an account is shown of a person, so that it can help."""

import datetime as dt
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.directory.models import Provider
from tabara.protection.handover.enums import LIVE, PacketState, Way
from tabara.protection.referral.models import Referral


class Outsider(models.Model):
    """An organisation that nobody has an account of, named so that a person can be asked about it and referred to it.

    Once it gets accounts it stays the same agency: what people agreed to, and what was asked of it, goes on.
    """

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+", primary_key=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+", null=True)  # in the directory
    named_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["provider"], name="one_outsider_of_a_provider")]


class Packet(models.Model):
    """One sealed packet of one referral. It opens with a link and words, of which the database has neither."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="packets")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="packets")
    way = models.CharField(max_length=10)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    fields = models.JSONField(default=list)  # which things about the person left, never what they say
    code = models.CharField(max_length=8)  # the recipient reads it out when it answers by telephone
    link = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - a digest; a file has no link, and many do
    sealed = models.BinaryField(null=True)  # by the link and the words, and around that by the key of the case
    proof = models.BinaryField(null=True)  # nothing, sealed likewise: shows that the words are right
    wrong = models.PositiveSmallIntegerField(default=0)
    ends_at = models.DateTimeField()  # what nobody has opened by then opens no more
    state = models.CharField(max_length=10, default=PacketState.MADE)
    opened_at = models.DateTimeField(null=True)
    shown_until = models.DateTimeField(null=True)  # in the browser that opened it, and nowhere else
    ended_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    told_at = models.DateTimeField(null=True)  # when the recipient was told that it may no longer use it

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "ends_at"], name="packets_to_end")]

    words: str = ""  # shown once, right after it was made; they are stored nowhere
    opening: str = ""  # likewise, what stands in the link
    key: bytes | None = None  # what right words gave at the door
    first: bool = False  # whether it was opened for the first time just now

    # What its door is held against: the instance itself opens it, for whoever knows the words.
    owner_id = team_id = None
    in_network = False

    @property
    def agency_id(self) -> object:
        """Return the agency that holds the case."""
        return self.case.agency_id

    @property
    def left_the_house(self) -> bool:
        """Return whether somebody outside has, or may have, read it."""
        return self.opened_at is not None or self.way == Way.FILE

    def standing(self, at: dt.datetime) -> PacketState:
        """Return where it stands at an instant: what nobody opened in time ends by itself."""
        state = PacketState(self.state)
        over = self.ends_at <= at and state is PacketState.MADE and self.way != Way.FILE
        return PacketState.EXPIRED if over and state in LIVE else state
