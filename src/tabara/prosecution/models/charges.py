"""Who is suspected, of what under which article, and what the court said of it."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.prosecution.models.files import CourtFile


class Suspect(models.Model):
    """Somebody suspected in a court file: a number, and a sealed name."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="suspects")
    number = models.PositiveSmallIntegerField()  # within its file
    sex = models.CharField(max_length=20)
    official = models.BooleanField(null=True)  # in public office; nothing where nobody knows
    name = models.BinaryField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["file", "number"], name="one_number_of_a_suspect")]


class Charge(models.Model):
    """A suspect charged under an article that was in force on the day of the offence."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    file = models.ForeignKey(CourtFile, on_delete=models.PROTECT, related_name="charges")
    suspect = models.ForeignKey(Suspect, on_delete=models.PROTECT, related_name="charges")
    instrument = models.CharField(max_length=60)
    article = models.CharField(max_length=20)
    victim = models.CharField(max_length=20)  # whom or what the penalty goes by: a code of the list "charged_for"
    offence_on = models.DateField()
    charged_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["suspect__number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suspect", "instrument", "article"], name="charged_once_under_an_article")
        ]


class Verdict(models.Model):
    """What a court said of a charge, and the sentence. That of the appeal stands in the place of the first."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="verdicts")
    on_appeal = models.BooleanField()
    decided_on = models.DateField()
    outcome = models.CharField(max_length=20)
    prison_months = models.PositiveSmallIntegerField(null=True)
    life = models.BooleanField(default=False)
    fine = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    suspended = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["on_appeal", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["charge", "on_appeal"], name="one_verdict_of_an_instance")
        ]
