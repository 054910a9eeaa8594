"""The National Action Plan: versions of a workbook, objectives, activities with targets, and what was reported."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.partnership.enums import Counting, PlanState, Progress


class PlanVersion(models.Model):
    """A workbook of the plan: looked at first, then loaded as a version, and undone as one. Nobody is named in it."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # whose member sent it
    title = models.CharField(max_length=120)
    number = models.PositiveIntegerField(null=True)  # of the versions that were loaded
    is_example = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64)
    sent = models.JSONField(default=list)  # header and rows as they came, until it is loaded or dropped
    state = models.CharField(max_length=10, default=PlanState.READ)
    sent_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    loaded_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-sent_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(state=PlanState.LOADED), name="one_plan_version_of_a_number"
            )
        ]


class PlanObjective(models.Model):
    """What a pillar wants to reach."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="objectives")
    pillar = models.CharField(max_length=40)
    code = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    position = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "code"], name="one_objective_of_a_code")]


class PlanActivity(models.Model):
    """An activity as a version of the plan says it. `line` is its own through all versions: its code stays the same."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    objective = models.ForeignKey(PlanObjective, on_delete=models.PROTECT, related_name="activities")
    line = models.UUIDField(default=sealing.event, editable=False)
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=120)  # an organisation
    owner_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")  # where it has one
    starts_on = models.DateField()
    due_on = models.DateField()
    progress = models.CharField(max_length=12, blank=True)  # as the workbook says; what is reported later holds
    indicator = models.CharField(max_length=60, blank=True)  # of the catalogue …
    measure = models.CharField(max_length=200, blank=True)  # … or in words, reported by hand
    counting = models.CharField(max_length=12, default=Counting.YEARLY)
    baseline = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    budget = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    funded = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["objective", "code"], name="one_activity_of_a_code")]
        indexes: ClassVar = [models.Index(fields=["line"], name="activity_by_line")]


class PlanTarget(models.Model):
    """What an activity's indicator should reach in a year."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    activity = models.ForeignKey(PlanActivity, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["year"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "year"], name="one_target_of_a_year")]


class PlanReport(models.Model):
    """What was told of an activity on a day: how far it is, what was spent, what was reached, and who says so."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    activity = models.ForeignKey(PlanActivity, on_delete=models.PROTECT, related_name="reports")
    told_on = models.DateField()
    progress = models.CharField(max_length=12, default=Progress.UNDER_WAY)
    words = models.CharField(max_length=500, blank=True)
    spent = models.DecimalField(max_digits=16, decimal_places=2, null=True)  # in all, up to that day
    funded = models.DecimalField(max_digits=16, decimal_places=2, null=True)  # in all, where that has changed
    actual = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    actual_year = models.PositiveSmallIntegerField(null=True)
    evidence = models.CharField(max_length=300, blank=True)  # an address or a document
    source = models.CharField(max_length=120, blank=True)  # who says so
    told_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["told_on", "told_at", "id"]
