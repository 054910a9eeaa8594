"""What happened to a case through somebody else, for whoever carries it or answers for it."""

from typing import Any, ClassVar

from django.db import models

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.models import Agency, Member
from tabara.access.protected import OwnedByMember
from tabara.protection.cases.enums import Why
from tabara.protection.cases.models.access import CaseAccess
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Followed(OfCases["Change"]):
    """Of the cases that a member carries, or may change because others carry them for the member to answer for."""

    def visible_to(self, by: Member) -> models.QuerySet["Change"]:
        """Give what somebody else did in those cases while the member's agency held them; whose end is over, none."""
        rows = models.QuerySet[Any, Any](self.model, using=self._db)
        number = by.principal(Permission.CASE_EDIT)
        if number is None:
            return rows.none()
        held = CaseAccess.objects.visible_to(by).filter(principal=number, why=Why.HOLDER).values("case")
        return rows.filter(agency=by.agency_id, case__in=held).exclude(done_by=by.pk)


class Change(models.Model):
    """One act that matters to a case: which act, when, by whom; nothing of what was written in it."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=60)  # the name of the operation
    at = models.DateTimeField()
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # that held the case after it

    told_at = models.DateTimeField()  # by the clock of this server: from then on it is new, however late it came in

    objects = Followed()

    class Meta:
        ordering: ClassVar = ["-told_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["agency", "-told_at"], name="changes_of_agency")]


class ChangeRead(models.Model):
    """That a member has read of a change."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="readings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    objects = OwnedByMember()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "change"], name="read_once")]


class ChangeChoice(models.Model):
    """What a member does not want to be told of."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    left_out = models.JSONField(default=list)  # topics

    objects = OwnedByMember()
