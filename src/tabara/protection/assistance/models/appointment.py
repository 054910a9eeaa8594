"""A service planned for a day, alone or for a group."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.assistance.enums import AppointmentState
from tabara.protection.assistance.models.held import OfAgency
from tabara.protection.assistance.models.service import Service
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Session(OfAgency):
    """One meeting of a group: a service, a day, and an appointment for each person who is expected."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    code = models.CharField(max_length=40)
    on = models.DateField()
    hour = models.TimeField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-on", "-id"]


class Appointment(models.Model):
    """One service that is to be given to the person of a case on a day. Its state follows APPOINTMENT_STEPS."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="appointments")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="appointments", null=True)
    code = models.CharField(max_length=40)
    on = models.DateField()
    hour = models.TimeField(null=True)
    provider = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)  # who sees to it
    state = models.CharField(max_length=10, default=AppointmentState.PLANNED)
    reason = models.CharField(max_length=40, blank=True)  # why it was missed or cancelled
    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="planned", null=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, related_name="moved_to", null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["on", "hour", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "on"], name="appointments_by_day")]
