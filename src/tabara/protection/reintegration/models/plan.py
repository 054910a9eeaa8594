"""A plan of reintegration: its goals, and the visits that measure how the person fares."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.reintegration.enums import VisitState


class Reintegration(models.Model):
    """What a person wants to reach after the return or the shelter, and from which day visits are counted."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reintegrations")
    start = models.CharField(max_length=10)
    starts_on = models.DateField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-starts_on", "-id"]


class Goal(models.Model):
    """One goal: its kind as a code, its words sealed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    plan = models.ForeignKey(Reintegration, on_delete=models.PROTECT, related_name="goals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    dimension = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    words = models.BinaryField(null=True)
    set_on = models.DateField()
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    reached = models.BooleanField(null=True)  # nothing: it is still pursued

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["set_on", "id"]


class Visit(models.Model):
    """One visit: planned for a day, then kept with what it found, or missed with the reason. None is deleted."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    plan = models.ForeignKey(Reintegration, on_delete=models.PROTECT, related_name="visits")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    month = models.PositiveSmallIntegerField()  # of the pack's schedule: also that of a visit in another's place
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=VisitState.PLANNED)
    instead_of = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    done_on = models.DateField(null=True)  # the day on which it was kept, missed or dropped
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    way = models.CharField(max_length=40, blank=True)
    economic = models.PositiveSmallIntegerField(null=True)
    social = models.PositiveSmallIntegerField(null=True)
    psychosocial = models.PositiveSmallIntegerField(null=True)
    safe = models.CharField(max_length=10, blank=True)
    risk = models.CharField(max_length=10, blank=True)  # of being trafficked again
    reason = models.CharField(max_length=40, blank=True)  # why it was missed or dropped
    notes = models.BinaryField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="visits_by_day")]
