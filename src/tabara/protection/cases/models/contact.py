"""How a person can be reached without danger: one rule for each way, the latest counts."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.enums import Caller
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class ContactRule(models.Model):
    """Whether, when and by whom a person may be reached in one way. Added, never altered."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contact_rules")
    channel = models.CharField(max_length=12)
    leave = models.CharField(max_length=10)
    days = models.JSONField(default=list)  # 0 is Monday; nothing: any day
    since = models.TimeField(null=True)  # nothing: any hour
    until = models.TimeField(null=True)
    caller = models.CharField(max_length=10, default=Caller.ANYONE.value)
    shared_number = models.BooleanField(default=False)  # somebody else answers that telephone, too
    says = models.BinaryField(null=True)  # who may pick up, and what to say; sealed
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-id"]
