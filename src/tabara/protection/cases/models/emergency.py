"""Emergency access: somebody opened a case without being one of those who may, and another looks at why."""

import uuid

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from tabara import sealing
from tabara.access.models import Member
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases

NOBODYS = uuid.UUID(int=0)


class Emergencies(OfCases["Emergency"]):
    """Besides those of the cases that a member sees: a member's own, to count them."""

    def of_member(self, member: Member) -> models.QuerySet["Emergency"]:
        """Give what this member opened, or tried to."""
        return models.QuerySet["Emergency"](self.model, using=self._db).filter(member=member.pk)

    def waiting_of(self, member: Member) -> models.QuerySet["Emergency"]:
        """Give what this member opened and nobody has reviewed yet."""
        return self.of_member(member).filter(reviewed_at=None).exclude(case=None)


class Emergency(models.Model):
    """One emergency access, or an attempt with a code that opened nothing."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="emergencies", null=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    stake = models.BinaryField(null=True)  # what was at stake, in the member's words, sealed
    opened_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    review_by = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)
    justified = models.BooleanField(null=True)

    objects = Emergencies()

    # Held, for whoever reviews it, by the agency that holds the case.
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None

    @property
    def agency_id(self) -> uuid.UUID:
        """Return the agency that holds the case: nobody's, where there is no case, or none that the asker may see."""
        try:
            return self.case.agency_id if self.case else NOBODYS
        except ObjectDoesNotExist:
            return NOBODYS

    @property
    def in_network(self) -> bool:
        """Return whether it can be reviewed from outside that agency: it cannot."""
        return False
