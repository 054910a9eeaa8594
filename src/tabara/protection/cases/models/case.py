"""A case: one episode of help to one person by one agency, and who may see it."""

from typing import Any

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member, Team
from tabara.access.protected import OwnedByMember
from tabara.access.shares import Share, still_valid
from tabara.protection.cases.enums import CaseStatus, Why
from tabara.protection.cases.models.person import Person
from tabara.protection.cases.models.reach import Itself, OfCases


class Case(models.Model):
    """One episode. The dates of the path are kept here, so that a list needs no other table."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    code = models.CharField(max_length=12, unique=True, default=sealing.code, editable=False)
    statistical_key = models.BigIntegerField(unique=True, default=sealing.number, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    status = models.CharField(max_length=20, default=CaseStatus.ACTIVE)
    category = models.CharField(max_length=40)  # the primary one; all of them are `Category` rows
    referral_source = models.CharField(max_length=40, blank=True)
    household = models.CharField(max_length=40, blank=True)
    marital_status = models.CharField(max_length=40, blank=True)
    education = models.CharField(max_length=40, blank=True)
    urgent_needs = models.JSONField(default=list)
    place = models.CharField(max_length=20, blank=True)  # never finer than a commune: the finest one is in the vault
    place_version = models.CharField(max_length=8, blank=True)
    opened_on = models.DateField()
    screened_on = models.DateField(null=True)
    determined_on = models.DateField(null=True)
    determination = models.CharField(max_length=20, blank=True)
    assisted_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    objects = Itself()

    known_shares: list[Share] | None = None  # while one page is read: see `queries.shared_as_now`

    @property
    def in_network(self) -> bool:
        """Return whether the agency that holds the case takes part in the referral mechanism."""
        return self.agency.in_network

    def refresh_from_db(self, *args: Any, **given: Any) -> None:
        """Read the case anew, and with it whom it is shared with: what is done with it goes by that."""
        self.known_shares = None
        super().refresh_from_db(*args, **given)

    def shares(self) -> list[Share]:
        """Return with whom beside its holder the case is shared at this moment, and what of it."""
        if self.known_shares is not None:
            return self.known_shares
        rows = self.listed.exclude(why=Why.HOLDER).filter(still_valid())
        return [Share(one, frozenset(groups)) for one, groups in rows.values_list("principal", "groups")]


class Category(models.Model):
    """A reason for which a person is protected, from a day until a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="categories")
    code = models.CharField(max_length=40)
    since = models.DateField()
    until = models.DateField(null=True)
    is_primary = models.BooleanField(default=False)

    objects = OfCases()


class SavedView(models.Model):
    """A member's own filter of the case list, under a name."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    filters = models.JSONField(default=dict)

    objects = OwnedByMember()
