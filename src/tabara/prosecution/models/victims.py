"""Victims before the court, as numbers: how they take part, what protects them, and which case knows of it."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.prosecution.models.files import CourtFile
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Participant(models.Model):
    """A victim in a court file: a number, how she takes part, and that she said so herself."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="participants")
    number = models.PositiveSmallIntegerField()  # within its file
    part = models.CharField(max_length=40)
    agreed = models.BooleanField()
    asked_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "number"], name="one_number_of_a_victim")]


class Protection(models.Model):
    """What protects a victim during the proceedings, which she agreed to herself, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="protections")
    measure = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["since", "id"]


class FileTie(models.Model):
    """That a case of protection knows of a court file: seen from the case alone, while the person agrees."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="court_files")
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="ties")
    tied_on = models.DateField()
    tied_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["tied_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "file"], condition=models.Q(ended_on=None), name="a_case_and_a_court_file_once"
            )
        ]
