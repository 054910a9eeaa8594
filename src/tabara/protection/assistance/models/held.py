"""What a record of an agency says when it is asked who holds it, and what is written once."""

import uuid
from typing import Any, TypeVar

from django.db import models

from tabara.access.models import Agency, Member
from tabara.protection.cases.models.reach import OfCases

Row = TypeVar("Row", bound=models.Model)


class OfCasesAndAgency(OfCases[Row]):
    """For what hangs on a case and stands in an agency's own book, which does not end with a right to see the case."""

    def of_agency(self, by: Member) -> models.QuerySet[Row]:
        """Give what stands in the book of the member's agency; the caller has asked whether the member keeps it."""
        return models.QuerySet[Any, Any](self.model, using=self._db).filter(agency=by.agency_id)


class OfAgency(models.Model):
    """A record that an agency holds as a whole: no member and no team has it for themselves."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    class Meta:
        abstract = True

    @property
    def in_network(self) -> bool:
        """Return whether the agency takes part in the referral mechanism."""
        return self.agency.in_network


class WrittenOnce(models.Model):
    """A line of a book: it is added, and never changed or removed. What was wrong is put right by another line."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **given: Any) -> None:
        """Store a new line.

        Raises:
            TypeError: where the line is stored already: a defect of the code.
        """
        if not self._state.adding:
            raise TypeError(f"A line of {type(self).__name__} is never changed: add another that puts it right.")
        super().save(*args, **given)

    def delete(self, *args: Any, **given: Any) -> tuple[int, dict[str, int]]:
        """Refuse: a line stays."""
        raise TypeError(f"A line of {type(self).__name__} is never removed: add another that puts it right.")
