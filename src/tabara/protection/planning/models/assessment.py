"""An assessment of what a person needs, domain by domain: added, never altered."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Assessment(models.Model):
    """One look at all needs on a day. The scores of several are compared; the risk is what a person set."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    risk = models.CharField(max_length=10)
    suggested = models.CharField(max_length=10)  # what the rule made of the scores, beside what a person made of them
    next_on = models.DateField()
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-assessed_on", "-id"]


class Score(models.Model):
    """How one domain stands, from 1 (in danger) to 5 (well). What was not assessed has no score."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(max_length=40)
    score = models.PositiveSmallIntegerField(null=True)
    notes = models.BinaryField(null=True)

    objects = OfCases()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["assessment", "domain"], name="one_score_a_domain")]
