"""A referral: an agency asks another to meet one need of a person, and shows it what the person agreed to."""

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
from tabara.protection.referral.enums import LIVE, ReferralState


class Referrals(OfCases["Referral"]):
    """Gives a member the referrals of the cases that the member sees, and those sent to the member's agency."""

    def visible_to(self, by: Member) -> models.QuerySet["Referral"]:
        """Give what the member's side sent, and what its agency received, to whoever answers there."""
        received = Q(to_id=by.agency_id) if by.may_act and by.may(Permission.REFERRAL_ANSWER) else Q(pk=None)
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(Q(pk__in=super().visible_to(by).values("pk")) | received)

    def received_by(self, by: Member) -> models.QuerySet["Referral"]:
        """Give what was sent to the member's agency, to whoever answers there: the way through the inbox's index."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(to_id=by.agency_id) if by.may_act and by.may(Permission.REFERRAL_ANSWER) else rows.none()


class Referral(models.Model):
    """One request for one need. It carries the groups of fields that may be seen, never a field."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_from = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, default="")  # of the case, as two agencies name it to each other
    service = models.CharField(max_length=40)  # the need, as the service that would meet it
    priority = models.CharField(max_length=20, default="normal")
    answer_by = models.DateTimeField()  # when the clock of its priority runs out
    message = models.BinaryField(null=True)  # a few words to whoever helps, sealed, read once it is accepted
    groups = models.JSONField(default=list)
    until = models.DateTimeField()
    state = models.CharField(max_length=10, default=ReferralState.SENT)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    services_given = models.JSONField(default=list)  # as the other agency tells it; what it recorded is what counts
    return_reason = models.CharField(max_length=40, blank=True)
    note = models.BinaryField(null=True)  # what goes with the outcome, or with the return, sealed
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    read_at = models.DateTimeField(null=True)  # when the sender's side said that it read the answer
    reminded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    reminded_at = models.DateTimeField(null=True)
    advised_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    advised_at = models.DateTimeField(null=True)  # when a coordinator asked the sender to turn to somebody else

    objects = Referrals()

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["to", "state", "answer_by"], name="the_inbox"),
            models.Index(fields=["state", "answer_by"], name="past_its_clock"),
        ]

    # Held, for whoever answers it, by the agency it was sent to.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    @property
    def agency_id(self) -> uuid.UUID:
        """Return the agency that it was sent to."""
        return self.to_id

    @property
    def in_network(self) -> bool:
        """Return whether one of the two takes part in the referral mechanism: one without accounts does not."""
        return self.to.in_network or self.sent_from.in_network

    def standing(self, at: dt.datetime) -> ReferralState:
        """Return where it stands at an instant: what was not ended ends by itself."""
        state = ReferralState(self.state)
        return ReferralState.EXPIRED if state in LIVE and self.until <= at else state

    def is_overdue(self, at: dt.datetime) -> bool:
        """Return whether its clock has run out and nobody has answered."""
        return self.standing(at) is ReferralState.SENT and self.answer_by <= at
