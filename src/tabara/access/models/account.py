"""Agencies, their teams and their members."""

import datetime as dt
import json
import uuid
from typing import ClassVar, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tabara import sealing
from tabara.access import roles
from tabara.access.enums import Permission, Scope


class Agency(models.Model):
    """An organisation that takes part: it owns cases, employs members, or provides services."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    deciding_kind = models.CharField(max_length=40, default="other")
    in_network = models.BooleanField(default=True)
    country = models.CharField(max_length=2, blank=True)  # of one abroad, behind an instance of its own

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Members of one agency who share a caseload under one supervisor."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "name"], name="one_team_name")]


class Members(BaseUserManager["Member"]):
    """Finds members by their sign-in name."""


class Member(AbstractBaseUser):
    """A person with an account. Everything in Tabara is done by one."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="members")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members", null=True, blank=True)
    roles = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="fr")
    is_active = models.BooleanField(default=True)
    review_by = models.DateTimeField(null=True)  # until when somebody has to have looked at an emergency access

    proved_at: dt.datetime | None = None  # when a door last saw them show who they are; set on the instance
    start_code: str = ""  # shown once, right after it was made; only its digest is stored
    recovery_codes: tuple[str, ...] = ()  # likewise; they are sealed
    owner_id: uuid.UUID | None = None  # nobody holds a member: a scope is held against the agency and the team

    objects = Members()
    USERNAME_FIELD = "username"

    @property
    def in_network(self) -> bool:
        """Return whether the member's agency takes part in the referral mechanism."""
        return self.agency.in_network

    @property
    def standing(self) -> str:
        """Return what an approval of a change of this account is bound to: what it may do now, and where."""
        return f"{'+'.join(sorted(self.roles))} {self.team_id or '-'} {self.is_active}"

    @property
    def may_act(self) -> bool:
        """Return whether the account is open, and no emergency access has waited too long for its review."""
        return self.is_active and not self.is_suspended

    @property
    def is_suspended(self) -> bool:
        """Return whether the account rests, because nobody reviewed an emergency access in time."""
        return self.review_by is not None and self.review_by < timezone.now()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session is bound to: with another password, role, team or agency it ends by itself."""
        bound = json.dumps([self.password, self.roles, str(self.team_id), str(self.agency_id)])
        return str(salted_hmac("tabara.access.session", bound, secret=secret, algorithm="sha256").hexdigest())

    def may(self, permission: Permission) -> bool:
        """Return whether any of the member's roles grants the permission."""
        return self.reach(permission) is not None

    def reach(self, permission: Permission) -> Scope | None:
        """Return how far the member's roles carry the permission."""
        return roles.reach(self.roles, permission)

    def principal(self, permission: Permission = Permission.CASE_READ) -> uuid.UUID | None:
        """Return the number under which `case_access` lists what this member may see."""
        return {
            None: None,
            Scope.OWN: self.id,
            Scope.TEAM: self.team_id or self.id,
            Scope.AGENCY: self.agency_id,
            Scope.NETWORK: NETWORK,
            Scope.ALL: EVERYBODY,
        }[self.reach(permission)]

    def principals(self, permission: Permission = Permission.CASE_READ) -> set[uuid.UUID]:
        """Return all numbers under which this member may find a case: the own one always, and that of the scope.

        A coordinator whose agency stands outside the referral mechanism finds that agency's cases besides.
        """
        found = {self.id, self.principal(permission)} - {None}
        if self.reach(permission) is Scope.NETWORK and not self.agency.in_network:
            found.add(self.agency_id)
        return cast("set[uuid.UUID]", found)


NETWORK = uuid.UUID(int=4)
EVERYBODY = uuid.UUID(int=5)
