"""Cases that belong together: siblings, a mother and her child, people trafficked by the same way."""

from typing import Any, ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models import Case, CaseAccess
from tabara.protection.cases.models.reach import OfCases


class OfBoth(OfCases["CaseTie"]):
    """Gives a tie to whoever sees both cases: one of them alone must not tell of the other."""

    def visible_to(self, by: Member) -> models.QuerySet["CaseTie"]:
        """Give the ties between cases that the member sees."""
        seen = CaseAccess.objects.visible_to(by).values("case")
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(case__in=seen, other__in=seen)


class CaseTie(models.Model):
    """How two cases belong together, from a day until a day."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    tie = models.CharField(max_length=40)
    together = models.BooleanField(default=False)  # they want to stay in one place
    since = models.DateField()
    until = models.DateField(null=True)
    tied_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    objects = OfBoth()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
