"""One conversation about consent: what was read out, how, to whom, and what was answered to each statement."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Asking(models.Model):
    """One time that somebody was told what is done with what she tells, and answered. Added, never altered."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="askings")
    asked_on = models.DateField()
    version = models.CharField(max_length=20)  # of the text that was read out
    language = models.CharField(max_length=5)
    read_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    interpreter = models.CharField(max_length=40, blank=True)  # what kind of interpreter, never who
    capacity = models.CharField(max_length=10)
    again_on = models.DateField(null=True)  # of somebody who could not decide: when to ask again
    answers = models.JSONField(default=dict)  # each of the seven statements -> yes or no
    how = models.CharField(max_length=10, blank=True)
    witness = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    witness_role = models.CharField(max_length=40, blank=True)  # of a witness without an account
    child = models.BooleanField()  # whether the rules for children held
    guardian = models.CharField(max_length=40, blank=True)  # who consented for the child, as a tie
    best_interests = models.CharField(max_length=40, blank=True)  # why nobody could be asked for the child
    recorded_at = models.DateTimeField()

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-asked_on", "-id"]
