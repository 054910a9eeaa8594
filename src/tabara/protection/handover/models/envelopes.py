"""Envelopes between countries: the partners abroad, what went to them, and what came from them."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.handover.enums import ArrivalState, EnvelopeState
from tabara.sealing.partners import PublicKeys, fingerprint


class Partner(models.Model):
    """An instance in another country or at a mission: one agency there, and the keys by which it is known.

    Its keys are in use once two people here have agreed on them, after one of them has read the fingerprint with
    somebody of the partner's, aloud.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="partner")
    instance = models.CharField(max_length=80)  # how it names itself in what it sends
    seals_to = models.CharField(max_length=80)  # of age, public: it begins with age1
    signs_with = models.CharField(max_length=64, db_index=True)  # of Ed25519, public, in hexadecimal
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)  # when the second person had agreed
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["agency__name"]

    @property
    def keys(self) -> PublicKeys:
        """Return its two keys."""
        return PublicKeys(self.seals_to, self.signs_with)

    @property
    def spoken(self) -> str:
        """Return the fingerprint of its keys, as two people read it to each other."""
        return fingerprint(self.keys)

    @property
    def standing(self) -> str:
        """Return what an approval about this partner is bound to: its keys, and whether it is in use."""
        return f"{self.spoken} {self.confirmed_at is not None} {self.closed_at is not None}"

    @property
    def in_use(self) -> bool:
        """Return whether something may be sealed to it, and taken in from it."""
        return self.confirmed_at is not None and self.closed_at is None


class Envelopes(OfCases["Envelope"]):
    """Gives a member the envelopes of the cases that the member sees."""

    def sent_by_agency(self, by: Member) -> models.QuerySet["Envelope"]:
        """Give those that the member's agency sent, to whoever takes answers in there."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        takes = by.may_act and by.may(Permission.REFERRAL_ANSWER)
        return rows.filter(case__agency=by.agency_id) if takes else rows.none()


class Envelope(models.Model):
    """What one person agreed to have told to one partner, for one purpose, in one file that only it can open."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="envelopes")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="envelopes")
    purpose = models.CharField(max_length=40)
    groups = models.JSONField(default=list)
    agreed_until = models.DateField()
    state = models.CharField(max_length=12, default=EnvelopeState.MADE)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    receipt_by = models.DateTimeField()  # by when the receipt should be back
    file = models.BinaryField(null=True)  # as it goes: sealed to the partner, and here as everything of the case
    taken_at = models.DateTimeField(null=True)  # when the file was first fetched, to be carried there
    answered_at = models.DateTimeField(null=True)  # as the receipt says
    decline_reason = models.CharField(max_length=40, blank=True)
    their_code = models.CharField(max_length=12, blank=True)  # of the case there
    outcome = models.CharField(max_length=40, blank=True)
    outcome_on = models.DateField(null=True)
    note = models.BinaryField(null=True)  # what the partner wrote with the outcome
    back_at = models.DateTimeField(null=True)  # when it was taken back
    told_at = models.DateTimeField(null=True)  # when the notice for the partner was fetched, to be carried there
    read_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    read_at = models.DateTimeField(null=True)  # when somebody said that the answer was read

    objects = Envelopes()

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    def is_over(self, at: dt.datetime) -> bool:
        """Return whether its time is over and no receipt has come."""
        return self.state == EnvelopeState.MADE and self.expires_at <= at


class Arrivals(OfCases["Arrival"]):
    """Gives a member what came to the member's agency, and what is of the cases that the member sees."""

    def visible_to(self, by: Member) -> models.QuerySet["Arrival"]:
        """Give what the member may see."""
        came = Q(agency=by.agency_id) if by.may_act and by.may(Permission.REFERRAL_ANSWER) else Q(pk=None)
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(Q(pk__in=super().visible_to(by).values("pk")) | came)


class Arrival(models.Model):
    """An envelope that came: sealed under a key of its own until somebody accepts it, then with the case it became."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    number = models.UUIDField(unique=True)  # of the envelope, as its sender gave it: twice is once
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="arrivals")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # that took it in
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="arrivals", null=True)
    code = models.CharField(max_length=12, blank=True)  # of that case, as two countries name it to each other
    purpose = models.CharField(max_length=40)
    groups = models.JSONField(default=list)
    agreed_until = models.DateField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=ArrivalState.WAITING)
    content = models.BinaryField(null=True)  # all that is in it
    taken_in_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField()
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=40, blank=True)
    receipt_at = models.DateTimeField(null=True)  # when the receipt was first fetched, to be carried back
    outcome = models.CharField(max_length=40, blank=True)
    outcome_on = models.DateField(null=True)
    note = models.BinaryField(null=True)  # what goes back with the outcome
    outcome_at = models.DateTimeField(null=True)  # when the outcome was first fetched, to be carried back
    back_at = models.DateTimeField(null=True)  # when its sender took it back
    dropped_at = models.DateTimeField(null=True)  # when somebody said what became of it
    drop_answer = models.CharField(max_length=10, blank=True)
    law = models.CharField(max_length=40, blank=True)  # why something has to be kept all the same
    dropped_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)

    objects = Arrivals()

    class Meta:
        ordering: ClassVar = ["-taken_in_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["agency", "state"], name="what_came")]

    # Held, for whoever answers it, by the agency that took it in.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    @property
    def in_network(self) -> bool:
        """Return whether somebody outside that agency can answer it: nobody can."""
        return False
