"""A person as a number, with the few facts that a count needs."""

import datetime as dt
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.protection.cases.enums import BirthPrecision
from tabara.protection.cases.models.reach import Persons


class Person(models.Model):
    """Somebody known to an agency. Who it is stands in the vault under the same number.

    Where two agencies know her, because one case of hers went to another agency and others stayed, each has a row; both
    bear one statistical key, so that she is counted once.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    statistical_key = models.BigIntegerField(db_index=True, default=sealing.number, editable=False)
    sex = models.CharField(max_length=10)
    birth_year = models.SmallIntegerField(null=True, blank=True)
    birth_precision = models.CharField(max_length=10, default=BirthPrecision.UNKNOWN)
    citizenship = models.CharField(max_length=2, blank=True)

    objects = Persons()

    class Meta:
        verbose_name: ClassVar = "person"

    def age_on(self, day: dt.date) -> int | None:
        """Return the age in whole years, as the year of birth gives it; `None` where it is unknown."""
        return None if self.birth_year is None else day.year - self.birth_year
