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
from tabara.protection.referral.enums import ReferralState


class Referrals(OfCases["Referral"]):
    """Gives a member the referrals of the cases that the member sees, and those sent to the member's agency."""

    def visible_to(self, by: Member) -> models.QuerySet["Referral"]:
        """Give what the member's side sent, and what its agency received, to whoever answers there."""
        received = Q(to_id=by.agency_id) if by.may_act and by.may(Permission.REFERRAL_ANSWER) else Q(pk=None)
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(Q(pk__in=super().visible_to(by).values("pk")) | received)


class Referral(models.Model):
    """One request for one need. It carries the groups of fields that may be seen, never a field."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_from = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=40)  # the need, as the service that would meet it
    groups = models.JSONField(default=list)
    until = models.DateTimeField()
    state = models.CharField(max_length=10, default=ReferralState.SENT)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=40, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = Referrals()

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["to", "state", "-sent_at"], name="the_inbox")]

    # Held, for whoever answers it, by the agency it was sent to.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    @property
    def agency_id(self) -> uuid.UUID:
        """Return the agency that it was sent to."""
        return self.to_id

    @property
    def in_network(self) -> bool:
        """Return whether that agency takes part in the referral mechanism."""
        return self.to.in_network

    def standing(self, at: dt.datetime) -> ReferralState:
        """Return where it stands at an instant: what was not ended ends by itself."""
        state = ReferralState(self.state)
        lasting = state in (ReferralState.SENT, ReferralState.ACCEPTED)
        return ReferralState.EXPIRED if lasting and self.until <= at else state
