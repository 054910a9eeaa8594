"""The time that a presumed victim has to recover and to reflect, without pressure to testify and without removal."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.enums import ReflectionStep
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Reflection(models.Model):
    """One step of it: begun, given more time, ended by the person's own wish, or told about as it ends. Newest counts.

    `until` is the first day on which it is over.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reflections")
    step = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=40, blank=True)  # for more time
    note = models.BinaryField(null=True)
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-recorded_on", "-id"]

    @property
    def last_day(self) -> dt.date:
        """Return the last day of it, as people say it."""
        return self.until - dt.timedelta(days=1)

    def lasts(self, on: dt.date) -> bool:
        """Return whether the person has this time on a day."""
        return self.since <= on < self.until

    @property
    def is_over(self) -> bool:
        """Return whether nothing more can happen to it, but that another one begins."""
        return self.step in (ReflectionStep.ENDED, ReflectionStep.TOLD)


def newest(rows: Iterable[Reflection]) -> list[Reflection]:
    """Return of these rows those that none follows: of each case one."""
    known = list(rows)
    followed = {row.follows_id for row in known}
    return [row for row in known if row.pk not in followed]
