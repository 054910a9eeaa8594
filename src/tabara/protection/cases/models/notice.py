"""What an agency that once received something of a case is told when the person takes her agreement back."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.models import Agency, Member
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Notices(OfCases["Notice"]):
    """Gives a member the notices of the cases that the member sees, and those that the member's agency was sent."""

    def visible_to(self, by: Member) -> models.QuerySet["Notice"]:
        """Give what the member's side sent, and what its agency received, to whoever answers there."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(Q(pk__in=super().visible_to(by).values("pk")) | Q(pk__in=self.sent_to(by).values("pk")))

    def sent_to(self, by: Member) -> models.QuerySet["Notice"]:
        """Give what the member's agency received, to whoever answers there."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(agency=by.agency_id) if by.may_act and by.may(Permission.REFERRAL_ANSWER) else rows.none()


class Notice(models.Model):
    """One agency is told what it may no longer use. It carries the case's code, and nothing else of the case."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(max_length=12)  # the case itself is no longer theirs to read
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    groups = models.JSONField(default=list)  # what the agency was shown and may no longer use
    everything = models.BooleanField()  # nothing may be used any more, not only these groups
    withdrawn_at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True)
    law = models.CharField(max_length=40, blank=True)  # why it has to keep something all the same
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)

    objects = Notices()

    class Meta:
        ordering: ClassVar = ["-withdrawn_at", "-id"]

    # Held, for whoever acknowledges it, by the agency that was told.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    @property
    def in_network(self) -> bool:
        """Return whether somebody outside that agency can acknowledge it: nobody can."""
        return False
