"""What leaves the house, and what must stay in it: offices that files are sealed to, holds, reviews."""

import uuid
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.models.reach import OfCases


class Recipient(models.Model):
    """An office that an agency may seal files to, once two persons have agreed on its key."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    office = models.CharField(max_length=80)
    key = models.CharField(max_length=80)  # of age, public: it begins with age1
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)  # when the second person had agreed
    closed_at = models.DateTimeField(null=True)

    owner_id: uuid.UUID | None = None  # nobody's own, no team's: what a scope is held against
    team_id: uuid.UUID | None = None
    in_network = False

    class Meta:
        ordering: ClassVar = ["office"]

    @property
    def standing(self) -> str:
        """Return what an approval about this office is bound to: its name and key, and whether it is in use."""
        seen = sealing.fingerprint(f"{self.office}\n{self.key}".encode())
        return f"{seen[:32]} {self.confirmed_at is not None} {self.closed_at is not None}"

    @property
    def in_use(self) -> bool:
        """Return whether files may be sealed to it."""
        return self.confirmed_at is not None and self.closed_at is None


class LegalHold(models.Model):
    """A reason for which nothing of a case may be erased yet, until a day: placed and lifted by two persons."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField()
    placed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-since"]


class Review(models.Model):
    """Somebody looked at a case in which nothing had happened for long, and said why it stays open."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=40)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-reviewed_on"]


class Erased(models.Model):
    """What of a case was erased for good, when and why: so that nobody looks for what cannot be found."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="erased")
    what = models.CharField(max_length=10)  # "identity" or "case"
    erased_on = models.DateField()
    why = models.CharField(max_length=40)

    objects = OfCases()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "what"], name="erased_once")]
