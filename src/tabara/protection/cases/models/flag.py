"""A flag on a case: what whoever opens it has to know first, as a code."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Flag(models.Model):
    """One flag: raised by somebody, and lowered by somebody with a reason. A flag that is kept for longer is a new one.

    `until` is the day on which somebody looks whether it still holds; it does not come down by itself.
    """

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="flags")
    kind = models.CharField(max_length=40)
    words = models.BinaryField(null=True)  # what is behind it, sealed
    since = models.DateField()
    until = models.DateField(null=True)
    raised_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    lowered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    lowered_at = models.DateTimeField(null=True)
    lowered_for = models.CharField(max_length=40, blank=True)  # nothing, though lowered: the next one follows it
    follows = models.OneToOneField("self", on_delete=models.PROTECT, related_name="followed_by", null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind"], condition=Q(lowered_at=None), name="one_flag_of_a_kind")
        ]

    @property
    def field(self) -> str:
        """Return the name under which the words are sealed."""
        return f"flag.{self.pk}.words"
