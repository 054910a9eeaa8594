"""School, a course, an apprenticeship: since when, term by term, and how it ended."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.assistance.enums import EnrolmentState
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Enrolment(models.Model):
    """Somebody learns somewhere, from a day until a planned one. Its state follows ENROLMENT_STEPS."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="enrolments")
    kind = models.CharField(max_length=40)
    institution = models.CharField(max_length=80)  # of a school or a workshop, never of a person
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)
    since = models.DateField()
    until_planned = models.DateField(null=True)
    state = models.CharField(max_length=12, default=EnrolmentState.ATTENDING)
    ended_on = models.DateField(null=True)
    reason = models.CharField(max_length=40, blank=True)  # why somebody dropped out
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]


class SchoolTerm(models.Model):
    """One term: until when, and then how much of it was attended and how it went."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="school_terms")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="terms")
    since = models.DateField()
    until = models.DateField()
    attendance = models.PositiveSmallIntegerField(null=True)  # of a hundred days
    result = models.CharField(max_length=40, blank=True)
    told_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["since", "id"]
