"""An alert: somebody may be in danger. It is no case: nobody has asked that person yet."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.models import Agency, Member
from tabara.access.protected import Protected
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.community.enums import OPEN, AlertState
from tabara.protection.community.models.point import FocalPoint


class Alerts(Protected["Alert"]):
    """Gives a member the alerts that passed through the member's agency; to whoever only records, the own ones."""

    def visible_to(self, by: Member) -> models.QuerySet["Alert"]:
        """Give what the member may see now."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        mine = Q(recorded_by=by.pk) if by.may(Permission.ALERT_RECORD) else Q(pk=None)
        if by.may(Permission.ALERT_TRIAGE):
            passed = AlertStep.objects.filter(agency=by.agency_id).values("alert")
            mine |= Q(agency=by.agency_id) | Q(pk__in=passed)
        return rows.filter(mine) if by.may_act else rows.none()


class Alert(models.Model):
    """What an agency heard. Codes and a commune stand in the clear; what was told, and whom to reach, is sealed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # whose it is now
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    received_at = models.DateTimeField()
    source = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    point = models.ForeignKey(FocalPoint, on_delete=models.PROTECT, related_name="alerts", null=True)
    place = models.CharField(max_length=20, blank=True)  # a commune at the finest
    place_version = models.CharField(max_length=10, blank=True)
    people = models.PositiveSmallIntegerField(null=True)  # how many are in danger; empty where nobody knows
    age_groups = models.JSONField(default=list)
    sexes = models.JSONField(default=list)
    risks = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=AlertState.NEW)
    priority = models.CharField(max_length=10)  # as the rule suggests; from the triage on, as a person decided
    assigned = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    due_at = models.DateTimeField(null=True)  # by when the next step has to be taken; empty once it has ended
    ended_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=40, blank=True)
    told = models.BinaryField(null=True)
    reach = models.BinaryField(null=True)  # how the reporter, or the person, can be reached
    spot = models.BinaryField(null=True)  # where exactly
    erased_on = models.DateField(null=True)  # when what is sealed went, by the schedule

    objects = Alerts()

    # Held by the agency whose it is, not by whoever wrote it down.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None
    in_network = False

    class Meta:
        ordering: ClassVar = ["-received_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["agency", "state", "due_at"], name="the_alerts")]

    @property
    def is_open(self) -> bool:
        """Return whether it waits for somebody."""
        return self.state in OPEN

    def late_by(self, at: dt.datetime) -> dt.timedelta | None:
        """Return how long its next step is overdue; `None` where it is not."""
        return at - self.due_at if self.is_open and self.due_at and self.due_at < at else None


class AlertStep(models.Model):
    """One step of an alert: who brought it into which state, and whose it was from then on. Written once."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    priority = models.CharField(max_length=10)
    assigned = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["done_at", "id"]


class AlertCase(models.Model):
    """A person was registered because of an alert. Who sees the case sees that; nobody else does."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="taken")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="alerts")
    taken_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-taken_at", "-id"]
