"""Records about people that nobody reads without saying for whom, or why all of them."""

import uuid
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from django.db import models

from tabara.access.models import Member

Row = TypeVar("Row", bound=models.Model)


class Whole(StrEnum):
    """The few reasons for which all records of a kind are asked at once; none of them shows one to anybody."""

    MART = "figures are counted over everybody who agreed to be counted"
    CHECK = "the doctor compares the databases with each other, by number"
    REBUILD = "a derived table is built anew, or compared with its rule"
    UNIQUE = "a new code must be nobody's"
    INDEX = "a search by keyed tokens finds numbers, and then asks which of them the member may see"
    RETENTION = "what has stood its time is found by its day"
    LISTS = "the people on lists are found by number, to count how the lists overlap; what is answered are counts"
    LINK = "a link that nobody can guess finds the one record it was made for, and opens nothing of it"


class Unscoped(Exception):
    """A defect of the code: protected records were asked for without saying for whom."""

    def __init__(self, kind: type[models.Model]) -> None:
        super().__init__(
            f"{kind.__name__} is protected: ask {kind.__name__}.objects.visible_to(by), a relation of a record that "
            f"was found so, or, for one of the listed reasons, {kind.__name__}.objects.everything(Whole.…)."
        )


class Protected(models.Manager[Row]):
    """A manager that refuses to give records unless it is told for whom, from which record, or why all of them.

    It is the default manager, so that nothing comes round it by habit; Django itself and `access.unit`, which write the
    rows they hold, use the plain `_base_manager`.
    """

    def get_queryset(self) -> models.QuerySet[Row]:
        """Give the records of the instance that the manager hangs on (`case.consents`); refuse where there is none."""
        if not hasattr(self, "instance"):
            raise Unscoped(self.model)
        return super().get_queryset()

    def everything(self, why: Whole) -> models.QuerySet[Row]:
        """Give all records, for one of the listed reasons."""
        return super().get_queryset()

    def visible_to(self, by: Member) -> models.QuerySet[Row]:
        """Give the records that a member may see."""
        raise Unscoped(self.model)


class OwnedByMember(Protected[Row]):
    """Gives a member nothing but the member's own records."""

    owner: ClassVar[str] = "member"

    def visible_to(self, by: Member) -> models.QuerySet[Row]:
        """Give the member's own records."""
        return models.QuerySet[Any, Any](self.model, using=self._db).filter(**{self.owner: by.pk})


class ByNumber(Protected[Row]):
    """Gives records by the numbers of persons that the caller found in a query that took `by`."""

    def of(self, persons: Iterable[uuid.UUID]) -> models.QuerySet[Row]:
        """Give the records of these persons."""
        return models.QuerySet[Any, Any](self.model, using=self._db).filter(person__in=list(persons))
