"""What leaves the house and what must stay in it; and people who may be registered twice, or were (ADR 0075)."""

import uuid
from typing import Any, ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.access.protected import Protected
from tabara.protection.cases.models import Case, Person
from tabara.protection.cases.models.reach import OfCases
from tabara.protection.intake.enums import InquiryState, PairState


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


class OfTwo(Protected[Any]):
    """Gives what concerns two people, to whoever sees a case of each."""

    def visible_to(self, by: Member) -> models.QuerySet[Any]:
        """Give the pairs of whom the member may see a case each."""
        seen = Person.objects.visible_to(by).values("pk")
        return models.QuerySet[Any, Any](self.model, using=self._db).filter(first__in=seen, second__in=seen)


class Pair(models.Model):
    """Two people of one agency who may be one: numbers, and in what they resemble each other as words of a list."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")  # the smaller number of the two
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(default=0)  # of a hundred
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=PairState.OPEN)
    found_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    asked = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)  # a colleague …
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)  # … in whose tasks it stands
    due_on = models.DateField(null=True)

    objects = OfTwo()
    owner_id: uuid.UUID | None = None  # nobody's own, no team's: what a scope is held against
    team_id: uuid.UUID | None = None
    in_network = False

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["first", "second"], name="one_pair")]
        indexes: ClassVar = [models.Index(fields=["agency", "state", "-score"], name="pairs_to_decide")]


class OfSurvivor(Protected[Any]):
    """Gives what became of people, to whoever sees a case of the person that they are now."""

    def visible_to(self, by: Member) -> models.QuerySet[Any]:
        """Give the merges into people of whom the member may see a case."""
        seen = Person.objects.visible_to(by).values("pk")
        return models.QuerySet[Any, Any](self.model, using=self._db).filter(survivor__in=seen)


class Merge(models.Model):
    """Two people who were found to be one: who stays, what was taken from whom, and whether it was undone."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="merges")
    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    merged_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    cases = models.JSONField(default=list)  # the numbers of the cases that went over
    facts = models.JSONField(default=dict)  # of the survivor: before, and after
    stands = models.JSONField(default=dict)  # field -> whose value stands
    twice = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)  # an episode entered twice
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    later = models.JSONField(default=list)  # what was changed after the merge, and stayed when it was undone

    objects = OfSurvivor()
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None
    in_network = False

    class Meta:
        ordering: ClassVar = ["-merged_at", "-id"]


class Inquiry(models.Model):
    """A question to another agency: whether the person of a case is known there. It shows what she agreed to."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="inquiries")
    asking = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=InquiryState.OPEN)
    candidates = models.JSONField(default=list)  # numbers of cases of the agency that is asked, which it alone reads
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    answer = models.CharField(max_length=12, blank=True)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    objects = OfCases()
    owner_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None
    in_network = False

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]

    @property
    def agency_id(self) -> uuid.UUID:
        """Return the agency that answers it: what a scope is held against."""
        return self.to_id
