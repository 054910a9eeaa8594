"""Work with other countries: what was agreed with them, what was done together, and whom one calls there."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.partnership.enums import AgreementState, FollowUpState


class Agreement(models.Model):
    """What was agreed with other countries in writing: what it covers, from when, until when."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    countries = models.JSONField(default=list)
    covers = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=AgreementState.NEGOTIATED)
    signed_on = models.DateField(null=True)
    in_force_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)  # the first day on which it is in force no more, if nobody renews it
    ended_on = models.DateField(null=True)
    source = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "id"]


class AgreementStep(models.Model):
    """Something that became of an agreement: signed, in force, renewed, ended; and where that stands."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12)
    stepped_on = models.DateField()
    expires_on = models.DateField(null=True)
    source = models.CharField(max_length=200)
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["stepped_on", "id"]


class Encounter(models.Model):
    """A dialogue, a visit or a joint action with other countries. It names no person and no case."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    held_on = models.DateField()
    countries = models.JSONField(default=list)
    organisations = models.JSONField(default=list)  # by name
    results = models.CharField(max_length=500, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)  # recorded by mistake: it counts no more
    struck_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]


class FollowUp(models.Model):
    """What was promised at an encounter: who does it by when, and what became of it."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="follow_ups")
    words = models.CharField(max_length=200)
    owner = models.CharField(max_length=120)  # an organisation
    due_on = models.DateField()
    state = models.CharField(max_length=12, default=FollowUpState.OPEN)
    settled_on = models.DateField(null=True)
    settled_words = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="follow_up_by_state")]


class Counterpart(models.Model):
    """An office in another country to turn to, and the function that answers there: no name, and its line sealed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    side = models.CharField(max_length=40)  # origin, transit or destination
    office = models.CharField(max_length=120)
    function = models.CharField(max_length=120)
    line = models.BinaryField(null=True)  # telephone and e-mail
    confirmed_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["country", "side", "office"]
