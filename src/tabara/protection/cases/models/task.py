"""What falls due in a case, whichever room of protection made the date."""

import uuid
from typing import ClassVar

from django.db import models

from tabara.access.models import Member
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Task(models.Model):
    """One thing to do by a day: derived from a record of a room, rebuilt by a command, tested against its rule."""

    id = models.UUIDField(primary_key=True, editable=False)  # of the kind and the record: `number_of`
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=30)
    about = models.UUIDField()
    due_on = models.DateField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)  # else who carries it

    objects = OfCases()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_on"], name="by_day")]


def number_of(kind: str, about: uuid.UUID) -> uuid.UUID:
    """Return the number of the one task of a kind about a record."""
    return uuid.uuid5(about, kind)
