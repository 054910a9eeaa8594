"""The managers of records about cases: each gives a member what belongs to the cases that are listed for the member."""

from typing import Any, ClassVar, TypeVar

from django.db import models

from tabara.access.models import Member
from tabara.access.protected import Protected
from tabara.protection.cases.models.access import CaseAccess

Row = TypeVar("Row", bound=models.Model)


class OfCases(Protected[Row]):
    """For what hangs on a case; `way` leads from the record to the number of the case."""

    way: ClassVar[str] = "case"

    def visible_to(self, by: Member) -> models.QuerySet[Row]:
        """Give what belongs to a case that the member may see now."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(**{f"{self.way}__in": CaseAccess.objects.visible_to(by).values("case")})


class Itself(OfCases[Row]):
    """For the case itself."""

    way = "pk"

    def visible_in_emergency(self, code: str) -> Any:
        """Give the one case of a code, for emergency access alone, which asks whether it may be opened."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.select_related("agency").filter(code=code.strip().upper()).first()


class Persons(OfCases[Row]):
    """For the person of a case, once, however many of the cases are seen."""

    def visible_to(self, by: Member) -> models.QuerySet[Row]:
        """Give the persons with a case that the member may see now."""
        cases = self.model._meta.get_field("cases").related_model
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(pk__in=cases.objects.visible_to(by).values("person"))
