"""The rights to see a case that do not come from holding it."""

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member, Team
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Grant(models.Model):
    """A right to see a case that does not come from holding it: given for a reason, limited in time, ended at will."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="grants")
    why = models.CharField(max_length=12)
    through = models.UUIDField()  # the referral, or the emergency, that it comes from
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    groups = models.JSONField(default=list)
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OfCases()
