"""Who sees which case: the table that lists and reads go by."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.protected import Protected
from tabara.access.shares import still_valid
from tabara.access.showing import unseen_under
from tabara.protection.cases.enums import Why


class Listed(Protected["CaseAccess"]):
    """The one rule of who sees a case, for queries: the holder's people, and those it is shared with at this moment."""

    def visible_to(self, by: Member) -> models.QuerySet["CaseAccess"]:
        """Give the rows by which a member sees cases now; a case can stand in several of them."""
        numbers = by.principals()
        nothing = [Q(principal=one, groups__in=some) for one in numbers if (some := unseen_under(by, one))]
        rows = self._live(by).filter(principal__in=numbers)
        return rows.exclude(reduce(or_, nothing)) if nothing else rows

    def _live(self, by: Member) -> models.QuerySet["CaseAccess"]:
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        return rows.filter(still_valid()) if by.may_act and by.may(Permission.CASE_READ) else rows.none()


class CaseAccess(models.Model):
    """Who sees which case, in the order of the list: derived, rebuilt by a command, tested against its rule."""

    principal = models.UUIDField()  # a member, a team, an agency, the network, everybody
    updated_at = models.DateTimeField()
    case = models.ForeignKey("Case", on_delete=models.CASCADE, related_name="listed")
    why = models.CharField(max_length=12, default=Why.HOLDER)
    until = models.DateTimeField(null=True)  # nothing: as long as the case is held
    groups = models.JSONField(default=list)  # nothing: all of them, which only the holder's own have

    objects = Listed()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "principal", "why"], name="one_access")]
        indexes: ClassVar = [models.Index(fields=["principal", "-updated_at", "-case"], name="the_list")]
