"""Recruitment agencies, their licences, what is complained of, and what people are warned of."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.prevention.enums import ComplaintState, LicenceState


class Firm(models.Model):
    """A recruitment agency that a list of the licensed ones names or named: public facts, and no allegation."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # whose member keeps the list
    name = models.CharField(max_length=120)
    licence = models.CharField(max_length=40, unique=True)
    since = models.DateField()
    until = models.DateField()  # the first day on which the licence holds no more
    destinations = models.JSONField(default=list)  # countries for which it may recruit
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=12, default=LicenceState.LICENSED)
    changed_on = models.DateField(null=True)  # the day of its last step
    listed_on = models.DateField()  # the day of the list in which it stood last
    source = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "id"]


class LicenceStep(models.Model):
    """What became of a licence: renewed, suspended, revoked, given back; and where that stands."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12)
    stepped_on = models.DateField()
    until = models.DateField()
    source = models.CharField(max_length=200)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["stepped_on", "id"]


class Complaint(models.Model):
    """What somebody complained of about a recruitment agency. Who it was, is kept nowhere, and it belongs to no case.

    An agency that stands on no list has no row of its own: its name, as it was said, is in the sealed words.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # that took it down
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, null=True, related_name="complaints")
    received_on = models.DateField()
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=40)
    destination = models.CharField(max_length=2, blank=True)
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)
    words = models.BinaryField(null=True)
    state = models.CharField(max_length=12, default=ComplaintState.RECEIVED)
    passed_to = models.CharField(max_length=40, blank=True)
    passed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)  # by when an answer should be there
    answered_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-received_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="complaint_by_state")]


class Caution(models.Model):
    """What people were warned of: the public, or focal points."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=40)
    languages = models.JSONField(default=list)
    words = models.CharField(max_length=500)
    firm = models.ForeignKey(Firm, on_delete=models.PROTECT, null=True, related_name="warnings")
    place = models.CharField(max_length=20, blank=True)  # of one commune; nothing where it is for the whole country
    place_version = models.CharField(max_length=8, blank=True)
    issued_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    withdrawn_for = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-issued_on", "-id"]
