"""What others than the holder may see of a record, and how far that reaches: an accepted referral, an emergency."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from tabara.access.enums import FieldGroup, Permission
from tabara.access.models import Member

EVERY_GROUP = frozenset(FieldGroup)
# What may be done with a record that is only shared, and which groups open it: one of them has to be shared.
# What is not named here, only the holder's own members may do.
OPENED_BY: Mapping[Permission, frozenset[FieldGroup]] = {
    Permission.CASE_READ: EVERY_GROUP,
    Permission.SERVICE_RECORD: EVERY_GROUP,  # help never waits for a further agreement
    Permission.IDENTITY_OPEN: frozenset({FieldGroup.IDENTITY, FieldGroup.CONTACT}),
    Permission.NARRATIVE_OPEN: frozenset({FieldGroup.NARRATIVE}),
}


@dataclass(frozen=True)
class Share:
    """One number (a member's, a team's, an agency's) that a record is shared with, and the groups it may see."""

    principal: uuid.UUID
    groups: frozenset[str]

    def reaches(self, by: Member, needs: Permission) -> bool:
        """Return whether a member is among those it is shared with, as far as the member's roles carry."""
        return by.may(needs) and self.principal in by.principals(needs)


def this_moment() -> dt.datetime:
    """Return what the clock of this server says: by it, and not by the day of an act, a right has ended or not."""
    return timezone.now()


def still_valid(until: str = "until") -> Q:
    """Return the condition that something has not ended yet by the clock of this server; without an end it never does.

    `until` names the field.
    """
    return Q(**{until: None}) | Q(**{f"{until}__gt": this_moment()})
