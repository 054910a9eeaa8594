"""A transfer: a case goes from the agency that holds it to another one, whole."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.referral.enums import TransferState

TAKES_PART = (Permission.REFERRAL_ANSWER, Permission.REFERRAL_SEND)


class Transfers(OfCases["Transfer"]):
    """Gives a member the transfers of the cases that the member sees, and those between the member's agency and others.

    Of a case that it gave away an agency keeps this row alone: the code, the day, to whom.
    """

    def visible_to(self, by: Member) -> models.QuerySet["Transfer"]:
        """Give what the member may see."""
        near = Q(to_id=by.agency_id) | Q(holder_id=by.agency_id)
        takes_part = by.may_act and any(by.may(one) for one in TAKES_PART)
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(Q(pk__in=super().visible_to(by).values("pk")) | (near if takes_part else Q(pk=None)))


class Transfer(models.Model):
    """One case on its way from its holder to another agency. It carries the case's code and nothing of the person."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="transfers")
    code = models.CharField(max_length=12)
    holder = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # who held it when it was asked
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    offered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    offered_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=40, blank=True)

    objects = Transfers()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["to", "state"], name="transfers_to"),
            models.Index(fields=["holder", "state"], name="transfers_from"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "to"],
                condition=Q(state__in=[TransferState.REQUESTED, TransferState.OFFERED]),
                name="one_transfer_under_way",
            )
        ]

    # Held, for whoever answers it, by the agency that would take the case.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    @property
    def agency_id(self) -> uuid.UUID:
        """Return the agency that would take the case."""
        return self.to_id

    @property
    def in_network(self) -> bool:
        """Return whether that agency takes part in the referral mechanism."""
        return self.to.in_network
