"""What is best for a child, who was heard about it, and who decided: added, never altered."""

import datetime as dt
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class BestInterests(models.Model):
    """One assessment, or one determination by a panel, of what is best for a child in one matter."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="best_interests")
    kind = models.CharField(max_length=15)
    matter = models.CharField(max_length=40)  # the return, the care, the separation …
    heard = models.CharField(max_length=40)  # how the child was heard
    views = models.BinaryField(null=True)  # what the child said
    options = models.JSONField(default=list)  # the codes of what was considered
    reasons = models.BinaryField(null=True)  # for and against each
    decision = models.CharField(max_length=40)  # the code of the option that was chosen
    grounds = models.BinaryField(null=True)
    decided_on = models.DateField()
    review_by = models.DateField()
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-decided_on", "-id"]

    def holds_on(self, day: dt.date) -> bool:
        """Return whether it is valid on a day: decided by then, and not yet to be looked at again."""
        return self.decided_on <= day <= self.review_by


class Panelist(models.Model):
    """Who sat on the panel: an agency, in a role, and the member where the member has an account."""

    record = models.ForeignKey(BestInterests, on_delete=models.PROTECT, related_name="panel")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    role = models.CharField(max_length=40)

    objects = OfCases()
