"""A paper, a picture or a text that belongs to a case."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Document(models.Model):
    """One file, sealed under the key of the case's narrative. What it is about is sealed, too."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    number = models.PositiveSmallIntegerField()  # 1, 2, 3 … in its case
    kind = models.CharField(max_length=10)  # a picture, a PDF, a text
    at_most = models.PositiveIntegerField()  # kilobytes: the class of its size, never the size
    about = models.BinaryField(null=True)  # nothing: it was taken back
    sealed = models.BinaryField(null=True)
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True)

    objects = OfCases()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "number"], name="one_number_in_a_case")]
