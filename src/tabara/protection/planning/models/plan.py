"""The plan that is made with a person: its versions, its goals, and what is done for them."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.planning.enums import ActionState, GoalState, PlanState


class Plan(models.Model):
    """One version of the plan of a case. An approved one is not changed: the next version is."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 … in its case
    state = models.CharField(max_length=10, default=PlanState.DRAFT)
    review_on = models.DateField()
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    agrees = models.BooleanField(null=True)  # nothing: the person was not asked yet
    agreed_on = models.DateField(null=True)
    signature = models.CharField(max_length=40, blank=True)
    said = models.BinaryField(null=True)  # the person's own words about the plan
    submitted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    sent_back = models.BinaryField(null=True)  # why it was sent back
    closed_on = models.DateField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "number"], name="one_version_of_a_number")]


class Goal(models.Model):
    """What shall be better, in one domain, and how well. It keeps its stem from version to version."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_goals")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    stem = models.UUIDField(default=sealing.event)
    number = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=40)
    text = models.BinaryField(null=True)
    target = models.PositiveSmallIntegerField(null=True)  # the score that the domain shall reach
    state = models.CharField(max_length=20, default=GoalState.OPEN)
    version = models.PositiveIntegerField(default=1)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "stem"], name="one_goal_of_a_stem")]


class Action(models.Model):
    """What somebody does for a goal by a day. It keeps its stem, and so its task, from version to version."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_actions")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    stem = models.UUIDField(default=sealing.event)
    service = models.CharField(max_length=40, blank=True)  # nothing: another thing, as its text says
    text = models.BinaryField(null=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    due_on = models.DateField()
    state = models.CharField(max_length=10, default=ActionState.OPEN)
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    dropped_for = models.CharField(max_length=40, blank=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["due_on", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "stem"], name="one_action_of_a_stem")]
