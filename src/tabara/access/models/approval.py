"""What one person asked another to approve, and what came of it: numbers and codes, never a name or a text."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.enums import ApprovalState
from tabara.access.models.account import Member


class Approval(models.Model):
    """One act that needs two persons, exactly as it is to be done."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    operation = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)  # over the operation, its arguments and the versions they have
    arguments = models.JSONField(default=dict)
    agency_id = models.UUIDField(db_index=True)  # that of the thing; an approver must reach it
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)
    used_at = models.DateTimeField(null=True)
    used_by = models.UUIDField(null=True)  # the number of the act that it was used for

    owner_id: uuid.UUID | None = None  # nobody's own, no team's: what a scope is held against
    team_id: uuid.UUID | None = None
    in_network = False

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    @property
    def code(self) -> str:
        """Return what people call it aloud, and what stands on what came of it."""
        return self.pk.hex[-8:].upper()

    def state(self, now: dt.datetime) -> ApprovalState:
        """Return where it stands."""
        if self.used_at is not None:
            return ApprovalState.USED
        if self.agrees is False:
            return ApprovalState.REFUSED
        if now >= self.expires_at:
            return ApprovalState.EXPIRED
        return ApprovalState.WAITING if self.agrees is None else ApprovalState.APPROVED
